import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { strings as s } from './strings.ts';

const ReplaceConnectorCredential = graphql(`
  mutation ReplaceConnectorCredential($input: ReplaceConnectorCredentialInput!) {
    replaceConnectorCredential(input: $input) {
      __typename
      ... on ReplaceConnectorCredentialPayload {
        connector {
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

/** Takes another credential for a connector, for instance after the ticket system refused the one it has. */
export function CredentialDialog(props: {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const [credential, setCredential] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(ReplaceConnectorCredential);
  async function replace(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const variables = { input: { connectorId: props.id, credential } };
    const outcome = await attempt(
      async () => (await send({ variables })).data?.replaceConnectorCredential,
    );
    if (!outcome.ok) return setProblem(outcome.problem.message);
    notifications.show({ message: s.replaced });
    props.onClose();
  }
  return (
    <Modal opened onClose={props.onClose} title={s.replaceOf(props.name)} centered>
      <form onSubmit={(event) => void replace(event)}>
        <Stack gap="sm">
          <PasswordInput
            label={s.credential}
            description={s.credentialNote}
            required
            autoComplete="off"
            value={credential}
            error={problem}
            data-autofocus
            onChange={(event) => setCredential(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {s.replace}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
