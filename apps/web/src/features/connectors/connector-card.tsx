import { useMutation } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import type { ConnectorCard_ConnectorFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { When } from '../../components/when.tsx';
import { useJob } from '../imports/use-job.ts';
import { strings as s } from './strings.ts';

const ConnectorCard_connector = graphql(`
  fragment ConnectorCard_connector on Connector {
    id
    kind
    name
    source
    baseUrl
    disabledAt
    backfills(first: 3) {
      nodes {
        id
        since
        createdAt
        ticketsRead
        eventsRecorded
        ticketsFailed
        lastProblem
        job {
          id
          state
          progress
          total
          error
        }
      }
    }
  }
`);
const StartBackfill = graphql(`
  mutation StartBackfill($input: StartBackfillInput!) {
    startBackfill(input: $input) {
      __typename
      ... on StartBackfillPayload {
        backfill {
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
type Backfill = ConnectorCard_ConnectorFragment['backfills']['nodes'][number];

/** One connector, and its readings of past tickets. */
export function ConnectorCard(props: {
  readonly connector: FragmentType<typeof ConnectorCard_connector>;
  readonly onChange: () => void;
}) {
  const connector = readFragment(ConnectorCard_connector, props.connector);
  const [since, setSince] = useState('');
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(StartBackfill);
  async function start(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      ...{ idempotencyKey: key, connectorId: connector.id },
      since: new Date(`${since}T00:00:00Z`).toISOString(),
    };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.startBackfill,
    );
    setKey(newKey());
    if (!outcome.ok) notifications.show({ message: outcome.problem.message, color: 'red' });
    props.onChange();
  }
  return (
    <Paper withBorder p="md" component="article" aria-label={connector.name}>
      <Stack gap="xs">
        <Group gap="xs">
          <Text fw={600}>{connector.name}</Text>
          <Badge variant="light" tt="none">
            {s.kinds[connector.kind]}
          </Badge>
          <Text size="sm" c="dimmed">
            {connector.baseUrl}
          </Text>
        </Group>
        {connector.disabledAt == null && (
          <form onSubmit={(event) => void start(event)}>
            <Group align="flex-end">
              <TextInput
                type="date"
                label={s.since}
                required
                value={since}
                onChange={(event) => setSince(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={loading}>
                {s.read}
              </Button>
            </Group>
          </form>
        )}
        {connector.backfills.nodes.map((backfill) => (
          <Reading key={backfill.id} backfill={backfill} onChange={props.onChange} />
        ))}
      </Stack>
    </Paper>
  );
}

function Reading(props: { readonly backfill: Backfill; readonly onChange: () => void }) {
  const { job, since, ticketsRead, eventsRecorded, ticketsFailed, lastProblem } = props.backfill;
  const { over } = useJob(job, props.onChange);
  return (
    <div>
      <Text size="sm">
        <When at={since} /> · {s.reading(ticketsRead, eventsRecorded)}
      </Text>
      {!over && (
        <Progress value={100} animated aria-label={s.reading(ticketsRead, eventsRecorded)} />
      )}
      {ticketsFailed > 0 && (
        <Text size="sm" c="dimmed">
          {s.failedTickets(ticketsFailed, lastProblem ?? '')}
        </Text>
      )}
      {job.error != null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {job.error}
        </Text>
      )}
    </div>
  );
}
