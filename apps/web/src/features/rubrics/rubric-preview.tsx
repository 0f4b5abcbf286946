import { scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import { Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { shown } from '../../components/figures.ts';
import type { Draft } from './draft.ts';

const response = 'preview';

/** The rubric as a judge meets it, with the composite moving as tiers are picked. */
export function RubricPreview(props: { readonly content: Draft }) {
  const { content } = props;
  const [picked, setPicked] = useState<Readonly<Record<string, number>>>({});
  const scores = content.dimensions.map(({ key, scope }) => ({
    dimensionKey: key,
    tier: picked[key] ?? null,
    notApplicable: false,
    target: scope === 'CONVERSATION' ? null : response,
  }));
  const isComplete = content.dimensions.every(({ key }) => picked[key] !== undefined);
  const scored = isComplete
    ? scoreJudgment(
        content,
        { scores, flags: [] },
        { profile: null, targets: { responses: [response], turns: [response] } },
      )
    : null;
  return (
    <Stack gap="md">
      {content.dimensions.map((dimension) => (
        <Paper key={dimension.id} withBorder p="sm">
          <Radio.Group
            label={dimension.label}
            description={dimension.description}
            value={String(picked[dimension.key] ?? '')}
            onChange={(value) => setPicked({ ...picked, [dimension.key]: Number(value) })}
          >
            <Stack gap={4} mt="xs">
              {dimension.tiers.map((tier, index) => (
                <Radio
                  key={tier.id}
                  value={String(index)}
                  label={`${index + 1}. ${tier.label}`}
                  description={tier.description}
                />
              ))}
            </Stack>
          </Radio.Group>
        </Paper>
      ))}
      <Title order={3} aria-live="polite">
        Composite{' '}
        {scored === null || !scored.ok || scored.composite === null
          ? '—'
          : shown(scored.composite, 'fraction')}
      </Title>
      {!isComplete && <Text c="dimmed">Pick a tier in each dimension.</Text>}
    </Stack>
  );
}
