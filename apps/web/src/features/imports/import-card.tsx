import { useApolloClient } from '@apollo/client/react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { ImportFrame } from './import-frame.tsx';
import { strings } from './strings.ts';

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
      ...ImportFrame_job
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

/** One import of tasks. */
export function ImportCard(props: {
  readonly import: FragmentType<typeof ImportCard_import>;
  readonly onChange: () => void;
}) {
  const row = readFragment(ImportCard_import, props.import);
  const client = useApolloClient();
  return (
    <ImportFrame
      name={row.name}
      createdAt={row.createdAt}
      job={row.job}
      counts={[
        s.rowsRead(row.rowsRead),
        plural(row.tasksCreated, 'task'),
        plural(row.judgmentsCreated, 'judgment'),
        s.rowsLeftOut(row.rowsFailed),
        ...(row.rowsWarned > 0 ? [s.withWarning(row.rowsWarned)] : []),
      ]}
      problems={row.problems}
      hasProblems={row.problems.totalCount > 0}
      reportUrl={async () => {
        const { data } = await client.query({
          query: ImportReportUrl,
          variables: { id: row.id },
          fetchPolicy: 'network-only',
        });
        return data?.import.reportUrl;
      }}
      onChange={props.onChange}
    />
  );
}
