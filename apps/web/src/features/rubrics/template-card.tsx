import { Button, Card, Stack, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { strings } from './strings.ts';

const TemplateCard_template = graphql(`
  fragment TemplateCard_template on RubricTemplate {
    id
    name
    description
    dimensions {
      label
      weight
      tiers
    }
  }
`);
const s = strings.list;

/** A rubric to copy: what it is for, what it weighs, and the words of its tiers. */
export function TemplateCard(props: {
  readonly template: FragmentType<typeof TemplateCard_template>;
  readonly busy: boolean;
  readonly onUse: () => void;
}) {
  const { name, description, dimensions } = readFragment(TemplateCard_template, props.template);
  const sum = dimensions.reduce((total, { weight }) => total + weight, 0);
  return (
    <Card withBorder component="article" aria-label={name}>
      <Stack gap="xs" h="100%">
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {description}
        </Text>
        <Stack gap={6} flex={1} component="dl" m={0}>
          {dimensions.map(({ label, weight, tiers }) => (
            <div key={label}>
              <dt style={{ display: 'flex', justifyContent: 'space-between', fontWeight: 500 }}>
                <span>{label}</span>
                <span>{sum > 0 ? `${Math.round((weight / sum) * 100)} %` : '—'}</span>
              </dt>
              <Text component="dd" size="xs" c="dimmed" m={0}>
                {s.tiers(tiers)}
              </Text>
            </div>
          ))}
        </Stack>
        <Button variant="light" loading={props.busy} onClick={props.onUse}>
          {s.use}
        </Button>
      </Stack>
    </Card>
  );
}
