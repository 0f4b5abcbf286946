import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useThrottledCallback } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';

const JobProgress = graphql(`
  subscription JobProgress($jobId: ID!) {
    jobProgress(jobId: $jobId) {
      id
      state
      progress
      total
      error
    }
  }
`);
const JobState = graphql(`
  query JobState($jobId: ID!) {
    job(id: $jobId) {
      id
      state
      progress
      total
      error
    }
  }
`);
const CancelJob = graphql(`
  mutation CancelJob($input: CancelJobInput!) {
    cancelJob(input: $input) {
      __typename
      ... on CancelJobPayload {
        job {
          id
          state
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
/** What a job makes is counted again at most this often while it runs. */
const countAgainMs = 1_000;
const pollMs = 3_000;

interface Job {
  readonly id: string;
  readonly state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
}

/**
 * Follows a job by subscription, and by asking now and then in case that is cut. Its state and
 * progress arrive in the cache; `onChange` is told to ask for what the job makes.
 */
export function useJob(job: Job, onChange: () => void) {
  const over = job.state !== 'QUEUED' && job.state !== 'RUNNING';
  const variables = { jobId: job.id };
  const changed = useThrottledCallback(onChange, countAgainMs);
  useSubscription(JobProgress, { variables, skip: over, onData: () => changed() });
  useQuery(JobState, { variables, skip: over, pollInterval: pollMs, fetchPolicy: 'network-only' });
  const wasRunning = useRef(!over);
  const ended = useRef(onChange);
  ended.current = onChange;
  useEffect(() => {
    if (over && wasRunning.current) ended.current(); // the last counts
    wasRunning.current = !over;
  }, [over]);
  const [send, { loading }] = useMutation(CancelJob);
  /** @returns what stood in the way, or null */
  async function cancel(): Promise<string | null> {
    const outcome = await attempt(
      async () => (await send({ variables: { input: variables } })).data?.cancelJob,
    );
    onChange();
    return outcome.ok ? null : outcome.problem.message;
  }
  return { over, cancel, cancelling: loading };
}
