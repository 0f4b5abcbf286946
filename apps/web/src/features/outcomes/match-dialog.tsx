import { useApolloClient, useMutation } from '@apollo/client/react';
import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { strings } from './strings.ts';

const TaskToMatch = graphql(`
  query TaskToMatch($projectId: ID!, $externalId: String!) {
    project(id: $projectId) {
      id
      tasks(first: 1, filter: { externalId: $externalId }) {
        edges {
          cursor
          node {
            id
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);
const MatchTicket = graphql(`
  mutation MatchTicket($input: MatchTicketInput!) {
    matchTicket(input: $input) {
      __typename
      ... on MatchTicketPayload {
        ticket {
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
const s = strings.matchOne;

/** Asks which task a ticket is about, and says so; rules do not overrule it. */
export function MatchDialog(props: {
  readonly projectId: string;
  readonly ticket: { readonly id: string; readonly externalId: string };
  readonly onClose: () => void;
  readonly onMatched: () => void;
}) {
  const { projectId, ticket } = props;
  const client = useApolloClient();
  const [externalId, setExternalId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [send] = useMutation(MatchTicket);
  async function match(): Promise<string | null> {
    const { data } = await client.query({
      query: TaskToMatch,
      variables: { projectId, externalId: externalId.trim() },
      fetchPolicy: 'no-cache',
    });
    const taskId = data?.project.tasks.edges[0]?.node.id;
    if (taskId === undefined) return s.noTask(externalId.trim());
    const variables = { input: { ticketId: ticket.id, taskId } };
    const outcome = await attempt(async () => (await send({ variables })).data?.matchTicket);
    return outcome.ok ? null : outcome.problem.message;
  }
  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    const found = await match().catch(() => s.failed);
    setBusy(false);
    setProblem(found);
    if (found !== null) return;
    notifications.show({ message: s.done(ticket.externalId) });
    props.onMatched();
  }
  return (
    <Modal opened onClose={props.onClose} title={s.title(ticket.externalId)} centered>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <Text size="sm">{s.lead}</Text>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label={s.task}
            required
            maxLength={500}
            value={externalId}
            data-autofocus
            onChange={(event) => setExternalId(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={busy}>
              {s.match}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
