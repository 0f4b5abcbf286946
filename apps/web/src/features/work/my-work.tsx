import { useQuery } from '@apollo/client/react';
import { Alert, Button, Skeleton, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { UnsentWork } from '../judging/unsent-work.tsx';
import classes from './my-work.module.css';
import { strings } from './strings.ts';
import { WorkQueueCard } from './work-queue-card.tsx';

const MyWorkQuery = graphql(`
  query MyWork {
    viewer {
      id
      work {
        projectId
        ...WorkQueueCard_queue
      }
    }
  }
`);

/** What waits for the viewer, project by project; and what an earlier page has not sent yet. */
export function MyWork() {
  const { tenant = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(MyWorkQuery, { fetchPolicy: 'cache-and-network' });
  return (
    <section aria-labelledby="my-work" className={classes.work}>
      <Title order={2} size="h4" id="my-work">
        {strings.title}
      </Title>
      {data !== undefined && <UnsentWork owner={{ tenant, viewerId: data.viewer.id }} />}
      {data === undefined && error === undefined && (
        <div className={classes.queues} aria-busy>
          <Skeleton height={104} />
          <Skeleton height={104} />
        </div>
      )}
      {data === undefined && error !== undefined && (
        <Alert color="red" title={strings.failed}>
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            {strings.tryAgain}
          </Button>
        </Alert>
      )}
      {data?.viewer.work.length === 0 && (
        <Text size="sm" c="dimmed">
          {strings.empty}
        </Text>
      )}
      {data !== undefined && data.viewer.work.length > 0 && (
        <div className={classes.queues}>
          {data.viewer.work.map((queue) => (
            <WorkQueueCard key={queue.projectId} tenant={tenant} queue={queue} />
          ))}
        </div>
      )}
    </section>
  );
}
