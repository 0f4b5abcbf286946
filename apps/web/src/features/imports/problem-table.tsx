import { Table, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { strings } from './strings.ts';

const ProblemTable_problems = graphql(`
  fragment ProblemTable_problems on ImportProblemConnection {
    totalCount
    edges {
      cursor
      node {
        line
        severity
        field
        message
      }
    }
  }
`);
const s = strings.card;

/** The first rows that were left out or changed, with the reason. */
export function ProblemTable(props: {
  readonly problems: FragmentType<typeof ProblemTable_problems>;
}) {
  const { totalCount, edges } = readFragment(ProblemTable_problems, props.problems);
  if (edges.length === 0) return null;
  return (
    <>
      <Table.ScrollContainer minWidth={420}>
        <Table aria-label={s.problems} mt="xs" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={70}>{s.line}</Table.Th>
              <Table.Th w={160}>{s.field}</Table.Th>
              <Table.Th>{s.what}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {edges.map(({ cursor, node: { line, severity, field, message } }) => (
              <Table.Tr key={cursor}>
                <Table.Td>{line}</Table.Td>
                <Table.Td>{field ?? '—'}</Table.Td>
                <Table.Td>
                  {severity === 'WARNING' && (
                    <Text span c="dimmed">
                      {s.warning}{' '}
                    </Text>
                  )}
                  {message}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {totalCount > edges.length && (
        <Text size="sm" c="dimmed">
          {s.some(edges.length, totalCount)}
        </Text>
      )}
    </>
  );
}
