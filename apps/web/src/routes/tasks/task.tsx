import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { PageSkeleton } from '../../components/states.tsx';
import { OpenTask } from '../../features/tasks/open-task.tsx';
import {
  attributeTexts,
  strings as s,
  stateColors,
  stateLabels,
} from '../../features/tasks/strings.ts';
import { TaskContent } from '../../features/tasks/task-content.tsx';
import { TaskJudgments } from '../../features/tasks/task-judgments.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const TaskRoute = graphql(`
  query TaskRoute($taskId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    task(id: $taskId) {
      id
      kind
      state
      externalId
      attributes
      blind
      slotsPlanned
      slotsSubmitted
      project {
        id
        name
      }
      ...TaskContent_task
    }
  }
`);

/** /t/:tenant/tasks/:taskId: one task with everything that happened to it */
export function Component() {
  const { tenant = '', taskId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(TaskRoute, {
    variables: { taskId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { task, viewer } = data;
  const isAnalyst = viewer.member?.role === 'ANALYST';
  return (
    <Stack gap="md" maw={1280}>
      <div>
        <Anchor component={Link} to={`/t/${tenant}/projects/${task.project.id}/tasks`} size="sm">
          {task.project.name}
        </Anchor>
        <PageHeader
          title={task.externalId ?? s.task}
          lead={[s.kinds[task.kind], ...attributeTexts(task.attributes)].join(' · ')}
          actions={
            <>
              <Text c="dimmed">{s.judged(task.slotsSubmitted, task.slotsPlanned)}</Text>
              <Badge variant="light" color={stateColors[task.state]}>
                {stateLabels[task.state]}
              </Badge>
            </>
          }
        />
      </div>
      <TaskContent task={task} />
      {task.blind ? (
        <OpenTask taskId={taskId} onOpened={() => void refetch()} />
      ) : (
        <TaskJudgments
          taskId={taskId}
          judgments={`/t/${tenant}/projects/${task.project.id}/judgments`}
          canSettle={!isAnalyst}
          onSettled={() => void refetch()}
        />
      )}
    </Stack>
  );
}
