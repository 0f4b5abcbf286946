import { Badge, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { When } from '../../components/when.tsx';
import { CancelJobButton } from '../imports/cancel-job-button.tsx';
import { useJob } from '../imports/use-job.ts';
import { labelOf } from '../kpi/label-of.ts';
import { strings as s } from './strings.ts';
import { VerdictBadge } from './verdict-badge.tsx';

const ProposalCard_proposal = graphql(`
  fragment ProposalCard_proposal on WeightProposal {
    id
    createdAt
    profile
    decision
    expiredAt
    request {
      outcome
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
      mayCancel
    }
    evidence {
      verdict
      summary
    }
  }
`);

/** One proposal in the list: its verdict in plain words. */
export function ProposalCard(props: {
  readonly proposal: FragmentType<typeof ProposalCard_proposal>;
  readonly base: string;
  readonly onChange: () => void;
}) {
  const { id, createdAt, profile, decision, expiredAt, request, kpiRun, job, evidence } =
    readFragment(ProposalCard_proposal, props.proposal);
  const following = useJob(job, props.onChange);
  const { over } = following;
  const percent =
    job.total == null || job.total === 0 ? 0 : Math.round((100 * job.progress) / job.total);
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{s.heading(labelOf(kpiRun.result?.outcomes, request.outcome))}</Text>
          {profile != null && <Text size="sm">{s.profile(profile)}</Text>}
          {evidence != null && <VerdictBadge verdict={evidence.verdict} />}
          {decision != null && (
            <Badge variant="outline" tt="none" color="gray">
              {s.decision[decision]}
            </Badge>
          )}
          {expiredAt != null && (
            <Badge variant="light" tt="none" color="orange">
              {s.expired}
            </Badge>
          )}
          <When at={createdAt} />
        </Group>
        {evidence != null && (
          <Button size="compact-sm" component={Link} to={`${props.base}/${id}`}>
            {s.open}
          </Button>
        )}
        <CancelJobButton {...following} mayCancel={job.mayCancel} label={s.cancel} />
      </Group>
      {!over && <Progress mt="xs" value={percent} animated aria-label={s.fitting(percent)} />}
      {job.state === 'CANCELLED' && <Text c="dimmed">{s.cancelled}</Text>}
      {job.error != null && (
        <Text c="var(--mantine-color-error)" role="alert">
          {job.error}
        </Text>
      )}
      {evidence != null && (
        <Text size="sm" c="dimmed" mt={4} lineClamp={3}>
          {evidence.summary}
        </Text>
      )}
    </Paper>
  );
}
