import { useQuery } from '@apollo/client/react';
import { Alert, Anchor, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ProposalRouteQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { shown } from '../../components/figures.ts';
import { PageSkeleton } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { useJob } from '../../features/imports/use-job.ts';
import { labelOf } from '../../features/kpi/label-of.ts';
import { NoteList } from '../../features/kpi/note-list.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { DecideForm } from '../../features/proposals/decide-form.tsx';
import { GainPlot } from '../../features/proposals/gain-plot.tsx';
import { SimulationPlot } from '../../features/proposals/simulation-plot.tsx';
import { strings as s } from '../../features/proposals/strings.ts';
import { VerdictBadge } from '../../features/proposals/verdict-badge.tsx';
import { WeightPlot } from '../../features/proposals/weight-plot.tsx';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ProposalRoute = graphql(`
  query ProposalRoute($proposalId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    weightProposal(id: $proposalId) {
      id
      createdAt
      profile
      decision
      decidedAt
      decidedBy {
        id
        name
      }
      reason
      expiredAt
      retest {
        ...GainPlot_retest
      }
      rubricVersion {
        id
        number
        rubric {
          id
          name
        }
      }
      draftVersion {
        id
        rubric {
          id
        }
      }
      request {
        outcome
        floor
        cap
        maximalStep
      }
      kpiRun {
        id
        result {
          outcomes {
            key
            label
          }
        }
      }
      job {
        id
        state
        progress
        total
        error
      }
      evidence {
        verdict
        summary
        notes {
          ...NoteList_note
        }
        weights {
          ...WeightPlot_weight
        }
        simulation {
          ...SimulationPlot_simulation
        }
        ...GainPlot_evidence
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/outcomes/proposals/:proposalId: the evidence, and the decision */
export function Component() {
  const { tenant = '', projectId = '', proposalId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(ProposalRoute, {
    variables: { proposalId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  return (
    <Proposal
      proposal={data.weightProposal}
      canDecide={isLead(data.viewer.member?.role ?? 'ANNOTATOR')}
      tenant={tenant}
      projectId={projectId}
      onChange={() => void refetch()}
    />
  );
}

function Proposal(props: {
  readonly proposal: ProposalRouteQuery['weightProposal'];
  readonly canDecide: boolean;
  readonly tenant: string;
  readonly projectId: string;
  readonly onChange: () => void;
}) {
  const { proposal, onChange } = props;
  const { evidence, job, decision, draftVersion } = proposal;
  const { over } = useJob(job, onChange);
  const percent =
    job.total == null || job.total === 0 ? 0 : Math.round((100 * job.progress) / job.total);
  return (
    <Stack gap="lg">
      <OutcomesNav />
      <Group gap="xs">
        <Title order={2}>
          {s.heading(labelOf(proposal.kpiRun.result?.outcomes, proposal.request.outcome))}
        </Title>
        {proposal.profile != null && <Text>{s.profile(proposal.profile)}</Text>}
        {evidence != null && <VerdictBadge verdict={evidence.verdict} />}
        <When at={proposal.createdAt} />
      </Group>
      <Text size="sm" c="dimmed" mt={-12}>
        {s.about(
          proposal.rubricVersion.rubric.name,
          proposal.rubricVersion.number,
          s.bounds(
            shown(proposal.request.floor, 'percent'),
            shown(proposal.request.cap, 'percent'),
            proposal.request.maximalStep == null
              ? null
              : shown(proposal.request.maximalStep, 'percent'),
          ),
        )}{' '}
        <Anchor
          underline="always"
          component={Link}
          to={`/t/${props.tenant}/projects/${props.projectId}/outcomes/runs/${proposal.kpiRun.id}`}
        >
          {s.openRun}
        </Anchor>
      </Text>
      {!over && <Progress value={percent} animated aria-label={s.fitting(percent)} />}
      {job.error != null && (
        <Alert color="red" role="alert">
          {job.error}
        </Alert>
      )}
      {proposal.expiredAt != null && (
        <Alert
          color="orange"
          variant="outline"
          title={s.expired}
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
        >
          {s.expiredLong}
        </Alert>
      )}
      {evidence != null && (
        <>
          <Paper withBorder p="md">
            <Text>{evidence.summary}</Text>
          </Paper>
          <NoteList notes={evidence.notes} />
          {evidence.verdict !== 'CANNOT_SAY' && (
            <>
              <WeightPlot weights={evidence.weights} />
              <GainPlot evidence={evidence} retest={proposal.retest ?? null} />
            </>
          )}
          {evidence.simulation != null && <SimulationPlot simulation={evidence.simulation} />}
        </>
      )}
      {decision != null && (
        <Paper withBorder p="md" component="section">
          <Group justify="space-between">
            <div>
              <Text fw={600}>
                {s.decision[decision]}{' '}
                {proposal.decidedBy != null && s.decidedBy(proposal.decidedBy.name)}{' '}
                {proposal.decidedAt != null && <When at={proposal.decidedAt} />}
              </Text>
              <Text size="sm" c="dimmed">
                {proposal.reason}
              </Text>
            </div>
            {draftVersion != null && (
              <Button
                variant="default"
                component={Link}
                to={`/t/${props.tenant}/rubrics/${draftVersion.rubric.id}`}
              >
                {s.openDraft}
              </Button>
            )}
          </Group>
        </Paper>
      )}
      {decision == null && evidence != null && !props.canDecide && (
        <Text c="dimmed">{s.leadDecides}</Text>
      )}
      {decision == null && evidence != null && props.canDecide && (
        <DecideForm
          proposalId={proposal.id}
          canApprove={evidence.verdict === 'BETTER'}
          onDecided={onChange}
        />
      )}
    </Stack>
  );
}
