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
import { strings as s } from './strings.ts';

const CreateConnector = graphql(`
  mutation CreateConnector($input: CreateConnectorInput!) {
    createConnector(input: $input) {
      __typename
      ... on CreateConnectorPayload {
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
const kinds = ['ZENDESK', 'INTERCOM', 'FRESHDESK'] as const satisfies readonly TicketSystem[];

/** Makes a connector. Its credential is sealed, and never shown again. */
export function ConnectorForm(props: { readonly onMade: () => void }) {
  const [kind, setKind] = useState<TicketSystem>('ZENDESK');
  const [name, setName] = useState('');
  const [baseUrl, setBaseUrl] = useState('https://');
  const [credential, setCredential] = useState('');
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [key, setKey] = useState(newKey);
  const [send, { loading }] = useMutation(CreateConnector);
  async function make(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      ...{ idempotencyKey: key, kind, name, baseUrl, credential },
      source: kind.toLowerCase(),
    };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.createConnector,
    );
    if (outcome.ok || outcome.problem.code !== 'UNAVAILABLE') setKey(newKey());
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    setName('');
    setCredential('');
    props.onMade();
  }
  const at = (field: string) => (problem?.field === field ? problem.message : null);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="connector-title">
      <form onSubmit={(event) => void make(event)}>
        <Stack gap="sm">
          <Title order={3} id="connector-title">
            {s.addConnector}
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
              onChange={(event) =>
                setKind(kinds.find((one) => one === event.currentTarget.value) ?? 'ZENDESK')
              }
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
              label={s.baseUrl}
              required
              type="url"
              miw={260}
              value={baseUrl}
              error={at('baseUrl')}
              onChange={(event) => setBaseUrl(event.currentTarget.value)}
            />
            <PasswordInput
              label={s.credential}
              description={s.credentialNote}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              required
              miw={220}
              autoComplete="off"
              value={credential}
              error={at('credential')}
              onChange={(event) => setCredential(event.currentTarget.value)}
            />
          </Group>
          <Group>
            <Button type="submit" loading={loading}>
              {s.make}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
