import { useSubscription } from '@apollo/client/react';
import { useThrottledCallback } from '@mantine/hooks';
import { graphql } from '../../__generated__/index.ts';

const ProjectActivity = graphql(`
  subscription ProjectActivity($projectId: ID!) {
    projectActivity(projectId: $projectId) {
      projectId
      kinds
      at
    }
  }
`);

/** Calls back when something happened in a project, at most every two seconds. */
export function useProjectActivity(projectId: string, onActivity: () => void): void {
  const seldom = useThrottledCallback(onActivity, 2000);
  useSubscription(ProjectActivity, { variables: { projectId }, onData: () => seldom() });
}
