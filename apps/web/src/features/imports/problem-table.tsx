import { Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { ProblemRows } from './problem-rows.tsx';
import { strings } from './strings.ts';

export const ProblemTable_problems = graphql(`
  fragment ProblemTable_problems on ImportProblemConnection {
    totalCount
    nodes {
      line
      severity
      field
      message
    }
  }
`);
const s = strings.card;

/** The first rows that were left out or changed, with the reason. */
export function ProblemTable(props: {
  readonly problems: FragmentType<typeof ProblemTable_problems>;
}) {
  const { totalCount, nodes } = readFragment(ProblemTable_problems, props.problems);
  if (nodes.length === 0) return null;
  return (
    <>
      <ProblemRows problems={nodes} />
      {totalCount > nodes.length && (
        <Text size="sm" c="dimmed">
          {s.some(nodes.length, totalCount)}
        </Text>
      )}
    </>
  );
}
