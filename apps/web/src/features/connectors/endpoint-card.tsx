import { useMutation } from '@apollo/client/react';
import { Alert, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { When } from '../../components/when.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { strings as s } from './strings.ts';

const EndpointCard_endpoint = graphql(`
  fragment EndpointCard_endpoint on WebhookEndpoint {
    id
    kind
    name
    source
    path
    rejected
    lastRejection
    lastReceivedAt
    disabledAt
    hasSecret
    takesGivenSecret
    previousSecretUntil
    deliveryCounts {
      applied
      received
      ignored
      failed
    }
    deliveries(states: [FAILED, IGNORED], first: 5) {
      nodes {
        id
        eventId
        state
        reason
        receivedAt
      }
    }
  }
`);
const DisableWebhookEndpoint = graphql(`
  mutation DisableWebhookEndpoint($input: DisableWebhookEndpointInput!) {
    disableWebhookEndpoint(input: $input) {
      __typename
      ... on DisableWebhookEndpointPayload {
        webhookEndpoint {
          id
          disabledAt
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
const ReplayWebhookDelivery = graphql(`
  mutation ReplayWebhookDelivery($input: ReplayWebhookDeliveryInput!) {
    replayWebhookDelivery(input: $input) {
      __typename
      ... on ReplayWebhookDeliveryPayload {
        webhookDelivery {
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

/** One endpoint: its address, what came, what failed, and its secret. */
export function EndpointCard(props: {
  readonly endpoint: FragmentType<typeof EndpointCard_endpoint>;
  readonly onChange: () => void;
}) {
  const endpoint = readFragment(EndpointCard_endpoint, props.endpoint);
  const { id, deliveryCounts: counts } = endpoint;
  const [ending, setEnding] = useState(false);
  const [renewing, setRenewing] = useState(false);
  const [disable, disabling] = useMutation(DisableWebhookEndpoint);
  const [replay, replaying] = useMutation(ReplayWebhookDelivery);
  const tell = (message: string) => notifications.show({ message, color: 'red' });

  async function end() {
    const variables = { input: { webhookEndpointId: id } };
    const outcome = await attempt(
      async () => (await disable({ variables })).data?.disableWebhookEndpoint,
    );
    if (!outcome.ok) tell(outcome.problem.message);
    setEnding(false);
    props.onChange();
  }
  async function again(webhookDeliveryId: string) {
    const variables = { input: { webhookDeliveryId } };
    const outcome = await attempt(
      async () => (await replay({ variables })).data?.replayWebhookDelivery,
    );
    if (!outcome.ok) tell(outcome.problem.message);
    props.onChange();
  }
  return (
    <Paper withBorder p="md" component="article" aria-label={endpoint.name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{endpoint.name}</Text>
            <Badge variant="light" tt="none">
              {s.kinds[endpoint.kind]}
            </Badge>
            <Text size="sm" c="dimmed">
              {s.filedUnder(endpoint.source)}
            </Text>
            {endpoint.disabledAt != null && (
              <Badge variant="light" color="gray" tt="none">
                {s.disabled}
              </Badge>
            )}
          </Group>
          {endpoint.disabledAt == null && (
            <Group gap="xs">
              <Button size="compact-sm" variant="default" onClick={() => setRenewing(true)}>
                {endpoint.hasSecret ? s.rotate : s.enter}
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                color="red"
                onClick={() => setEnding(true)}
              >
                {s.disable}
              </Button>
            </Group>
          )}
        </Group>
        <CopyField label={s.address} value={`${window.location.origin}${endpoint.path}`} />
        {!endpoint.hasSecret && (
          <Alert color="orange" variant="outline" role="note">
            {s.noSecret(s.kinds[endpoint.kind])}
          </Alert>
        )}
        {endpoint.previousSecretUntil != null && (
          <Text size="sm" c="dimmed">
            {s.previous} <When at={endpoint.previousSecretUntil} />
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {s.last}:{' '}
          {endpoint.lastReceivedAt == null ? s.never : <When at={endpoint.lastReceivedAt} />} ·{' '}
          {s.counts(counts.applied, counts.received, counts.ignored, counts.failed)}
          {endpoint.rejected > 0 &&
            ` · ${s.rejected(endpoint.rejected)}: ${endpoint.lastRejection ?? ''}`}
        </Text>
        {endpoint.deliveries.nodes.length > 0 && (
          <Stack gap={4} component="section" aria-label={s.failures}>
            {endpoint.deliveries.nodes.map(
              ({ id: deliveryId, eventId, state, reason, receivedAt }) => (
                <Group key={deliveryId} justify="space-between" wrap="nowrap">
                  <Text size="sm" lineClamp={2}>
                    <When at={receivedAt} /> · {eventId} · {reason}
                  </Text>
                  {state === 'FAILED' && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      flex="none"
                      loading={replaying.loading}
                      onClick={() => void again(deliveryId)}
                    >
                      {s.replay}
                    </Button>
                  )}
                </Group>
              ),
            )}
          </Stack>
        )}
      </Stack>
      {renewing && (
        <SecretDialog
          endpoint={endpoint}
          onChange={props.onChange}
          onClose={() => setRenewing(false)}
        />
      )}
      <ConfirmDialog
        opened={ending}
        title={s.disable}
        name={endpoint.name}
        confirm={s.disable}
        busy={disabling.loading}
        onConfirm={() => void end()}
        onClose={() => setEnding(false)}
      >
        {s.disableLong}
      </ConfirmDialog>
    </Paper>
  );
}
