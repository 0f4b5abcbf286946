import { useQuery } from '@apollo/client/react';
import { Button, Center, Code, Text } from '@mantine/core';
import type { AuditRouteQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { actorNames } from '../../features/settings/actor-names.ts';
import { pagesOf } from '../../features/settings/pages-of.ts';
import { SettingsFrame } from '../../features/settings/settings-frame.tsx';
import { strings } from '../../features/settings/strings.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const AuditRoute = graphql(`
  query AuditRoute($after: String) {
    viewer {
      id
      member {
        id
        role
      }
    }
    tenant {
      id
      members {
        id
        name
      }
    }
    apiKeys {
      id
      name
    }
    auditEntries(first: 50, after: $after) {
      edges {
        cursor
        node {
          id
          at
          actor
          action
          targetId
          requestId
        }
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      totalCount
      totalCountIsExact
    }
  }
`);
const s = strings.audit;
type Entry = AuditRouteQuery['auditEntries']['edges'][number]['node'];

/** The last figures of a long id, the whole on hover; in a file the whole. */
const shortId = (id: string) => (
  <Text ff="monospace" size="xs" title={id}>
    …{id.slice(-8)}
  </Text>
);
const columnsWith = (nameOf: (actor: string) => string): readonly Column<Entry>[] => [
  { key: 'at', label: s.at, cell: ({ at }) => <When at={at} />, csv: ({ at }) => at, fixed: true },
  {
    key: 'actor',
    label: s.actor,
    cell: ({ actor }) => nameOf(actor),
    csv: ({ actor }) => nameOf(actor),
  },
  {
    key: 'action',
    label: s.action,
    cell: ({ action }) => <Code>{action}</Code>,
    csv: ({ action }) => action,
    fixed: true,
  },
  {
    key: 'target',
    label: s.target,
    cell: ({ targetId }) => shortId(targetId),
    csv: ({ targetId }) => targetId,
  },
  {
    key: 'request',
    label: s.request,
    cell: ({ requestId }) => shortId(requestId),
    csv: ({ requestId }) => requestId,
  },
];

/** /t/:tenant/settings/audit */
export function Component() {
  const { data, error, refetch, fetchMore, loading } = useQuery(AuditRoute, {
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { edges, pageInfo, totalCount, totalCountIsExact } = data.auditEntries;
  return (
    <SettingsFrame page="audit" pages={pagesOf(data.viewer.member?.role ?? 'ANNOTATOR')}>
      <Text c="dimmed" mb="md" maw={640}>
        {s.lead}
      </Text>
      {edges.length === 0 ? (
        <EmptyState title={s.none}>{s.noneLong}</EmptyState>
      ) : (
        <DataTable
          name="audit"
          label={s.table}
          columns={columnsWith(actorNames(data))}
          rows={edges.map(({ node }) => node)}
          keyOf={({ id }) => id}
          summary={s.shown(edges.length, `${totalCount}${totalCountIsExact ? '' : '+'}`)}
          footer={
            pageInfo.hasNextPage && (
              <Center mt="md">
                <Button
                  variant="default"
                  loading={loading}
                  onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}
                >
                  {s.more}
                </Button>
              </Center>
            )
          }
        />
      )}
    </SettingsFrame>
  );
}
