import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { When } from '../../components/when.tsx';
import { DeliveryTable } from './delivery-table.tsx';
import { strings as s } from './strings.ts';
import { SubscriptionActions } from './subscription-actions.tsx';
import type { ProjectName } from './subscription-fields.tsx';
import { StateBadge, StateReason } from './subscription-state.tsx';

const SubscriptionCard_subscription = graphql(`
  fragment SubscriptionCard_subscription on EventSubscription {
    id
    name
    url
    types
    project {
      id
      name
    }
    previousSecretUntil
    failingSince
    disabledAt
    disabledBecause
    deliveries(first: 10) {
      nodes {
        id
        ...DeliveryTable_delivery
      }
    }
  }
`);

/** One subscription: what it is told, whether that is taken, and what one can do about it. */
export function SubscriptionCard(props: {
  readonly subscription: FragmentType<typeof SubscriptionCard_subscription>;
  readonly projects: readonly ProjectName[];
  readonly onChange: () => void;
}) {
  const subscription = readFragment(SubscriptionCard_subscription, props.subscription);
  const { id, name, url, types, project, previousSecretUntil, disabledAt } = subscription;
  const draft = { name, url, types, projectId: project?.id ?? null };
  return (
    <Paper withBorder p="md" component="article" aria-label={name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <StateBadge {...subscription} />
            <Text size="sm" c="dimmed">
              {project?.name ?? s.everyProject}
            </Text>
          </Group>
          <SubscriptionActions
            id={id}
            known={draft}
            isEnabled={disabledAt == null}
            projects={props.projects}
            onChange={props.onChange}
          />
        </Group>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Group gap={6}>
          {types.map((type) => (
            <Badge key={type} variant="outline" color="gray" tt="none">
              {s.typeOf[type][0]}
            </Badge>
          ))}
        </Group>
        <StateReason {...subscription} />
        {previousSecretUntil != null && (
          <Text size="sm" c="dimmed">
            {s.previous} <When at={previousSecretUntil} />
          </Text>
        )}
        <DeliveryTable
          label={s.deliveries(name)}
          deliveries={subscription.deliveries.nodes}
          enabled={disabledAt == null}
          onChange={props.onChange}
        />
      </Stack>
    </Paper>
  );
}
