import { useQuery } from '@apollo/client/react';
import {
  Anchor,
  Button,
  Group,
  NativeSelect,
  Paper,
  Skeleton,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
  VisuallyHidden,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProjectTicketsQuery, TicketMatchState } from '../../__generated__/graphql.ts';
import { graphql } from '../../__generated__/index.ts';
import { ScrollTable } from '../../components/scroll-table.tsx';
import { When } from '../../components/when.tsx';
import { QueryProblem } from '../tenancy/query-problem.tsx';
import { MatchDialog } from './match-dialog.tsx';
import { strings } from './strings.ts';
import { UnmatchDialog } from './unmatch-dialog.tsx';

const ProjectTickets = graphql(`
  query ProjectTickets($filter: TicketFilter!, $isMatched: Boolean!, $after: String) {
    tickets(filter: $filter, first: 10, after: $after) {
      totalCount
      totalCountIsExact
      withheld @skip(if: $isMatched)
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
          matches @include(if: $isMatched) {
            id
            stands
            matchedBy
            task {
              id
              externalId
            }
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
type Row = ProjectTicketsQuery['tickets']['edges'][number]['node'];
interface Named {
  readonly id: string;
  readonly externalId: string;
}
const s = strings.ticketList;
const states = [
  'UNMATCHED',
  'ELSEWHERE',
  'CONFLICT',
  'MATCHED',
] as const satisfies readonly TicketMatchState[];
const pauseMs = 250;
/** For whoever leads to it from above. */
export const ticketTableId = 'tickets-of-project';

/** The tickets of a project by what they are matched to, which a lead can match or unmatch by hand. */
export function TicketTable(props: {
  readonly tenant: string;
  readonly projectId: string;
  readonly match: TicketMatchState;
  readonly canMatch: boolean;
  readonly onMatch: (match: TicketMatchState) => void;
  readonly onChange: () => void;
}) {
  const { match, canMatch } = props;
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text.trim(), pauseMs);
  const [matching, setMatching] = useState<Row | null>(null);
  const [ending, setEnding] = useState<{ ticket: Named; task: Named } | null>(null);
  // in other projects: of which tasks is not for this one to say
  const isMatched = match === 'MATCHED' || match === 'CONFLICT';
  const filter = { projectId: props.projectId, match, search: search === '' ? null : search };
  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(ProjectTickets, {
    variables: { filter, isMatched },
    fetchPolicy: 'cache-and-network',
  });
  const tickets = (data ?? previousData)?.tickets;
  if (error !== undefined && tickets === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (tickets === undefined) return <Skeleton height={200} aria-busy />;
  const rows = tickets.edges.map(({ node }) => node);
  function done() {
    setMatching(null);
    setEnding(null);
    void refetch();
    props.onChange();
  }
  return (
    <Paper
      withBorder
      p="md"
      component="section"
      id={ticketTableId}
      tabIndex={-1}
      aria-label={s.title[match]}
    >
      <Group justify="space-between" align="flex-end" mb="xs">
        <div>
          <Title order={2}>{s.title[match]}</Title>
          <Text size="sm" c="dimmed">
            {s.lead(rows.length, tickets.totalCount, tickets.totalCountIsExact)} {s.about[match]}
            {(tickets.withheld ?? 0) > 0 && ` ${s.withheld(tickets.withheld ?? 0)}`}
          </Text>
        </div>
        <Group align="flex-end">
          <NativeSelect
            label={s.show}
            value={match}
            data={states.map((value) => ({ value, label: s.states[value] }))}
            onChange={({ currentTarget: { value } }) =>
              props.onMatch(states.find((state) => state === value) ?? 'UNMATCHED')
            }
          />
          <TextInput
            label={s.search}
            maxLength={200}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Group>
      </Group>
      {rows.length === 0 && <Text>{search === '' ? s.none : s.noneLike}</Text>}
      {rows.length > 0 && (
        <ScrollTable label={s.title[match]} minWidth={420}>
          <Table.Thead>
            <Table.Tr>
              {s.head.map((head) => (
                <Table.Th key={head}>{head}</Table.Th>
              ))}
              {isMatched && <Table.Th>{s.task}</Table.Th>}
              {canMatch && !isMatched && (
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
                {isMatched && (
                  <Table.Td>
                    <Tasks
                      ticket={row}
                      tenant={props.tenant}
                      onUnmatch={canMatch ? (task) => setEnding({ ticket: row, task }) : null}
                    />
                  </Table.Td>
                )}
                {canMatch && !isMatched && (
                  <Table.Td ta="end">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={s.matchOne(row.externalId)}
                      onClick={() => setMatching(row)}
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
      {matching !== null && (
        <MatchDialog
          projectId={props.projectId}
          ticket={matching}
          onClose={() => setMatching(null)}
          onMatched={done}
        />
      )}
      {ending !== null && (
        <UnmatchDialog {...ending} onClose={() => setEnding(null)} onDone={done} />
      )}
    </Paper>
  );
}

/** What a ticket is about, and who said so where that was a person. */
function Tasks(props: {
  readonly ticket: Row;
  readonly tenant: string;
  readonly onUnmatch: ((task: Named) => void) | null;
}) {
  const { ticket, onUnmatch } = props;
  return (
    <Stack gap={4}>
      {(ticket.matches ?? [])
        .filter(({ stands }) => stands)
        .map(({ id, matchedBy, task: { id: taskId, externalId } }) => ({
          ...{ id, matchedBy },
          task: { id: taskId, externalId: externalId ?? taskId },
        }))
        .map(({ id, task, matchedBy }) => (
          <Group key={id} gap="xs">
            <Anchor size="sm" component={Link} to={`/t/${props.tenant}/tasks/${task.id}`}>
              {task.externalId}
            </Anchor>
            {matchedBy != null && (
              <Text size="xs" c="dimmed">
                {s.by(matchedBy)}
              </Text>
            )}
            {onUnmatch !== null && (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={s.unmatchOne(ticket.externalId, task.externalId)}
                onClick={() => onUnmatch(task)}
              >
                {s.unmatch}
              </Button>
            )}
          </Group>
        ))}
    </Stack>
  );
}

const resolvedText = (resolved: boolean | null | undefined): string =>
  resolved == null ? s.unknown : resolved ? s.yes : s.no;
