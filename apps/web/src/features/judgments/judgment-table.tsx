import { Anchor, Badge, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JudgmentTable_JudgmentFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { AppLink } from '../../components/app-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { shown } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { flagLabels, preferenceText } from '../tasks/strings.ts';
import { strings as s } from './strings.ts';

const JudgmentTable_judgment = graphql(`
  fragment JudgmentTable_judgment on Judgment {
    id
    submittedAt
    activeSeconds
    annotator {
      id
      name
    }
    task {
      id
      externalId
    }
    composite
    compositeUndefinedBecause
    scores {
      dimension {
        id
        key
        label
      }
      tier {
        id
        index
        label
      }
      notApplicable
    }
    preference {
      direction
      strength
    }
    flags {
      kind
      note
    }
    note
  }
`);

type Judgment = JudgmentTable_JudgmentFragment;

/** Judgments, one a row, with a column for each dimension that any of them answered. */
export function JudgmentTable(props: {
  readonly judgments: readonly FragmentType<typeof JudgmentTable_judgment>[];
  readonly tenant: string;
  readonly onOpen: (taskId: string) => void;
  readonly summary: string;
  readonly footer: ReactNode;
}) {
  const judgments = readFragment(JudgmentTable_judgment, props.judgments);
  const dimensions = new Map(
    judgments.flatMap(({ scores }) =>
      scores.map(({ dimension }) => [dimension.key, dimension.label] as const),
    ),
  );
  const columns: Column<Judgment>[] = [
    {
      key: 'task',
      label: s.task,
      fixed: true,
      csv: ({ task }) => task.externalId ?? task.id,
      cell: ({ task }) => (
        <Anchor
          renderRoot={(root) => <AppLink {...root} href={`/t/${props.tenant}/tasks/${task.id}`} />}
        >
          {task.externalId ?? s.thisTask}
        </Anchor>
      ),
    },
    {
      key: 'annotator',
      label: s.annotator,
      csv: ({ annotator }) => annotator.name,
      cell: ({ annotator }) => annotator.name,
    },
    ...(judgments.some(({ preference }) => preference != null) ? [preferenceColumn] : []),
    ...(dimensions.size > 0 ? [compositeColumn] : []),
    ...[...dimensions].map(([key, label]) => dimensionColumn(key, label)),
    {
      key: 'flags',
      label: s.flags,
      csv: ({ flags }) => flags.map(({ kind }) => flagLabels[kind]).join('; '),
      cell: ({ flags }) => (
        <Group gap={4}>
          {flags.map(({ kind, note }) => (
            <Badge
              key={kind}
              variant="light"
              color={kind === 'RED_LINE' ? 'red' : 'gray'}
              title={note}
            >
              {flagLabels[kind]}
            </Badge>
          ))}
        </Group>
      ),
    },
    {
      key: 'note',
      label: s.note,
      csv: ({ note }) => note,
      cell: ({ note }) => (
        <Text size="sm" lineClamp={2} maw={320} dir="auto" title={note}>
          {note}
        </Text>
      ),
    },
    {
      key: 'activeTime',
      label: s.activeTime,
      numeric: true,
      csv: ({ activeSeconds }) => activeSeconds,
      cell: ({ activeSeconds }) => (activeSeconds == null ? '—' : `${Math.round(activeSeconds)} s`),
    },
    {
      key: 'when',
      label: s.when,
      csv: ({ submittedAt }) => submittedAt,
      cell: ({ submittedAt }) => <When at={submittedAt} />,
    },
  ];
  return (
    <DataTable
      name="judgments"
      label={s.label}
      columns={columns}
      rows={judgments}
      keyOf={({ id }) => id}
      onOpen={({ task }) => props.onOpen(task.id)}
      summary={props.summary}
      footer={props.footer}
    />
  );
}

const compositeColumn: Column<Judgment> = {
  key: 'composite',
  label: s.composite,
  numeric: true,
  csv: ({ composite }) => composite,
  cell: ({ composite, compositeUndefinedBecause }) => (
    <Text span fw={600} title={compositeUndefinedBecause ?? undefined}>
      {composite == null ? '—' : shown(composite, 'fraction')}
    </Text>
  ),
};

const preferenceColumn: Column<Judgment> = {
  key: 'preference',
  label: s.preference,
  csv: ({ preference }) => (preference == null ? null : preferenceText(preference)),
  cell: ({ preference }) => (preference == null ? '—' : preferenceText(preference)),
};

function dimensionColumn(key: string, label: string): Column<Judgment> {
  const text = ({ scores }: Judgment): string =>
    scores
      .filter(({ dimension }) => dimension.key === key)
      .map(({ tier, notApplicable }) => (notApplicable ? s.notApplicable : (tier?.label ?? '—')))
      .join(', ');
  return { key: `dimension-${key}`, label, csv: text, cell: (row) => text(row) || '—' };
}
