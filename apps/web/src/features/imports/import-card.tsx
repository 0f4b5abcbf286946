import { useApolloClient } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { fetchFile } from './fetch-file.ts';
import { ProblemTable } from './problem-table.tsx';
import { strings } from './strings.ts';
import { useJob } from './use-job.ts';

const ImportCard_import = graphql(`
  fragment ImportCard_import on Import {
    id
    name
    createdAt
    rowsRead
    tasksCreated
    judgmentsCreated
    rowsFailed
    rowsWarned
    job {
      id
      state
      progress
      total
      error
    }
    problems(first: 10) {
      totalCount
      ...ProblemTable_problems
    }
  }
`);
const ImportReportUrl = graphql(`
  query ImportReportUrl($id: ID!) {
    import(id: $id) {
      id
      reportUrl
    }
  }
`);
const s = strings.card;

/** One import: how far it is, what came of it, and which rows were left out. */
export function ImportCard(props: {
  readonly import: FragmentType<typeof ImportCard_import>;
  readonly canCancel: boolean;
  readonly onChange: () => void;
}) {
  const row = readFragment(ImportCard_import, props.import);
  const client = useApolloClient();
  const { over, cancel, cancelling } = useJob(row.job, props.onChange);
  const { state, progress, total, error } = row.job;
  const percent = total == null || total === 0 ? 0 : Math.round((progress / total) * 100);

  const report = () =>
    fetchFile(async () => {
      const { data } = await client.query({
        query: ImportReportUrl,
        variables: { id: row.id },
        fetchPolicy: 'network-only',
      });
      return data?.import.reportUrl;
    });
  async function end() {
    const problem = await cancel();
    notifications.show(
      problem === null ? { message: s.cancelled } : { message: problem, color: 'red' },
    );
  }
  return (
    <Paper withBorder p="md" component="article" aria-label={s.name(row.name)}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{row.name}</Text>
          <Badge
            variant="light"
            tt="none"
            color={state === 'FAILED' ? 'red' : state === 'SUCCEEDED' ? 'teal' : 'gray'}
          >
            {s.states[state]}
          </Badge>
          <When at={row.createdAt} />
        </Group>
        <Group gap="xs">
          {!over && props.canCancel && (
            <Button
              size="compact-sm"
              variant="default"
              loading={cancelling}
              onClick={() => void end()}
            >
              {s.cancel}
            </Button>
          )}
          {over && row.problems.totalCount > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => void report()}>
              {s.report}
            </Button>
          )}
        </Group>
      </Group>
      {!over && <Progress mt="xs" value={percent} animated aria-label={s.read(percent)} />}
      <Text size="sm" mt="xs" role="status">
        {[
          s.rowsRead(row.rowsRead),
          plural(row.tasksCreated, 'task'),
          plural(row.judgmentsCreated, 'judgment'),
          s.rowsLeftOut(row.rowsFailed),
          ...(row.rowsWarned > 0 ? [s.withWarning(row.rowsWarned)] : []),
        ].join(' · ')}
      </Text>
      {error != null && (
        <Text c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <ProblemTable problems={row.problems} />
    </Paper>
  );
}
