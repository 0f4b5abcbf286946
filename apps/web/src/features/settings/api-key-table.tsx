import { useMutation } from '@apollo/client/react';
import { Badge, Button, Code, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { When } from '../../components/when.tsx';
import { strings } from './strings.ts';

const ApiKeyTable_apiKey = graphql(`
  fragment ApiKeyTable_apiKey on ApiKey {
    id
    name
    prefix
    scopes
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
  }
`);
const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      __typename
      ... on RevokeApiKeyPayload {
        apiKey {
          id
          revokedAt
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
const s = strings.keys;

/** The keys of an organisation with what they may do and when they were last used. */
export function ApiKeyTable(props: {
  readonly apiKeys: readonly FragmentType<typeof ApiKeyTable_apiKey>[];
}) {
  const keys = readFragment(ApiKeyTable_apiKey, props.apiKeys);
  const [ending, setEnding] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [send, { loading }] = useMutation(RevokeApiKey);

  async function revoke() {
    if (ending === null) return;
    const outcome = await attempt(
      async () =>
        (await send({ variables: { input: { apiKeyId: ending.id } } })).data?.revokeApiKey,
    );
    if (outcome.ok) setEnding(null);
    else setProblem(outcome.problem.message);
  }
  return (
    <>
      <Table.ScrollContainer minWidth={760}>
        <Table aria-label={s.table} verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{s.name}</Table.Th>
              <Table.Th>{s.scopes}</Table.Th>
              <Table.Th>{s.used}</Table.Th>
              <Table.Th>{s.expires}</Table.Th>
              <Table.Th>{s.state}</Table.Th>
              <Table.Th>{strings.member.actions}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => {
              const state = stateOf(key, new Date());
              return (
                <Table.Tr key={key.id}>
                  <Table.Td>
                    <Text fw={500}>{key.name}</Text>
                    <Code>{key.prefix}…</Code>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={4}>
                      {key.scopes.map((scope) => (
                        <Badge key={scope} variant="light" color="gray" tt="none" fw={500}>
                          {strings.scopes[scope][0]}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td>
                    {key.lastUsedAt == null ? s.never : <When at={key.lastUsedAt} />}
                  </Table.Td>
                  <Table.Td>
                    <When at={key.expiresAt} />
                  </Table.Td>
                  <Table.Td>{s[state]}</Table.Td>
                  <Table.Td>
                    {state === 'active' && (
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        aria-label={s.revokeOf(key.name)}
                        onClick={() => {
                          setProblem(null);
                          setEnding(key);
                        }}
                      >
                        {s.revoke}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmDialog
        key={ending?.id}
        opened={ending !== null}
        title={s.revokeTitle(ending?.name ?? '')}
        name={ending?.name ?? ''}
        confirm={s.revoke}
        busy={loading}
        problem={problem}
        onConfirm={() => void revoke()}
        onClose={() => setEnding(null)}
      >
        {s.revokeLong}
      </ConfirmDialog>
    </>
  );
}

function stateOf(
  key: { readonly expiresAt: string; readonly revokedAt?: string | null },
  now: Date,
): 'revoked' | 'expired' | 'active' {
  if (key.revokedAt != null) return 'revoked';
  return new Date(key.expiresAt) <= now ? 'expired' : 'active';
}
