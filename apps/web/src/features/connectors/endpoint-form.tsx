import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  PasswordInput,
  Stack,
  TextInput,
  Title,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { TicketSystem } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { SecretOnce } from '../../components/secret-once.tsx';
import { strings as s } from './strings.ts';

const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      __typename
      ... on CreateWebhookEndpointPayload {
        secret
        webhookEndpoint {
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
const kinds = [
  'ZENDESK',
  'INTERCOM',
  'FRESHDESK',
  'GENERIC',
] as const satisfies readonly TicketSystem[];

/** These make the secret themselves; for the others Assay makes one. */
const takesGiven = (kind: TicketSystem): boolean => kind === 'ZENDESK' || kind === 'INTERCOM';

/** Makes an endpoint; a secret that was made for it is shown once. */
export function EndpointForm(props: { readonly onMade: () => void }) {
  const [kind, setKind] = useState<TicketSystem>('ZENDESK');
  const [name, setName] = useState('');
  const [source, setSource] = useState('zendesk');
  const [given, setGiven] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateWebhookEndpoint);
  async function make(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const secret = takesGiven(kind) && given !== '' ? given : null;
    const input = { idempotencyKey: key, kind, name, source, secret };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createWebhookEndpoint,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    setMade(outcome.payload.secret ?? null);
    setName('');
    setGiven('');
    props.onMade();
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="webhook-title">
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="sm">
          <Title order={3} id="webhook-title">
            {s.add}
          </Title>
          {problem !== null && problem.field == null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group align="flex-start">
            <NativeSelect
              label={s.kind}
              value={kind}
              data={kinds.map((value) => ({ value, label: s.kinds[value] }))}
              onChange={(event) => {
                const next = kinds.find((one) => one === event.currentTarget.value) ?? 'GENERIC';
                setKind(next);
                setSource(next.toLowerCase());
              }}
            />
            <TextInput
              label={s.name}
              required
              maxLength={120}
              value={name}
              error={at('name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={s.source}
              description={s.sourceNote}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              maxLength={100}
              value={source}
              error={at('source')}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            {takesGiven(kind) && (
              <PasswordInput
                label={s.secret}
                description={s.secretNote}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                miw={240}
                autoComplete="off"
                value={given}
                error={at('secret')}
                onChange={(event) => setGiven(event.currentTarget.value)}
              />
            )}
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {s.make}
            </Button>
          </Group>
        </Stack>
      </form>
      {made !== null && <SecretOnce texts={s} secret={made} onClose={() => setMade(null)} />}
    </Paper>
  );
}
