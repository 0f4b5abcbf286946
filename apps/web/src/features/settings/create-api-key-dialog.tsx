import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Checkbox,
  Code,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { ApiScope } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { type AppProblem, newKey } from '../../api/outcome.ts';
import { SecretOnce } from '../../components/secret-once.tsx';
import { strings } from './strings.ts';

const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      __typename
      ... on CreateApiKeyPayload {
        apiKey {
          id
        }
        secret
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const s = strings.keys;
const allScopes = [
  'TASKS_READ',
  'TASKS_WRITE',
  'JUDGMENTS_READ',
  'JUDGMENTS_WRITE',
  'METRICS_READ',
  'METRICS_WRITE',
  'TICKETS_READ',
  'TICKETS_WRITE',
  'RELEASES_READ',
  'RELEASES_WRITE',
  'RUBRICS_READ',
  'RUBRICS_WRITE',
  'MEMBERS_READ',
] as const satisfies readonly ApiScope[];
const lifetimes = [30, 90, 180, 365];

/** Makes a key; its secret is shown once, until it is said to be copied. */
export function CreateApiKeyDialog(props: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly ApiScope[]>([]);
  const [days, setDays] = useState(90);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [key] = useState(newKey);
  const [send, { loading }] = useMutation(CreateApiKey);

  async function create(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (scopes.length === 0) {
      return setProblem({ code: 'INVALID_INPUT', message: s.scopesNone, field: 'scopes' });
    }
    const input = { idempotencyKey: key, name, scopes: [...scopes], expiresInDays: days };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createApiKey,
    );
    if (!outcome.ok) return setProblem(outcome.problem);
    const made = outcome.payload.secret ?? null;
    setSecret(made);
    setProblem(made === null ? { code: 'CONFLICT', message: s.gone } : null);
  }
  if (secret !== null) {
    return (
      <SecretOnce texts={s} secret={secret} onClose={props.onClose}>
        <Text size="sm" c="dimmed">
          {s.use} <Code>authorization: Bearer …</Code>
        </Text>
      </SecretOnce>
    );
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Modal opened centered size="lg" title={s.create} onClose={props.onClose}>
      <form onSubmit={(event) => void create(event)}>
        <Stack>
          {problem !== null &&
            !['name', 'scopes', 'expiresInDays'].includes(problem.field ?? '') && (
              <Alert color="red" role="alert">
                {problem.message}
              </Alert>
            )}
          <TextInput
            label={s.name}
            description={s.nameHint}
            required
            maxLength={120}
            data-autofocus
            value={name}
            error={at('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={s.scopes}
            description={s.scopesHint}
            value={[...scopes]}
            error={at('scopes')}
            onChange={(chosen) => setScopes(allScopes.filter((scope) => chosen.includes(scope)))}
          >
            <Stack gap={6} mt="xs">
              {allScopes.map((scope) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={strings.scopes[scope][0]}
                  description={strings.scopes[scope][1]}
                />
              ))}
            </Stack>
          </Checkbox.Group>
          <NativeSelect
            label={s.expiresIn}
            value={String(days)}
            error={at('expiresInDays')}
            data={lifetimes.map((n) => ({ value: String(n), label: s.days(n) }))}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {strings.cancel}
            </Button>
            <Button type="submit" loading={loading}>
              {s.create}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
