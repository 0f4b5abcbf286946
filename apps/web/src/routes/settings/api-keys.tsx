import { useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { ApiKeyTable } from '../../features/settings/api-key-table.tsx';
import { CreateApiKeyDialog } from '../../features/settings/create-api-key-dialog.tsx';
import { pagesOf } from '../../features/settings/pages-of.ts';
import { SettingsFrame } from '../../features/settings/settings-frame.tsx';
import { strings } from '../../features/settings/strings.ts';
import { explorerAddress } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ApiKeysRoute = graphql(`
  query ApiKeysRoute {
    viewer {
      id
      member {
        id
        role
      }
    }
    apiKeys {
      id
      ...ApiKeyTable_apiKey
    }
  }
`);
const s = strings.keys;

/** /t/:tenant/settings/api-keys */
export function Component() {
  const { tenant = '' } = useParams({ strict: false });
  const [making, setMaking] = useState(false);
  const { data, error, refetch } = useQuery(ApiKeysRoute, { fetchPolicy: 'cache-and-network' });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const create = <Button onClick={() => setMaking(true)}>{s.create}</Button>;
  return (
    <SettingsFrame page="api-keys" pages={pagesOf(data.viewer.member?.role ?? 'ANNOTATOR')}>
      {data.apiKeys.length === 0 ? (
        <EmptyState title={s.none} action={create}>
          {s.noneLong}{' '}
          <Anchor href={explorerAddress(tenant)} underline="always">
            {s.explore}
          </Anchor>
        </EmptyState>
      ) : (
        <Stack>
          <Group justify="space-between">
            <Text c="dimmed" maw={640}>
              {s.lead}{' '}
              <Anchor href={explorerAddress(tenant)} underline="always">
                {s.explore}
              </Anchor>
            </Text>
            {create}
          </Group>
          <ApiKeyTable apiKeys={data.apiKeys} />
        </Stack>
      )}
      {making && (
        <CreateApiKeyDialog
          onClose={() => {
            setMaking(false);
            void refetch();
          }}
        />
      )}
    </SettingsFrame>
  );
}
