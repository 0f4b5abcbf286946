import { useApolloClient } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Table, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
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
      nodes {
        line
        severity
        field
        message
      }
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

/** One import: how far it is, what came of it, and which rows were left out. */
export function ImportCard(props: {
  readonly import: FragmentType<typeof ImportCard_import>;
  readonly onChange: () => void;
}) {
  const row = readFragment(ImportCard_import, props.import);
  const client = useApolloClient();
  const { over, cancel } = useJob(row.job, props.onChange);
  const { state, progress, total, error } = row.job;
  const share = total == null || total === 0 ? 0 : progress / total;

  async function report() {
    const { data } = await client.query({
      query: ImportReportUrl,
      variables: { id: row.id },
      fetchPolicy: 'network-only',
    });
    if (data !== undefined) location.assign(data.import.reportUrl);
  }
  return (
    <Paper withBorder p="md" component="article" aria-label={`Import of ${row.name}`}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{row.name}</Text>
          <Badge
            variant="light"
            color={state === 'FAILED' ? 'red' : state === 'SUCCEEDED' ? 'teal' : 'gray'}
          >
            {state.toLowerCase()}
          </Badge>
          <When at={row.createdAt} />
        </Group>
        <Group gap="xs">
          {!over && (
            <Button size="compact-sm" variant="default" onClick={cancel}>
              Cancel
            </Button>
          )}
          {over && row.problems.totalCount > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => void report()}>
              Download report
            </Button>
          )}
        </Group>
      </Group>
      {!over && (
        <Progress
          mt="xs"
          value={share * 100}
          animated
          aria-label={`${Math.round(share * 100)} % read`}
        />
      )}
      <Text size="sm" mt="xs" role="status">
        {plural(row.rowsRead, 'row')} read · {plural(row.tasksCreated, 'task')} ·{' '}
        {plural(row.judgmentsCreated, 'judgment')} · {plural(row.rowsFailed, 'row')} left out
        {row.rowsWarned > 0 && ` · ${row.rowsWarned} with a warning`}
      </Text>
      {error != null && (
        <Text c="red" role="alert">
          {error}
        </Text>
      )}
      {row.problems.nodes.length > 0 && (
        <Table.ScrollContainer minWidth={420}>
          <Table aria-label="Problems" mt="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Line</Table.Th>
                <Table.Th>Field</Table.Th>
                <Table.Th>What</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {row.problems.nodes.map((problem) => (
                <Table.Tr key={`${problem.line}${problem.field}${problem.message}`}>
                  <Table.Td>{problem.line}</Table.Td>
                  <Table.Td>{problem.field ?? '—'}</Table.Td>
                  <Table.Td>
                    {problem.severity === 'WARNING' && (
                      <Text span c="dimmed">
                        warning:{' '}
                      </Text>
                    )}
                    {problem.message}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {row.problems.totalCount > row.problems.nodes.length && (
        <Text size="sm" c="dimmed">
          The first {row.problems.nodes.length} of {row.problems.totalCount}; the report has all.
        </Text>
      )}
    </Paper>
  );
}
