import { useQuery } from '@apollo/client/react';
import { Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { AdoptVersion } from '../../features/projects-form/adopt-version.tsx';
import { SettingsForm } from '../../features/projects-form/settings-form.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ProjectSettingsRoute = graphql(`
  query ProjectSettingsRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      ...SettingsForm_project
      ...AdoptVersion_project
    }
  }
`);

/** /t/:tenant/projects/:projectId/settings */
export function Component() {
  const { projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(ProjectSettingsRoute, {
    variables: { projectId },
    fetchPolicy: 'network-only', // a form begins with what is stored now
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return (
    <Stack key={projectId} gap="xl" maw={640}>
      <SettingsForm project={data.project} />
      <AdoptVersion project={data.project} />
    </Stack>
  );
}
