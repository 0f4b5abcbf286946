import { useQuery } from '@apollo/client/react';
import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { LoadError } from '../../components/states.tsx';
import { HistoryPage } from '../../features/judging/history-page.tsx';
import { JudgeSkeleton } from '../../features/judging/judge-skeleton.tsx';
import { strings } from '../../features/judging/strings.ts';

const HistoryRoute = graphql(`
  query HistoryRoute {
    viewer {
      id
    }
  }
`);

/** /t/:tenant/projects/:projectId/history; the fragment of the URL names the judgment that is open. */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { hash } = useLocation();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(HistoryRoute);
  if (data === undefined)
    return error === undefined ? (
      <JudgeSkeleton />
    ) : (
      <LoadError message={strings.supply.failedText} onRetry={() => void refetch()} />
    );
  return (
    <HistoryPage
      key={projectId}
      projectId={projectId}
      owner={{ tenant, viewerId: data.viewer.id }}
      judgmentId={hash === '' ? null : hash}
      onOpen={(judgmentId) => void navigate({ to: '.', hash: judgmentId ?? '' })}
      onJudge={() =>
        void navigate({ to: '/t/$tenant/projects/$projectId/judge', params: { tenant, projectId } })
      }
    />
  );
}
