import { useQuery } from '@apollo/client/react';
import { Skeleton, Stack } from '@mantine/core';
import { Outlet, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { ProjectHeader } from '../../features/projects/project-header.tsx';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ProjectLayoutRoute = graphql(`
  query ProjectLayoutRoute($projectId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    project(id: $projectId) {
      id
      ...ProjectHeader_project
    }
  }
`);

/** /t/:tenant/projects/:projectId: what stands above every page of a project but the judge page */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(ProjectLayoutRoute, { variables: { projectId } });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  const role = data?.viewer.member?.role ?? 'ANNOTATOR';
  return (
    <div style={{ maxWidth: 1280 }}>
      {data === undefined ? (
        <Stack gap="xs" mb="md" aria-busy>
          <Skeleton height={28} width={280} />
          <Skeleton height={20} width={420} maw="100%" />
          <Skeleton height={34} />
        </Stack>
      ) : (
        <ProjectHeader
          project={data.project}
          tenant={tenant}
          canJudge={role !== 'ANALYST'}
          canChange={isLead(role)}
          canSeeOutcomes={isLead(role) || role === 'ANALYST'}
        />
      )}
      <Outlet />
    </div>
  );
}
