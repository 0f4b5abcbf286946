import { useQuery } from '@apollo/client/react';
import { Group, NativeSelect, TagsInput, TextInput } from '@mantine/core';
import type { ScoreKind } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { strings } from './strings.ts';

const TicketSources = graphql(`
  query TicketSources($projectId: ID!) {
    project(id: $projectId) {
      id
      outcomeCoverage {
        bySource {
          source
        }
      }
    }
  }
`);
const s = strings.start;

/** Which tickets a run is about, and which of their scores. Days begin at midnight UTC; empty for no bound. */
export interface Choice {
  readonly openedFrom: string;
  readonly openedBefore: string;
  readonly sources: readonly string[];
  readonly scoreKind: ScoreKind;
}

/** The fields of a choice. Sources are those that tickets came from; others can be typed. */
export function TicketChoice(props: {
  readonly projectId: string;
  readonly choice: Choice;
  readonly onChange: (choice: Choice) => void;
}) {
  const { choice, onChange } = props;
  const { data } = useQuery(TicketSources, { variables: { projectId: props.projectId } });
  const known = data?.project.outcomeCoverage.bySource.map(({ source }) => source) ?? [];
  return (
    <Group align="flex-start" grow preventGrowOverflow={false}>
      <TextInput
        type="date"
        label={s.openedFrom}
        description={s.openedFromNote}
        miw={180}
        value={choice.openedFrom}
        onChange={(event) => onChange({ ...choice, openedFrom: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={s.openedBefore}
        description={s.openedBeforeNote}
        miw={180}
        value={choice.openedBefore}
        onChange={(event) => onChange({ ...choice, openedBefore: event.currentTarget.value })}
      />
      <TagsInput
        label={s.sources}
        description={s.sourcesNote}
        miw={180}
        maxTags={50}
        data={known}
        value={[...choice.sources]}
        onChange={(sources) => onChange({ ...choice, sources })}
      />
      <NativeSelect
        label={s.scoreKind}
        description={s.scoreKindNote}
        miw={180}
        value={choice.scoreKind}
        data={[
          { value: 'RAW', label: s.scoreKinds.RAW },
          { value: 'ADJUSTED', label: s.scoreKinds.ADJUSTED },
        ]}
        onChange={(event) =>
          onChange({
            ...choice,
            scoreKind: event.currentTarget.value === 'ADJUSTED' ? 'ADJUSTED' : 'RAW',
          })
        }
      />
    </Group>
  );
}
