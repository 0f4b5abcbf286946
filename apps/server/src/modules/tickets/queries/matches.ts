import { type SQL, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { groupedBy } from '../../../rows.ts';
import { blindTo } from '../../tasks/queries/state.ts';

/** That no later row of the same pair says otherwise. `m` is a row of `ticket_matches`. */
export const isLatest = (m: SQL): SQL => sql`not exists (select from ticket_matches later
  where later.ticket_id = ${m}.ticket_id and later.task_id = ${m}.task_id and later.id > ${m}.id)`;

/** That the pair stands today. `m` is a row of `ticket_matches`. */
export const stands = (m: SQL): SQL => sql`(${m}.stands and ${isLatest(m)})`;

/**
 * Pairs of a ticket and a task of the project that stand today, with when they were matched: as one set, for
 * what counts many of them.
 *
 * @param range - which of the project's, in terms of `m`
 */
export const standingPairs = (projectId: string, range: SQL = sql`true`): SQL =>
  standing(sql`m.project_id = ${projectId} and ${range}`);

/** The same of tasks of all other projects. */
export const standingElsewhere = (projectId: string): SQL =>
  standing(sql`m.project_id <> ${projectId}`);

/** The same of what holds of a row of `ticket_matches`, `m`, and of all rows of its pair: a task never changes its project. */
export const standing = (where: SQL): SQL => sql`
  select ticket_id, task_id, matched_at from (
    select distinct on (m.ticket_id, m.task_id) m.ticket_id, m.task_id, m.matched_at, m.stands
    from ticket_matches m where ${where}
    order by m.ticket_id, m.task_id, m.id desc) latest
  where stands`;

/**
 * That the viewer may still judge a task that the ticket is about: then its outcome is withheld. By `offset 0` it is
 * asked of each ticket, along the index: as a join of sets it would go through all matches of the organisation.
 */
export const withheld = (op: Op, ticketId: SQL): SQL =>
  op.viewer.kind === 'MEMBER'
    ? sql`exists (select from ticket_matches w where w.ticket_id = ${ticketId} and ${stands(sql`w`)}
        and ${blindTo(op, sql`w.task_id`)} offset 0)`
    : sql`false`;

/** Tickets that share a task with a ticket of another source, as one set. */
export const conflicting = (projectId: string | null): SQL => {
  const pairs = projectId === null ? standing(sql`true`) : standingPairs(projectId);
  return sql`
    with pairs as materialized (select p.ticket_id, p.task_id, k.source from (${pairs}) p join tickets k on k.id = p.ticket_id)
    select ticket_id from pairs where task_id in (
      select task_id from pairs group by 1 having min(source) <> max(source))`;
};

/** The latest word on a pair of a ticket and a task. */
export interface Match {
  readonly id: string;
  readonly ticketId: string;
  readonly taskId: string;
  readonly rule: 'EXTERNAL_TICKET_ID' | 'CONVERSATION_ID' | 'ATTRIBUTE' | 'PERSON';
  readonly stands: boolean;
  readonly matchedAt: Date;
  readonly matchedBy: string | null;
}
/** Pairs of a ticket or task that are told. */
export const matchesMax = 100;

const latestOf = (of: SQL) => sql`
  select id, "ticketId", "taskId", rule, stands, "matchedAt", "matchedBy" from (
    select m.id, m.ticket_id as "ticketId", m.task_id as "taskId", m.rule, m.stands,
      m.matched_at as "matchedAt", b.name as "matchedBy",
      row_number() over (partition by ${of} order by m.id desc) as nth
    from ticket_matches m left join members b on b.id = m.matched_by where ${isLatest(sql`m`)} `;

interface MatchRow extends Omit<Match, 'matchedAt'>, Record<string, unknown> {
  readonly matchedAt: string | Date;
}
const matchOf = (row: MatchRow): Match => ({ ...row, matchedAt: new Date(row.matchedAt) });

/** The latest word on each pair of each ticket, newest first. */
export async function loadMatchesOfTickets(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<MatchRow>(sql`${latestOf(sql`m.ticket_id`)}
    and m.ticket_id = any(${sql.param([...ids])}::uuid[])) q where nth <= ${matchesMax} order by id desc`);
  return groupedBy(ids, rows.map(matchOf), ({ ticketId }) => ticketId);
}

/** The tickets that stand for each task, newest match first. Whoever asks has checked that they may look. */
export async function loadTicketIdsOfTasks(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<MatchRow>(sql`${latestOf(sql`m.task_id`)}
    and m.task_id = any(${sql.param([...ids])}::uuid[]) and m.stands) q where nth <= ${matchesMax} order by id desc`);
  const groups = groupedBy(ids, rows.map(matchOf), ({ taskId }) => taskId);
  return new Map([...groups].map(([id, matches]) => [id, matches.map(({ ticketId }) => ticketId)]));
}

/** Tickets of other sources that share a task with each ticket. */
export async function loadConflicts(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<{ id: string; other: string }>(sql`
    select distinct mine.ticket_id as id, o.id as other from ticket_matches mine
    join tickets t on t.id = mine.ticket_id
    join ticket_matches theirs on theirs.task_id = mine.task_id and theirs.ticket_id <> mine.ticket_id
    join tickets o on o.id = theirs.ticket_id and o.source <> t.source
    where mine.ticket_id = any(${sql.param([...ids])}::uuid[]) and ${stands(sql`mine`)} and ${stands(sql`theirs`)}
    order by 2`);
  const groups = groupedBy(ids, [...rows], ({ id }) => id);
  return new Map([...groups].map(([id, found]) => [id, found.map(({ other }) => other)]));
}
