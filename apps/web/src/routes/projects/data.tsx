import '@mantine/dropzone/styles.css';
import { useQuery } from '@apollo/client/react';
import { Stack, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { ImportCard } from '../../features/imports/import-card.tsx';
import { ImportPanel } from '../../features/imports/import-panel.tsx';
import { strings as imports } from '../../features/imports/strings.ts';
import { ReleaseCard } from '../../features/releases/release-card.tsx';
import { ReleaseForm } from '../../features/releases/release-form.tsx';
import { strings as releases } from '../../features/releases/strings.ts';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const DataRoute = graphql(`
  query DataRoute($projectId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    project(id: $projectId) {
      id
      imports(first: 20) {
        nodes {
          id
          ...ImportCard_import
        }
      }
      datasetReleases(first: 20) {
        nodes {
          id
          ...ReleaseCard_release
        }
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/data: what came in and what went out */
export function Component() {
  const { projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(DataRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { project } = data;
  const canWrite = isLead(data.viewer.member?.role ?? 'ANNOTATOR');
  const again = () => void refetch();
  return (
    <Stack gap="xl" maw={1000}>
      {canWrite && <ImportPanel projectId={projectId} onStarted={again} />}
      <Stack gap="sm">
        {project.imports.nodes.map((row) => (
          <ImportCard key={row.id} import={row} onChange={again} />
        ))}
        {project.imports.nodes.length === 0 && (
          <EmptyState title={imports.panel.none}>{imports.panel.noneLong}</EmptyState>
        )}
      </Stack>
      <Stack gap="sm" component="section" aria-labelledby="releases-title">
        <Title order={2} id="releases-title">
          {releases.title}
        </Title>
        {canWrite && <ReleaseForm projectId={projectId} onMade={again} />}
        {project.datasetReleases.nodes.length === 0 && (
          <EmptyState title={releases.none}>{releases.noneLong}</EmptyState>
        )}
        {project.datasetReleases.nodes.map((release) => (
          <ReleaseCard key={release.id} release={release} onChange={again} />
        ))}
      </Stack>
    </Stack>
  );
}
