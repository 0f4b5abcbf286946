import { useMutation } from '@apollo/client/react';
import { Badge, Button, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeliveryTable_DeliveryFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { When } from '../../components/when.tsx';
import { strings as s } from './strings.ts';

const DeliveryTable_delivery = graphql(`
  fragment DeliveryTable_delivery on EventDelivery {
    id
    eventId
    type
    state
    attempts
    nextAttemptAt
    lastStatus
    lastProblem
    createdAt
  }
`);
const ReplayEventDelivery = graphql(`
  mutation ReplayEventDelivery($input: ReplayEventDeliveryInput!) {
    replayEventDelivery(input: $input) {
      __typename
      ... on ReplayEventDeliveryPayload {
        eventDelivery {
          id
          state
          attempts
          nextAttemptAt
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
const colors = { PENDING: 'blue', DELIVERED: 'teal', FAILED: 'red' } as const;
type Delivery = DeliveryTable_DeliveryFragment;

/** The latest events of a subscription, with what the receiver answered. */
export function DeliveryTable(props: {
  readonly label: string;
  readonly deliveries: readonly FragmentType<typeof DeliveryTable_delivery>[];
  /** Whether settled ones can be sent again. */
  readonly enabled: boolean;
  readonly onChange: () => void;
}) {
  const deliveries = props.deliveries.map((one) => readFragment(DeliveryTable_delivery, one));
  if (deliveries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {s.noDeliveries} {props.enabled && s.tryIt}
      </Text>
    );
  }
  return (
    <ScrollTable label={props.label} minWidth={720}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{s.when}</Table.Th>
          <Table.Th>{s.event}</Table.Th>
          <Table.Th>{s.state}</Table.Th>
          <Table.Th>{s.attempts}</Table.Th>
          <Table.Th>{s.answer}</Table.Th>
          <Table.Th>{s.actions}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <Table.Tr key={delivery.id}>
            <Table.Td>
              <When at={delivery.createdAt} />
            </Table.Td>
            <Table.Td>{delivery.type}</Table.Td>
            <Table.Td>
              <State delivery={delivery} />
            </Table.Td>
            <Table.Td>{delivery.attempts}</Table.Td>
            <Table.Td>
              <Answer delivery={delivery} />
            </Table.Td>
            <Table.Td>
              {props.enabled && delivery.state !== 'PENDING' && (
                <Replay delivery={delivery} onChange={props.onChange} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** What failed before its first attempt was not refused by anybody: nothing was sent. */
function State({ delivery: { state, attempts } }: { readonly delivery: Delivery }) {
  const isUnsent = state === 'FAILED' && attempts === 0;
  return (
    <Badge variant="light" tt="none" color={isUnsent ? 'gray' : colors[state]}>
      {isUnsent ? s.notSent : s.states[state]}
    </Badge>
  );
}

function Answer({ delivery }: { readonly delivery: Delivery }) {
  const { lastStatus, lastProblem, nextAttemptAt, attempts } = delivery;
  return (
    <>
      {lastProblem ?? lastStatus ?? s.noAnswer}
      {nextAttemptAt != null && attempts > 0 && (
        <Text size="xs" c="dimmed">
          {s.next} <When at={nextAttemptAt} />
        </Text>
      )}
    </>
  );
}

function Replay(props: { readonly delivery: Delivery; readonly onChange: () => void }) {
  const { id, type, eventId } = props.delivery;
  const [send, { loading }] = useMutation(ReplayEventDelivery);
  async function replay() {
    const variables = { input: { eventDeliveryId: id } };
    const outcome = await attempt(
      async () => (await send({ variables })).data?.replayEventDelivery,
    );
    if (!outcome.ok) notifications.show({ message: outcome.problem.message, color: 'red' });
    props.onChange();
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={loading}
      aria-label={s.replayOf(type, eventId)}
      onClick={() => void replay()}
    >
      {s.replay}
    </Button>
  );
}
