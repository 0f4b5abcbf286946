import { Alert, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { ProblemRows } from '../imports/problem-rows.tsx';
import { strings as s } from './import-strings.ts';

const ImportCheck_check = graphql(`
  fragment ImportCheck_check on OutcomeCheck {
    rows
    rowsFailed
    problems {
      line
      severity
      field
      message
    }
  }
`);

/** What the server would make of the first rows, told before anything is recorded. */
export function ImportCheck(props: {
  /** Undefined as long as it is not known. */
  readonly check: FragmentType<typeof ImportCheck_check> | undefined;
}) {
  const check = readFragment(ImportCheck_check, props.check);
  if (check == null) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {s.checking}
      </Text>
    );
  }
  const { rows, rowsFailed, problems } = check;
  if (rows === 0) return null;
  const told =
    rowsFailed === 0
      ? s.allGood(rows)
      : rowsFailed === rows
        ? s.allBad(rows)
        : s.someBad(rowsFailed, rows);
  return (
    <Alert color={rowsFailed === 0 ? 'teal' : 'orange'} variant="outline" role="status">
      <Text size="sm" fw={600}>
        {told}
      </Text>
      {problems.length > 0 && <ProblemRows problems={problems} />}
    </Alert>
  );
}
