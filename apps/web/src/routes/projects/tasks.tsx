import { useQuery } from '@apollo/client/react';
import { Button, Skeleton } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState } from '../../components/states.tsx';
import { useSearchTexts } from '../../features/search/use-search-texts.ts';
import {
  attributeOf,
  flagOf,
  kindOf,
  strings as s,
  stateOf,
} from '../../features/tasks/strings.ts';
import { TaskFilters } from '../../features/tasks/task-filters.tsx';
import { TaskTable } from '../../features/tasks/task-table.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const TasksRoute = graphql(`
  query TasksRoute($projectId: ID!, $filter: TaskFilter, $after: String) {
    project(id: $projectId) {
      id
      tasks(first: 50, after: $after, filter: $filter) {
        totalCount
        totalCountIsExact
        edges {
          cursor
          node {
            id
            ...TaskTable_task
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/tasks */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const [search, change] = useSearchTexts();
  const filter = {
    state: stateOf(search.state),
    kind: kindOf(search.kind),
    flag: flagOf(search.flag),
    search: search.search ?? null,
    attribute: attributeOf(search.attribute),
  };
  const { data, previousData, error, refetch, fetchMore, loading } = useQuery(TasksRoute, {
    variables: { projectId, filter },
    fetchPolicy: 'cache-and-network',
  });
  const shown = data ?? previousData;
  if (error !== undefined && shown === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  const tasks = shown?.project.tasks;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const hrefOf = (id: string) => `/t/${tenant}/tasks/${id}`;
  return (
    <>
      <TaskFilters search={search} onChange={change} />
      {tasks === undefined && <Skeleton height={420} aria-busy />}
      {tasks?.edges.length === 0 && (
        <EmptyState
          title={isFiltered ? s.noneLike : s.none}
          action={
            !isFiltered && (
              <Button
                onClick={() => void navigate({ to: `/t/${tenant}/projects/${projectId}/data` })}
              >
                {s.toData}
              </Button>
            )
          }
        >
          {isFiltered ? s.noneLikeLong : s.noneLong}
        </EmptyState>
      )}
      {tasks !== undefined && tasks.edges.length > 0 && (
        <TaskTable
          tasks={tasks.edges.map(({ node }) => node)}
          hrefOf={hrefOf}
          onOpen={(id) => void navigate({ to: hrefOf(id) })}
          summary={[
            s.count(tasks.totalCount, tasks.totalCountIsExact),
            ...(tasks.pageInfo.hasNextPage ? [s.shown(tasks.edges.length)] : []),
          ].join(', ')}
          footer={
            tasks.pageInfo.hasNextPage && (
              <Button
                mt="sm"
                variant="default"
                loading={loading}
                onClick={() => void fetchMore({ variables: { after: tasks.pageInfo.endCursor } })}
              >
                {s.more}
              </Button>
            )
          }
        />
      )}
    </>
  );
}
