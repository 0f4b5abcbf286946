import { useMutation } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { newKey } from '../../api/outcome.ts';
import { When } from '../../components/when.tsx';
import { BackfillCard } from './backfill-card.tsx';
import { ConnectorActions } from './connector-actions.tsx';
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
        ...BackfillCard_backfill
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
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{connector.name}</Text>
            <Badge variant="light" tt="none">
              {s.kinds[connector.kind]}
            </Badge>
            <Text size="sm" c="dimmed">
              {s.filedUnder(connector.source)} · {connector.baseUrl}
            </Text>
            {connector.disabledAt != null && (
              <Badge variant="light" color="gray" tt="none">
                {s.disabled}
              </Badge>
            )}
          </Group>
          <ConnectorActions
            id={connector.id}
            name={connector.name}
            isEnabled={connector.disabledAt == null}
            onChange={props.onChange}
          />
        </Group>
        {connector.disabledAt != null && (
          <Text size="sm" c="dimmed">
            {s.disabledSince} <When at={connector.disabledAt} />. {s.restsLong}
          </Text>
        )}
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
          <BackfillCard key={backfill.id} backfill={backfill} onChange={props.onChange} />
        ))}
      </Stack>
    </Paper>
  );
}
