import '@mantine/dropzone/styles.css';
import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { UploadPanel } from '../../features/imports/upload-panel.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { OutcomeImportCard } from '../../features/outcomes/import-card.tsx';
import { ImportForm } from '../../features/outcomes/import-form.tsx';
import { sampleOutcomes } from '../../features/outcomes/import-sample.ts';
import { strings as s } from '../../features/outcomes/import-strings.ts';
import { useSearchTexts } from '../../features/search/use-search-texts.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const OutcomeImportsRoute = graphql(`
  query OutcomeImportsRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      outcomeCoverage {
        tickets
        matched
        unmatched
        matchedElsewhere
      }
      outcomeImports(first: 20) {
        nodes {
          id
          ...OutcomeImportCard_import
        }
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/outcomes/imports: files of outcomes, and what came of them */
export function Component() {
  const { projectId = '' } = useParams({ strict: false });
  // in the URL, so that a page that is loaded again still has the file
  const [{ upload: uploadId = null }, change] = useSearchTexts();
  const { data, error, refetch } = useQuery(OutcomeImportsRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { outcomeCoverage: coverage, outcomeImports } = data.project;
  const again = () => void refetch();
  const close = () => change({ upload: null });
  return (
    <Stack gap="xl" maw={1000}>
      <OutcomesNav />
      <UploadPanel
        title={s.title}
        what={s.what}
        sample={{ name: 'outcomes.csv', text: sampleOutcomes, type: 'text/csv' }}
        uploadId={uploadId}
        onUploaded={(upload) => change({ upload })}
      >
        {uploadId !== null && (
          <ImportForm
            key={uploadId}
            projectId={projectId}
            uploadId={uploadId}
            onCancel={close}
            onStarted={() => {
              close();
              again();
            }}
          />
        )}
      </UploadPanel>
      <Stack gap="sm">
        {coverage.tickets > 0 && (
          <Text size="sm" role="status">
            {s.matched(coverage.matched, coverage.unmatched, coverage.matchedElsewhere)}
          </Text>
        )}
        {outcomeImports.nodes.map((row) => (
          <OutcomeImportCard key={row.id} import={row} onChange={again} />
        ))}
        {outcomeImports.nodes.length === 0 && <EmptyState title={s.none}>{s.noneLong}</EmptyState>}
      </Stack>
    </Stack>
  );
}
