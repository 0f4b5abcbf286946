import { validateRubric } from '@assay/scoring/rubrics/validate-rubric';
import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useReducer, useState } from 'react';
import { type Answering, answer, type Bench, openBench } from '../judging/answering.ts';
import { noAnswers } from '../judging/answers.ts';
import { RubricPanel } from '../judging/rubric-panel.tsx';
import type { Draft } from './draft.ts';
import { previewAssignment } from './preview-assignment.ts';
import { strings } from './strings.ts';

const s = strings.preview;

/** The rubric as a judge meets it, with the score moving as tiers are picked. */
export function RubricPreview({ content }: { readonly content: Draft }) {
  const [profile, setProfile] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  if (validateRubric(content).length > 0) return <Alert color="yellow">{s.broken}</Alert>;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{s.lead}</Text>
      {content.profiles.length > 0 && (
        <NativeSelect
          label={s.profile}
          maw={320}
          value={profile ?? ''}
          data={[
            { value: '', label: strings.profile.own },
            ...content.profiles.map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(event) =>
            setProfile(event.currentTarget.value === '' ? null : event.currentTarget.value)
          }
        />
      )}
      <Trial key={`${profile} ${round}`} content={content} profile={profile} />
      <Group>
        <Button variant="default" size="compact-sm" onClick={() => setRound(round + 1)}>
          {s.startAgain}
        </Button>
      </Group>
    </Stack>
  );
}

function Trial({ content, profile }: { readonly content: Draft; readonly profile: string | null }) {
  const [bench, act] = useReducer(
    (state: Bench, action: Answering) => answer(state, action),
    null,
    () => openBench(previewAssignment(content, profile), noAnswers),
  );
  const examples = new Map(
    content.dimensions.flatMap(({ key, tiers }) =>
      tiers.map((tier, index) => [`${key} ${index}`, tier.examples] as const),
    ),
  );
  const flags = [...new Set(content.redLines.flatMap(({ flag }) => flag ?? []))];
  return (
    <>
      <div style={{ display: 'flex', flexDirection: 'column', minHeight: 380 }}>
        <RubricPanel
          bench={bench}
          readOnly={false}
          examplesOf={(key, tier) => examples.get(`${key} ${tier}`) ?? []}
          onAct={act}
        />
      </div>
      {flags.length > 0 && (
        <Group gap="md">
          <Text fw={600}>{s.flags}</Text>
          {flags.map((kind) => (
            <Checkbox
              key={kind}
              label={strings.flags[kind]}
              checked={bench.answers.flags.some((flag) => flag.kind === kind)}
              onChange={() => act({ type: 'flag-toggled', kind })}
            />
          ))}
        </Group>
      )}
    </>
  );
}
