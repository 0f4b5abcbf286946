import { useMutation } from '@apollo/client/react';
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { SecretOnce } from '../../components/secret-once.tsx';
import { strings as s } from './strings.ts';

const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      __typename
      ... on RotateWebhookSecretPayload {
        secret
        webhookEndpoint {
          id
          hasSecret
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

/**
 * Asks before an endpoint gets another secret, and shows that once; where the ticket system makes it,
 * asks for that secret.
 */
export function SecretDialog(props: {
  readonly endpoint: {
    readonly id: string;
    readonly name: string;
    readonly hasSecret: boolean;
    readonly takesGivenSecret: boolean;
  };
  readonly onChange: () => void;
  readonly onClose: () => void;
}) {
  const { id, name, hasSecret, takesGivenSecret } = props.endpoint;
  const [given, setGiven] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(RotateWebhookSecret);
  async function renew(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const secret = takesGivenSecret ? given : null;
    const variables = { input: { webhookEndpointId: id, secret } };
    const outcome = await attempt(
      async () => (await send({ variables })).data?.rotateWebhookSecret,
    );
    if (!outcome.ok) return setProblem(outcome.problem.message);
    props.onChange();
    if (outcome.payload.secret == null) props.onClose();
    else setMade(outcome.payload.secret);
  }
  if (made !== null) return <SecretOnce texts={s} secret={made} onClose={props.onClose} />;
  return (
    <Modal opened onClose={props.onClose} title={s.rotateOf(name)} centered>
      <form onSubmit={(event) => void renew(event)}>
        <Stack gap="sm">
          <Text size="sm">{takesGivenSecret ? s.enterLong : s.rotateLong}</Text>
          {takesGivenSecret && hasSecret && <Text size="sm">{s.keptLong}</Text>}
          {takesGivenSecret && (
            <PasswordInput
              label={s.secret}
              required
              autoComplete="off"
              value={given}
              data-autofocus
              onChange={(event) => setGiven(event.currentTarget.value)}
            />
          )}
          {problem !== null && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {problem}
            </Text>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={props.onClose}>
              {s.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {takesGivenSecret ? s.enter : s.rotate}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
