import { Anchor, Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TaskTable_TaskFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { AppLink } from '../../components/app-link.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { When } from '../../components/when.tsx';
import { attributeTexts, strings as s, stateColors, stateLabels } from './strings.ts';

const TaskTable_task = graphql(`
  fragment TaskTable_task on Task {
    id
    kind
    state
    externalId
    attributes
    createdAt
    slotsPlanned
    slotsSubmitted
    messages {
      id
      role
      content
    }
  }
`);

type Task = TaskTable_TaskFragment;

const textOf = ({ messages, externalId }: Task): string =>
  messages.findLast(({ role }) => role === 'USER')?.content ?? externalId ?? s.task;

/** Tasks with how far each is. */
export function TaskTable(props: {
  readonly tasks: readonly FragmentType<typeof TaskTable_task>[];
  readonly hrefOf: (id: string) => string;
  readonly onOpen: (id: string) => void;
  readonly summary: string;
  readonly footer: ReactNode;
}) {
  const columns: readonly Column<Task>[] = [
    {
      key: 'task',
      label: s.task,
      fixed: true,
      csv: textOf,
      cell: (task) => (
        <Anchor
          lineClamp={1}
          miw={180}
          maw={520}
          dir="auto"
          renderRoot={(root) => <AppLink {...root} href={props.hrefOf(task.id)} />}
        >
          {textOf(task)}
        </Anchor>
      ),
    },
    {
      key: 'state',
      label: s.state,
      csv: ({ state }) => stateLabels[state],
      cell: ({ state }) => (
        <Badge variant="light" color={stateColors[state]}>
          {stateLabels[state]}
        </Badge>
      ),
    },
    {
      key: 'judgments',
      label: s.judgments,
      numeric: true,
      csv: ({ slotsSubmitted }) => slotsSubmitted,
      cell: ({ slotsSubmitted, slotsPlanned }) => `${slotsSubmitted} of ${slotsPlanned}`,
    },
    {
      key: 'kind',
      label: s.kind,
      csv: ({ kind }) => s.kinds[kind],
      cell: ({ kind }) => s.kinds[kind],
    },
    {
      key: 'externalId',
      label: s.externalId,
      csv: ({ externalId }) => externalId,
      cell: ({ externalId }) => externalId ?? '—',
    },
    {
      key: 'attributes',
      label: s.attributes,
      csv: ({ attributes }) => attributeTexts(attributes).join('; '),
      cell: ({ attributes }) => (
        <Text size="sm" c="dimmed" lineClamp={1} maw={280}>
          {attributeTexts(attributes).join(' · ')}
        </Text>
      ),
    },
    {
      key: 'created',
      label: s.created,
      csv: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <When at={createdAt} />,
    },
  ];
  return (
    <DataTable
      name="tasks"
      label={s.tasks}
      columns={columns}
      rows={readFragment(TaskTable_task, props.tasks)}
      keyOf={({ id }) => id}
      onOpen={({ id }) => props.onOpen(id)}
      summary={props.summary}
      footer={props.footer}
    />
  );
}
