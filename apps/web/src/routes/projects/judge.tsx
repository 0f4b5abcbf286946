import { useQuery } from '@apollo/client/react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { LoadError } from '../../components/states.tsx';
import { JudgePage } from '../../features/judging/judge-page.tsx';
import { JudgeSkeleton } from '../../features/judging/judge-skeleton.tsx';
import { strings } from '../../features/judging/strings.ts';

const JudgeRoute = graphql(`
  query JudgeRoute {
    viewer {
      id
      work {
        projectId
        projectName
        instructions
        waiting
        doneToday
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/judge */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(JudgeRoute, { fetchPolicy: 'network-only' });
  if (data === undefined)
    return error === undefined ? (
      <JudgeSkeleton />
    ) : (
      <LoadError message={strings.supply.failedText} onRetry={() => void refetch()} />
    );
  const { viewer } = data;
  const queue = viewer.work.find((entry) => entry.projectId === projectId) ?? {
    projectName: strings.page.title,
    instructions: '',
    waiting: 0,
    doneToday: 0,
  };
  return (
    <JudgePage
      key={projectId}
      projectId={projectId}
      owner={{ tenant, viewerId: viewer.id }}
      queue={queue}
      onHome={() => void navigate({ to: '/t/$tenant', params: { tenant } })}
      onHistory={() =>
        void navigate({
          to: '/t/$tenant/projects/$projectId/history',
          params: { tenant, projectId },
        })
      }
    />
  );
}
