import { useMutation } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RunCard_RunFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { shown, shownInterval } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { CancelJobButton } from '../imports/cancel-job-button.tsx';
import { useJob } from '../imports/use-job.ts';
import { nothingOf } from './figure-text.ts';
import { labelOf } from './label-of.ts';
import { requestText } from './request-text.ts';
import { strings as s } from './strings.ts';

const RunCard_run = graphql(`
  fragment RunCard_run on KpiRun {
    id
    createdAt
    trigger
    request {
      ...RequestText_request
    }
    rerunOf {
      id
    }
    job {
      id
      state
      progress
      total
      error
      mayCancel
    }
    result {
      ...RequestText_result
      tickets
      scores {
        key
        label
      }
      outcomes {
        key
        label
      }
      pairs {
        score
        outcome
        q
        primary {
          coefficient
          value
          undefinedBecause
          interval {
            low
            high
            level
          }
        }
      }
    }
  }
`);
const RerunKpiAnalysis = graphql(`
  mutation RerunKpiAnalysis($input: RerunKpiAnalysisInput!) {
    rerunKpiAnalysis(input: $input) {
      __typename
      ... on RerunKpiAnalysisPayload {
        kpiRun {
          id
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);

/** One run in the list: how far it is, or the strongest link it found. */
export function RunCard(props: {
  readonly run: FragmentType<typeof RunCard_run>;
  /** Of the page of the runs. */
  readonly base: string;
  /** The id of the run before it, to compare with. */
  readonly before: string | null;
  readonly onChange: () => void;
}) {
  const run = readFragment(RunCard_run, props.run);
  const { job, result } = run;
  const following = useJob(job, props.onChange);
  const { over } = following;
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(RerunKpiAnalysis);
  const percent =
    job.total == null || job.total === 0 ? 0 : Math.round((100 * job.progress) / job.total);
  const tell = (message: string | null) => {
    if (message !== null) notifications.show({ message, color: 'red' });
  };
  async function again() {
    const input = { idempotencyKey: key, runId: run.id };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.rerunKpiAnalysis,
    );
    setKey(newKey());
    tell(outcome.ok ? null : outcome.problem.message);
    props.onChange();
  }
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>
            <When at={run.createdAt} />
          </Text>
          <Badge variant="light" tt="none" color="gray">
            {run.rerunOf == null ? s.trigger[run.trigger] : s.rerun}
          </Badge>
          {result != null && <Text size="sm">{s.tickets(result.tickets)}</Text>}
        </Group>
        <Group gap="xs">
          {result != null && (
            <Button size="compact-sm" component={Link} to={`${props.base}/${run.id}`}>
              {s.open}
            </Button>
          )}
          {result != null && props.before !== null && (
            <Button
              size="compact-sm"
              variant="default"
              component={Link}
              to={`${props.base}/${run.id}/against/${props.before}`}
            >
              {s.compare}
            </Button>
          )}
          {over && result != null && (
            <Tooltip label={s.sameInput} multiline maw={280}>
              <Button
                size="compact-sm"
                variant="default"
                loading={loading}
                onClick={() => void again()}
              >
                {s.again}
              </Button>
            </Tooltip>
          )}
          <CancelJobButton {...following} mayCancel={job.mayCancel} label={s.cancel} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {requestText(run.request, result)}
      </Text>
      {!over && <Progress mt="xs" value={percent} animated aria-label={s.computing(percent)} />}
      {job.state === 'CANCELLED' && <Text c="dimmed">{s.cancelled}</Text>}
      {job.error != null && (
        <Text c="var(--mantine-color-error)" role="alert">
          {job.error}
        </Text>
      )}
      {result != null && <Strongest result={result} />}
    </Paper>
  );
}

type Result = NonNullable<RunCard_RunFragment['result']>;

/** The sure link that is furthest from none. */
function Strongest({ result }: { readonly result: Result }) {
  const sure = result.pairs
    .filter(({ q, primary }) => (q ?? 1) < 0.05 && primary.value != null)
    .sort((a, b) => strength(b) - strength(a));
  const [first] = sure;
  if (first === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {result.tickets === 0 ? s.noTickets : s.nothing}
      </Text>
    );
  }
  const { primary } = first;
  return (
    <Text size="sm">
      <Text span c="dimmed">
        {s.strongest}:{' '}
      </Text>
      {s.link(labelOf(result.scores, first.score), labelOf(result.outcomes, first.outcome))},{' '}
      {s.explorer.coefficient[primary.coefficient]}{' '}
      <Text span fw={600}>
        {shown(primary.value ?? 0, 'fraction')}
      </Text>{' '}
      <Text span c="dimmed">
        {shownInterval(primary, 'fraction')}
        {first.q != null && ` · ${s.q(first.q)}`}
      </Text>
    </Text>
  );
}

const strength = ({ primary }: Result['pairs'][number]): number =>
  Math.abs((primary.value ?? 0) - nothingOf(primary.coefficient)) *
  (primary.coefficient === 'SPEARMAN' ? 1 : 2);
