import { useQuery } from '@apollo/client/react';
import { Stack, Text, Title } from '@mantine/core';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { ConnectorCard } from '../../features/connectors/connector-card.tsx';
import { ConnectorForm } from '../../features/connectors/connector-form.tsx';
import { EndpointCard } from '../../features/connectors/endpoint-card.tsx';
import { EndpointForm } from '../../features/connectors/endpoint-form.tsx';
import { strings as s } from '../../features/connectors/strings.ts';
import { pagesOf } from '../../features/settings/pages-of.ts';
import { SettingsFrame } from '../../features/settings/settings-frame.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const ConnectorsRoute = graphql(`
  query ConnectorsRoute {
    viewer {
      id
      member {
        id
        role
      }
    }
    webhookEndpoints {
      id
      ...EndpointCard_endpoint
    }
    connectors {
      id
      ...ConnectorCard_connector
    }
  }
`);
const pollMs = 10_000;

/** /t/:tenant/settings/connectors: where outcomes come from */
export function Component() {
  const { data, error, refetch } = useQuery(ConnectorsRoute, {
    fetchPolicy: 'cache-and-network',
    pollInterval: pollMs,
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const again = () => void refetch();
  const { webhookEndpoints: endpoints, connectors } = data;
  return (
    <SettingsFrame page="connectors" pages={pagesOf(data.viewer.member?.role ?? 'ANNOTATOR')}>
      <Stack gap="md">
        <Title order={2}>{s.webhooks}</Title>
        <Text c="dimmed" maw={700}>
          {s.webhooksLead}
        </Text>
        {endpoints.length === 0 && <EmptyState title={s.none}>{s.noneLong}</EmptyState>}
        {endpoints.map((endpoint) => (
          <EndpointCard key={endpoint.id} endpoint={endpoint} onChange={again} />
        ))}
        <EndpointForm onMade={again} />
        <Title order={2} mt="lg">
          {s.connectors}
        </Title>
        <Text c="dimmed" maw={700}>
          {s.connectorsLead}
        </Text>
        {connectors.length === 0 && (
          <EmptyState title={s.noConnectors}>{s.noConnectorsLong}</EmptyState>
        )}
        {connectors.map((connector) => (
          <ConnectorCard key={connector.id} connector={connector} onChange={again} />
        ))}
        <ConnectorForm onMade={again} />
      </Stack>
    </SettingsFrame>
  );
}
