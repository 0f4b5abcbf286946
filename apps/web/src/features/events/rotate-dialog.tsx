import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { SecretOnce } from '../../components/secret-once.tsx';
import { strings as s } from './strings.ts';

const RotateEventSecret = graphql(`
  mutation RotateEventSecret($input: RotateEventSecretInput!) {
    rotateEventSecret(input: $input) {
      __typename
      ... on RotateEventSecretPayload {
        secret
        eventSubscription {
          id
          previousSecretUntil
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

/** Asks before a subscription gets another secret, and shows that once. */
export function RotateDialog(props: {
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { id, name, onClose } = props;
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(RotateEventSecret);
  async function rotate() {
    const variables = { input: { eventSubscriptionId: id } };
    const outcome = await attempt(async () => (await send({ variables })).data?.rotateEventSecret);
    if (outcome.ok) setSecret(outcome.payload.secret);
    else setProblem(outcome.problem.message);
  }
  if (secret !== null) return <SecretOnce texts={s} secret={secret} onClose={onClose} />;
  return (
    <Modal opened centered title={s.rotateOf(name)} onClose={onClose}>
      <Stack gap="sm">
        <Text size="sm">{s.rotateLong}</Text>
        {problem !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {s.cancel}
          </Button>
          <Button loading={loading} data-autofocus onClick={() => void rotate()}>
            {s.rotate}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
