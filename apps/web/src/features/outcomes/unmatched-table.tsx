import { useQuery } from '@apollo/client/react';
import {
  Button,
  Group,
  Paper,
  Skeleton,
  Table,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { UnmatchedTicketsQuery } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { When } from '../../components/when.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { MatchDialog } from './match-dialog.tsx';
import { strings } from './strings.ts';

const UnmatchedTickets = graphql(`
  query UnmatchedTickets($filter: TicketFilter!, $after: String) {
    tickets(filter: $filter, first: 10, after: $after) {
      totalCount
      totalCountIsExact
      edges {
        cursor
        node {
          id
          source
          externalId
          outcome {
            resolved
            lastEventAt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
type Row = UnmatchedTicketsQuery['tickets']['edges'][number]['node'];
const s = strings.unmatched;
const pauseMs = 250;

/** Tickets that no task of the project is about, which a lead can match by hand. */
export function UnmatchedTable(props: {
  readonly projectId: string;
  readonly canMatch: boolean;
  readonly onMatched: () => void;
}) {
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), pauseMs);
  const [chosen, setChosen] = useState<Row | null>(null);
  const filter = {
    ...{ projectId: props.projectId, match: 'UNMATCHED' as const },
    search: search === '' ? null : search,
  };
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(UnmatchedTickets, {
    variables: { filter },
    fetchPolicy: 'cache-and-network',
  });
  const tickets = (data ?? previousData)?.tickets;
  if (error !== undefined && tickets === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (tickets === undefined) return <Skeleton height={200} aria-busy />;
  if (tickets.totalCount === 0 && search === '') return null;
  const rows = tickets.edges.map(({ node }) => node);
  return (
    <Paper withBorder p="md" component="section" aria-label={s.title}>
      <Group justify="space-between" align="flex-end" mb="xs">
        <div>
          <Title order={2}>{s.title}</Title>
          <Text size="sm" c="dimmed">
            {s.lead(rows.length, tickets.totalCount, tickets.totalCountIsExact)}
          </Text>
        </div>
        <TextInput
          label={s.search}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </Group>
      {rows.length === 0 && <Text>{s.noneLike}</Text>}
      {rows.length > 0 && (
        <ScrollTable label={s.title} minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              {s.head.map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
              {props.canMatch && (
                <Table.Th>
                  <VisuallyHidden>{s.match}</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{row.source}</Table.Td>
                <Table.Td>{row.externalId}</Table.Td>
                <Table.Td>{resolvedText(row.outcome.resolved)}</Table.Td>
                <Table.Td>
                  <When at={row.outcome.lastEventAt} />
                </Table.Td>
                {props.canMatch && (
                  <Table.Td ta="end">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={s.matchOne(row.externalId)}
                      onClick={() => setChosen(row)}
                    >
                      {s.match}
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </ScrollTable>
      )}
      {tickets.pageInfo.hasNextPage && (
        <Button
          variant="default"
          loading={loading}
          onClick={() => void fetchMore({ variables: { after: tickets.pageInfo.endCursor } })}
        >
          {s.more}
        </Button>
      )}
      {chosen !== null && (
        <MatchDialog
          projectId={props.projectId}
          ticket={chosen}
          onClose={() => setChosen(null)}
          onMatched={() => {
            setChosen(null);
            void refetch();
            props.onMatched();
          }}
        />
      )}
    </Paper>
  );
}

const resolvedText = (resolved: boolean | null | undefined): string =>
  resolved == null ? s.unknown : resolved ? s.yes : s.no;
