import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { ImportFrame } from '../imports/import-frame.tsx';
import { strings as shared } from '../imports/strings.ts';
import { strings as s } from './import-strings.ts';

const OutcomeImportCard_import = graphql(`
  fragment OutcomeImportCard_import on OutcomeImport {
    id
    name
    createdAt
    rowsRead
    outcomesRecorded
    rowsFailed
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
const OutcomeReportUrl = graphql(`
  query OutcomeReportUrl($id: ID!) {
    outcomeImport(id: $id) {
      id
      reportUrl
    }
  }
`);

/** One file of outcomes. */
export function OutcomeImportCard(props: {
  readonly import: FragmentType<typeof OutcomeImportCard_import>;
  readonly onChange: () => void;
}) {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const row = readFragment(OutcomeImportCard_import, props.import);
  const client = useApolloClient();
  return (
    <ImportFrame
      name={row.name}
      createdAt={row.createdAt}
      job={row.job}
      counts={[
        shared.card.rowsRead(row.rowsRead),
        s.recorded(row.outcomesRecorded),
        shared.card.rowsLeftOut(row.rowsFailed),
      ]}
      problems={row.problems}
      hasProblems={row.problems.totalCount > 0}
      reportUrl={async () => {
        const { data } = await client.query({
          query: OutcomeReportUrl,
          variables: { id: row.id },
          fetchPolicy: 'network-only',
        });
        return data?.outcomeImport.reportUrl;
      }}
      onChange={props.onChange}
      after={
        <Button
          component={Link}
          to={`/t/${tenant}/projects/${projectId}/outcomes`}
          size="compact-sm"
        >
          {s.coverage}
        </Button>
      }
    />
  );
}
