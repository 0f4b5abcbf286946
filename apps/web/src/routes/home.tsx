import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../__generated__/index.ts';
import { PageHeader } from '../components/page-header.tsx';
import { PageSkeleton } from '../components/states.tsx';
import { ProjectList } from '../features/projects/project-list.tsx';
import { FirstRunChecklist } from '../features/projects-form/first-run-checklist.tsx';
import { isInsider, isLead } from '../features/tenancy/destinations.ts';
import { QueryProblem } from '../features/tenancy/query-problem.tsx';
import { strings as s } from '../features/tenancy/strings.ts';
import { MyWork } from '../features/work/my-work.tsx';

const HomeRoute = graphql(`
  query HomeRoute {
    viewer {
      id
      name
      member {
        id
        role
      }
    }
  }
`);

/** /t/:tenant: my work, and for whoever may see figures the projects */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(HomeRoute);
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const role = data.viewer.member?.role ?? 'ANNOTATOR';
  return (
    <div style={{ maxWidth: 1280 }}>
      <PageHeader
        title={s.hello(data.viewer.name.split(' ')[0] ?? data.viewer.name)}
        actions={
          isLead(role) && (
            <Button component={Link} to={`/t/${tenant}/new-project`}>
              {s.newProject}
            </Button>
          )
        }
      />
      <Stack gap="lg">
        {isLead(role) && <FirstRunChecklist />}
        {role !== 'ANALYST' && <MyWork />}
        {isInsider(role) && <ProjectList tenant={tenant} canCreate={isLead(role)} />}
      </Stack>
    </div>
  );
}
