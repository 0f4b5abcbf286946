import { uuids } from '@assay/db/select-rows';
import { insertion, run } from '@assay/db/statement';
import { ticketMatches } from '@assay/db/tables/tickets';
import { type SQL, sql } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import type { CommandOp, Op } from '../../../operation.ts';
import { stands } from '../queries/matches.ts';

/** What is matched anew. Each part narrows it down. */
interface Scope {
  readonly projectId?: string;
  readonly tickets?: (id: SQL) => SQL;
  readonly tasks?: (id: SQL) => SQL;
}

type Difference = {
  readonly projectId: string;
  readonly ticketId: string;
  readonly taskId: string;
  readonly rule: 'EXTERNAL_TICKET_ID' | 'CONVERSATION_ID' | 'ATTRIBUTE';
  readonly stands: boolean;
};

const key = sql`hashtextextended('tickets:' || current_setting('app.tenant_id'), 0)`;

/**
 * Nobody adds tasks between this match and the end of the transaction without looking for their tickets
 * afterwards. Recordings do not wait for each other here.
 */
const shareMatching = (op: Op) => op.tx.execute(sql`select pg_advisory_xact_lock_shared(${key})`);

/** Waits until no recording is between its match and its end, and keeps others from it. */
export const holdMatching = (op: Op) => op.tx.execute(sql`select pg_advisory_xact_lock(${key})`);

/** The same unless it would have to wait. @returns whether it is held */
export async function tryHoldMatching(op: Op): Promise<boolean> {
  const [row] = await op.tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${key}) as held`,
  );
  return row?.held === true;
}

/** Matches the tickets of a recording. The last thing it does, but for telling those who listen. */
export async function matchRecorded(op: CommandOp, ticketIds: readonly string[]): Promise<void> {
  const ids = uuids(ticketIds);
  await shareMatching(op);
  const projects = await matchAnew(op, { tickets: (id) => sql`${id} = any(${ids}::uuid[])` });
  for (const projectId of projects) op.announce(projectId, 'OUTCOMES_RECORDED');
}

/**
 * Appends what follows from the rules of each project and is not so yet. A person's word on a pair is
 * never overruled. Whoever calls holds matching, or shares it.
 *
 * @returns the projects in which something changed
 */
export async function matchAnew(op: Op, scope: Scope): Promise<ReadonlySet<string>> {
  const rows = await differences(op, scope);
  if (rows.length === 0) return new Set();
  const appended = rows.map((row) => ({ ...row, id: newId(op.now), matchedAt: op.now }));
  await run(op.tx, insertion(ticketMatches, appended));
  return new Set(rows.map(({ projectId }) => projectId));
}

/** Pairs that the rules want and that do not stand, and pairs of rules that stand and are not wanted. */
async function differences(op: Op, { projectId, tickets, tasks }: Scope): Promise<Difference[]> {
  const ofTickets = (id: SQL) => tickets?.(id) ?? sql`true`;
  const ofTasks = (id: SQL) => tasks?.(id) ?? sql`true`;
  const within = sql`${ofTickets(sql`t.id`)} and ${ofTasks(sql`x.id`)}
    and (s.sources = '[]' or jsonb_exists(s.sources, t.source))`;
  const pair = sql`select s.project_id, t.id as ticket_id, x.id as task_id, s.rule from s
    join tasks x on x.project_id = s.project_id`;
  const rows = await op.tx.execute<Difference>(sql`
    with s as (
      select p.id as project_id, coalesce(k.settings #>> '{match,matchOn}', 'EXTERNAL_TICKET_ID') as rule,
        k.settings #>> '{match,matchAttribute}' as attribute, coalesce(k.settings #> '{match,sources}', '[]') as sources
      from projects p left join kpi_settings k on k.project_id = p.id
      where ${projectId === undefined ? sql`true` : sql`p.id = ${projectId}`}),
    wanted as (
      ${pair} join tickets t on t.external_id = x.external_id
        where s.rule = 'EXTERNAL_TICKET_ID' and ${within}
      union all
      ${pair} join ticket_outcomes o on o.conversation_id = x.external_id join tickets t on t.id = o.ticket_id
        where s.rule = 'CONVERSATION_ID' and ${ofTickets(sql`o.ticket_id`)} and ${within}
      union all
      ${pair} join tickets t on t.external_id = x.attributes ->> s.attribute
        where s.rule = 'ATTRIBUTE' and ${within}),
    latest as (
      select distinct on (m.ticket_id, m.task_id) m.* from ticket_matches m
      where ${ofTickets(sql`m.ticket_id`)} and ${ofTasks(sql`m.task_id`)}
        and ${projectId === undefined ? sql`true` : sql`m.project_id = ${projectId}`}
      order by m.ticket_id, m.task_id, m.id desc)
    select w.project_id as "projectId", w.ticket_id as "ticketId", w.task_id as "taskId", w.rule, true as stands
      from wanted w left join latest l on l.ticket_id = w.ticket_id and l.task_id = w.task_id
      where l.id is null or (not l.stands and l.rule <> 'PERSON')
    union all
    select l.project_id, l.ticket_id, l.task_id, l.rule::text, false from latest l
      where l.stands and l.rule <> 'PERSON' and not exists (
        select from wanted w where w.ticket_id = l.ticket_id and w.task_id = l.task_id)`);
  return [...rows];
}

/**
 * Tells those who watch the projects whose tickets changed. Large projects are told in any case: what is kept of
 * them counts the tickets of the organisation, too.
 *
 * @param ticketIds - of tickets that were there before
 */
export async function announceTickets(op: CommandOp, ticketIds: readonly string[]): Promise<void> {
  const rows = await op.tx.execute<{ projectId: string }>(sql`
    select distinct m.project_id as "projectId" from ticket_matches m
    where m.ticket_id = any(${uuids(ticketIds)}::uuid[]) and ${stands(sql`m`)}
    union select project_id from kept_outcomes`);
  for (const { projectId } of rows) op.announce(projectId, 'OUTCOMES_RECORDED');
}
