import { Anchor, Group, Paper, Text } from '@mantine/core';
import { AppLink } from '../../components/app-link.tsx';
import { EstimateText } from '../../components/estimate-text.tsx';
import type { EstimateLike } from '../../components/figures.ts';
import { strings as s } from './strings.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

/** The figures of two annotators, and the way to the judgments of each. */
export function PairFigures(props: {
  readonly first: Person;
  readonly second: Person;
  readonly estimate: EstimateLike & { readonly units: number };
  readonly subject: string;
  readonly hrefOf: (annotatorId: string) => string;
  readonly closeHref: string;
}) {
  const { first, second, estimate } = props;
  return (
    <Paper withBorder p="md" component="section" aria-label={s.pairOf(first.name, second.name)}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{s.pairOf(first.name, second.name)}</Text>
          <Text size="sm" c="dimmed" mb={4}>
            {s.kappa}, {props.subject}
          </Text>
          <EstimateText large estimate={estimate} counts={s.judgedByBoth(estimate.units)} />
        </div>
        <Group gap="md">
          {[first, second].map(({ id, name }) => (
            <Anchor
              key={id}
              size="sm"
              renderRoot={(root) => <AppLink {...root} href={props.hrefOf(id)} />}
            >
              {s.judgmentsOf(name)}
            </Anchor>
          ))}
          <Anchor
            size="sm"
            c="dimmed"
            renderRoot={(root) => <AppLink {...root} href={props.closeHref} />}
          >
            {s.closePair}
          </Anchor>
        </Group>
      </Group>
    </Paper>
  );
}
