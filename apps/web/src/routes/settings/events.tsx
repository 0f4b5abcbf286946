import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { CreateDialog } from '../../features/events/create-dialog.tsx';
import { strings as s } from '../../features/events/strings.ts';
import { SubscriptionCard } from '../../features/events/subscription-card.tsx';
import { pagesOf } from '../../features/settings/pages-of.ts';
import { SettingsFrame } from '../../features/settings/settings-frame.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const EventsRoute = graphql(`
  query EventsRoute {
    viewer {
      id
      member {
        id
        role
      }
    }
    projects(first: 100) {
      nodes {
        id
        name
      }
    }
    eventSubscriptions {
      id
      ...SubscriptionCard_subscription
    }
  }
`);
const pollMs = 3_000;

/** /t/:tenant/settings/events: which systems are told of what happens here */
export function Component() {
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(EventsRoute, {
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const again = () => void refetch();
  const { eventSubscriptions: subscriptions, projects } = data;
  const add = <Button onClick={() => setMaking(true)}>{s.add}</Button>;
  return (
    <SettingsFrame page="events" pages={pagesOf(data.viewer.member?.role ?? 'ANNOTATOR')}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <Stack gap={4} maw={700}>
            <Title order={2}>{s.title}</Title>
            <Text c="dimmed">
              {s.lead}{' '}
              <Anchor href="/docs/events" underline="always">
                {s.how}
              </Anchor>
            </Text>
          </Stack>
          {subscriptions.length > 0 && add}
        </Group>
        {subscriptions.length === 0 && (
          <EmptyState title={s.none} action={add}>
            {s.noneLong}
          </EmptyState>
        )}
        {subscriptions.map((subscription) => (
          <SubscriptionCard
            key={subscription.id}
            subscription={subscription}
            projects={projects.nodes}
            onChange={again}
          />
        ))}
      </Stack>
      {making && (
        <CreateDialog
          projects={projects.nodes}
          onMade={again}
          onClose={() => {
            setMaking(false);
            again();
          }}
        />
      )}
    </SettingsFrame>
  );
}
