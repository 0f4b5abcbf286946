import type { Stored } from '@assay/db/select-rows';
import { runWhole } from '@assay/db/statement';
import { outcomeEvents, type TicketOutcome, tickets } from '@assay/db/tables/tickets';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { connectionOf, countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId, groupedBy } from '../../../rows.ts';
import type { CsatState } from '../rules/csat.ts';
import {
  conflicting,
  standing,
  standingElsewhere,
  standingPairs,
  stands,
  withheld,
} from './matches.ts';
import { ofSources } from './settings.ts';

export interface TicketFilter {
  readonly projectId?: string | null | undefined;
  readonly match?: 'MATCHED' | 'UNMATCHED' | 'ELSEWHERE' | 'CONFLICT' | null | undefined;
  readonly source?: string | null | undefined;
  readonly resolution?: 'OPEN' | 'RESOLVED' | 'ESCALATED' | 'ABANDONED' | null | undefined;
  readonly csat?: CsatState | null | undefined;
  readonly search?: string | null | undefined;
}

const t = sql`tickets`;

/** Tickets by id that the viewer may look at. */
export async function loadTickets(op: Op, ids: readonly string[]) {
  const wanted = and(inArray(tickets.id, [...ids]), sql`not ${withheld(op, sql`${t}.id`)}`);
  return byId(await op.tx.select().from(tickets).where(wanted));
}

/** @throws AppError NOT_FOUND, also while the viewer may still judge a task that it is about */
export const findTicket = query('ticket:read', async (op, { id }: { id: string }) => {
  const ticket = (await loadTickets(op, [id])).get(id);
  if (ticket === undefined) throw notFound();
  return ticket;
});

/** @throws AppError FORBIDDEN for whoever may not know what became of tickets */
export const mayReadTickets = query('ticket:read', async () => true);

interface ListTickets extends PageArgs {
  readonly filter?: TicketFilter | null | undefined;
}

/** Tickets that the viewer may look at, and how many of the kind asked for they may not. */
export const listTickets = query('ticket:read', async (op, input: ListTickets) => {
  const filter = input.filter ?? {};
  const projectId = filter.projectId ?? null;
  const match = filter.match ?? (projectId === null ? null : 'MATCHED');
  const others = conditions(filter);
  const isRare = match !== null && match !== 'MATCHED';
  const found = isRare
    ? foundBySets(and(...rare(match, projectId), ...others))
    : foundOneByOne(and(match === null ? undefined : matched(projectId), ...others));
  const ask = <R extends object>(statement: SQL) =>
    isRare
      ? runWhole<R>(op.tx, statement, rareTimeoutMs)
      : op.tx.execute<R & Record<string, unknown>>(statement);
  const hidden = withheld(op, sql`${t}.id`);
  const visible = sql`not ${hidden}`;
  const count = async (which: SQL) => {
    const enough = found(which, sql``, countLimit);
    const [row] = await ask<{ n: number }>(sql`select count(*)::int as n from (${enough}) enough`);
    return row?.n ?? 0;
  };
  const connection = await connectionOf(
    input,
    tickets.id,
    async ({ where, orderBy, limit }) => {
      const page = found(and(visible, where) ?? visible, sql`order by ${orderBy}`, limit);
      const ids = (await ask<{ id: string }>(page)).map(({ id }) => id);
      return op.tx.select().from(tickets).where(inArray(tickets.id, ids)).orderBy(orderBy);
    },
    () => count(visible),
  );
  return { ...connection, withheld: () => count(hidden) };
});

/** Milliseconds: at a million tickets a set of all matches takes some seconds. */
const rareTimeoutMs = 30_000;

/** Goes through tickets until there are as many as are wanted. */
const foundOneByOne =
  (matching: SQL | undefined) =>
  (which: SQL, order: SQL, limit: number): SQL =>
    sql`
    select ${tickets.id} from ${tickets} where ${and(matching, which)} ${order} limit ${limit}`;

/** Finds all that match first, and asks of those alone who may look at them. */
const foundBySets =
  (matching: SQL | undefined) =>
  (which: SQL, order: SQL, limit: number): SQL =>
    sql`
    with found as materialized (select ${tickets.id} from ${tickets} where ${matching})
    select ${tickets.id} from found ${tickets} where ${which} ${order} limit ${limit}`;

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const outcome = (condition: SQL): SQL =>
  sql`exists (select from ticket_outcomes o where o.ticket_id = ${t}.id and ${condition})`;

const ended = {
  OPEN: sql`o.resolved is not true and o.escalated_at is null and o.abandoned_at is null
    and o.resolution_kind is distinct from 'ESCALATED'`,
  RESOLVED: sql`o.resolved and o.resolution_kind is distinct from 'ESCALATED'`,
  ESCALATED: sql`(o.escalated_at is not null or o.resolution_kind = 'ESCALATED')`,
  ABANDONED: sql`o.abandoned_at is not null`,
} as const;
const isAnswered = sql`(o.csat_raw is not null or o.csat_answered_at is not null)`;
export const askedAs = {
  ANSWERED: isAnswered,
  UNANSWERED: sql`(not ${isAnswered} and o.csat_offered_at is not null)`,
  UNOFFERED: sql`(not ${isAnswered} and o.csat_offered_at is null)`,
} as const satisfies Record<CsatState, SQL>;

/** That a task is about the ticket, one of the project where one is given; asked of each ticket. */
const matched = (projectId: string | null): SQL => sql`exists (select from ticket_matches m
  where m.ticket_id = ${t}.id and ${projectId === null ? sql`true` : sql`m.project_id = ${projectId}`} and ${stands(sql`m`)} offset 0)`;

const isIn = (pairs: SQL): SQL =>
  sql`exists (select from (${pairs}) p where p.ticket_id = ${t}.id)`;

/**
 * Few of many tickets: found by sets of all matches, not by asking of each ticket.
 *
 * @throws AppError INVALID_INPUT for what is elsewhere, where nobody says where that is
 */
function rare(match: 'UNMATCHED' | 'ELSEWHERE' | 'CONFLICT', projectId: string | null): SQL[] {
  if (match === 'CONFLICT') return [sql`${t}.id in (${conflicting(projectId)})`];
  // of what coverage counts
  const meant = projectId === null ? sql`true` : ofSources(sql`${t}.source`, projectId);
  if (match === 'UNMATCHED') return [meant, sql`not ${isIn(standing(sql`true`))}`];
  if (projectId === null) {
    const message = 'Name the project elsewhere of which the tickets are matched.';
    throw new AppError('INVALID_INPUT', message, { field: 'filter.projectId' });
  }
  return [meant, isIn(standingElsewhere(projectId)), sql`not ${isIn(standingPairs(projectId))}`];
}

function conditions(filter: TicketFilter): (SQL | undefined)[] {
  const { source, resolution, csat, search } = filter;
  return [
    source == null ? undefined : eq(tickets.source, source),
    resolution == null ? undefined : outcome(ended[resolution]),
    csat == null ? undefined : outcome(askedAs[csat]),
    search == null || search.trim() === ''
      ? undefined
      : sql`(${tickets.externalId} ilike ${`%${literally(search)}%`}
          or ${outcome(sql`o.conversation_id ilike ${`%${literally(search)}%`}`)})`,
  ];
}

const e = outcomeEvents;

/** What sources told of a ticket, newest word first: nothing while its outcome is withheld. */
export const listEvents = childrenOf('ticket:read', {
  id: e.id,
  parent: e.ticketId,
  shownOf: (op, ticketId) => sql`not ${withheld(op, ticketId)}`,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(e).where(where).orderBy(orderBy).limit(limit),
  parentOf: (event) => event.ticketId,
});

export interface MeasuredValue {
  readonly ticketId: string;
  readonly measureId: string;
  readonly value: number;
}

/** The values of declared measures of each ticket, in the order of their keys. */
export async function loadValues(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<MeasuredValue & Record<string, unknown>>(sql`
    select v.ticket_id as "ticketId", v.measure_id as "measureId", v.value
    from outcome_values v join outcome_measures m on m.id = v.measure_id
    where v.ticket_id = any(${sql.param([...ids])}::uuid[]) order by m.key`);
  return groupedBy(ids, [...rows], ({ ticketId }) => ticketId);
}

/** What cannot be right about an outcome whose parts were told apart from each other. */
export function doubtsOf(outcome: Stored<TicketOutcome>): string[] {
  const { openedAt, resolved, resolvedAt, csatRaw, csatOfferedAt, csatAnsweredAt } = outcome;
  const isBefore = (time: Date | null, start: Date | null) =>
    time !== null && start !== null && time < start;
  return [
    ...(isBefore(resolvedAt, openedAt) ? ['It was resolved before it was opened.'] : []),
    ...(isBefore(outcome.respondedAt, openedAt) ? ['It was answered before it was opened.'] : []),
    ...(isBefore(csatAnsweredAt, csatOfferedAt)
      ? ['Satisfaction was answered before it was asked for.']
      : []),
    ...(csatRaw !== null && isBefore(csatAnsweredAt, openedAt)
      ? ['Satisfaction was answered before the ticket was opened.']
      : []),
    ...(resolved === false && outcome.resolutionKind !== null
      ? ['It has a kind of resolution and is not resolved.']
      : []),
  ];
}
