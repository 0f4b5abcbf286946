import { useQuery } from '@apollo/client/react';
import { Button, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { ProposalCard } from '../../features/proposals/proposal-card.tsx';
import { strings as s } from '../../features/proposals/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ProposalsRoute = graphql(`
  query ProposalsRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      weightProposals(first: 30) {
        nodes {
          id
          ...ProposalCard_proposal
        }
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/outcomes/proposals: weights that were asked for */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(ProposalsRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const proposals = data.project.weightProposals.nodes;
  return (
    <Stack gap="lg" maw={1000}>
      <OutcomesNav />
      {proposals.length === 0 && (
        <EmptyState
          title={s.none}
          action={
            <Button
              variant="default"
              component={Link}
              to={`/t/${tenant}/projects/${projectId}/outcomes/runs`}
            >
              {s.toRuns}
            </Button>
          }
        >
          {s.noneLong}
        </EmptyState>
      )}
      {proposals.map((proposal) => (
        <ProposalCard
          key={proposal.id}
          proposal={proposal}
          base={`/t/${tenant}/projects/${projectId}/outcomes/proposals`}
          onChange={() => void refetch()}
        />
      ))}
    </Stack>
  );
}
