import { useMutation, useQuery, useSubscription } from '@apollo/client/react';
import { useEffect } from 'react';
import { graphql } from '../../__generated__/index.ts';

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

const isOver = (state: string) => state !== 'QUEUED' && state !== 'RUNNING';

/** Follows a job by subscription, and by asking now and then in case that is cut. */
export function useJob(job: { readonly id: string; readonly state: string }, onChange: () => void) {
  const over = isOver(job.state);
  useSubscription(JobProgress, { variables: { jobId: job.id }, skip: over, onData: onChange });
  const { data } = useQuery(JobState, {
    variables: { jobId: job.id },
    skip: over,
    pollInterval: over ? 0 : 2_000,
    fetchPolicy: 'network-only',
  });
  const polled = data?.job.state;
  useEffect(() => {
    if (polled !== undefined && isOver(polled)) onChange();
  }, [polled]);
  const [cancel] = useMutation(CancelJob);
  return {
    over,
    cancel: () => void cancel({ variables: { input: { jobId: job.id } } }).then(onChange),
  };
}
