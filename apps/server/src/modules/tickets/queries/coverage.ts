import { type SQL, sql } from 'drizzle-orm';
import { rowsOfEach } from '../../../graphql/children.ts';
import type { Op } from '../../../operation.ts';
import { blindTasks } from '../../tasks/queries/state.ts';
import { type CsatState, csatStates } from '../rules/csat.ts';
import { standingElsewhere, standingPairs } from './matches.ts';
import { ofSources } from './settings.ts';
import { askedAs } from './tickets.ts';

export interface SourceCoverage {
  readonly source: string;
  readonly tickets: number;
  readonly matched: number;
  readonly withheld: number;
  readonly lateMatches: number;
  /** As ISO text. */
  readonly lastEventAt: string | null;
}
export interface Coverage {
  readonly projectId: string;
  readonly tickets: number;
  readonly matched: number;
  readonly withheld: number;
  readonly tasks: number;
  readonly tasksWithTicket: number;
  readonly conflicts: number;
  readonly lateMatches: number;
  readonly lastEventAt: string | null;
  readonly bySource: readonly SourceCoverage[];
}

/** That the outcome of a ticket of the task is withheld from the viewer, who may still judge it. */
function isBlind(op: Op, projectId: string): SQL {
  const blind = blindTasks(op, sql`${projectId}`);
  return blind === null ? sql`false` : sql`p.task_id in ${blind}`;
}

/** Matched tickets that the viewer may look at: of no task that they may still judge. */
export const visibleTickets = (op: Op, projectId: string): SQL => sql`
  select ticket_id from (${standingPairs(projectId)}) p group by ticket_id having not bool_or(${isBlind(op, projectId)})`;

/** Which tickets have tasks and which tasks have tickets, by project. Counts tell nothing of any outcome. */
export async function loadCoverages(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, Coverage>> {
  const [bySource, counts] = await Promise.all([
    rowsOfEach<SourceCoverage>(
      op,
      projectIds,
      (projectId) => sql`
      with pairs as materialized (${standingPairs(projectId)}),
      own as (select p.ticket_id, min(p.matched_at) as matched_at, bool_or(${isBlind(op, projectId)}) as withheld
        from pairs p group by 1)
      select t.source, count(*)::int as tickets, count(own.ticket_id)::int as matched,
        count(*) filter (where own.withheld)::int as withheld,
        count(*) filter (where own.matched_at > t.created_at + interval '1 minute')::int as "lateMatches",
        max(o.last_event_at) as "lastEventAt"
      from tickets t left join own on own.ticket_id = t.id left join ticket_outcomes o on o.ticket_id = t.id
      where ${ofSources(sql`t.source`, projectId)}
      group by 1 order by 1 limit 200`,
    ),
    rowsOfEach<Counted>(
      op,
      projectIds,
      (projectId) => sql`
      with pairs as materialized (${standingPairs(projectId)})
      select (select count(*)::int from tasks where project_id = ${projectId}) as tasks,
        (select count(distinct task_id)::int from pairs) as "tasksWithTicket",
        (select count(*)::int from (select p.task_id from pairs p join tickets t on t.id = p.ticket_id
          group by 1 having count(distinct t.source) > 1) two) as conflicts`,
    ),
  ]);
  return new Map(
    projectIds.map((projectId) => [
      projectId,
      coverageOf(projectId, bySource.get(projectId) ?? [], counts.get(projectId)?.[0]),
    ]),
  );
}

type Counted = Pick<Coverage, 'tasks' | 'tasksWithTicket' | 'conflicts'>;

function coverageOf(
  projectId: string,
  bySource: readonly SourceCoverage[],
  counted: Counted = { tasks: 0, tasksWithTicket: 0, conflicts: 0 },
): Coverage {
  const sum = (key: 'tickets' | 'matched' | 'withheld' | 'lateMatches') =>
    bySource.reduce((total, row) => total + row[key], 0);
  const told = bySource.flatMap(({ lastEventAt }) => lastEventAt ?? []);
  const last = Math.max(...told.map((at) => Date.parse(at)));
  return {
    projectId,
    ...{ tickets: sum('tickets'), matched: sum('matched'), withheld: sum('withheld') },
    ...{ ...counted, lateMatches: sum('lateMatches'), bySource },
    lastEventAt: told.length === 0 ? null : new Date(last).toISOString(),
  };
}

/** The one `n` that a statement has of each project. */
async function countOfEach(
  op: Op,
  projectIds: readonly string[],
  of: (projectId: string) => SQL,
): Promise<Map<string, number>> {
  const rows = await rowsOfEach<{ n: number }>(op, projectIds, of);
  return new Map([...rows].map(([id, [row]]) => [id, row?.n ?? 0]));
}

/** Tickets that each project means, and that are about tasks of other projects alone: they wait for none of its. */
export const loadElsewhere = (op: Op, projectIds: readonly string[]) =>
  countOfEach(
    op,
    projectIds,
    (projectId) => sql`
    with own as materialized (select distinct ticket_id from (${standingPairs(projectId)}) p),
    others as materialized (select distinct ticket_id from (${standingElsewhere(projectId)}) p)
    select count(*)::int as n from others o join tickets t on t.id = o.ticket_id
    where ${ofSources(sql`t.source`, projectId)} and not exists (select from own where own.ticket_id = o.ticket_id)`,
  );

/** Events of each project's matched tickets that came more than a day after what they tell of. */
export const loadLateEvents = (op: Op, projectIds: readonly string[]) =>
  countOfEach(
    op,
    projectIds,
    (projectId) => sql`
    select count(*)::int as n from outcome_events e
    where e.received_at > e.occurred_at + interval '1 day'
      and e.ticket_id in (select ticket_id from (${standingPairs(projectId)}) p)`,
  );

export interface Satisfaction {
  readonly counts: Readonly<Record<CsatState, number>>;
  readonly byScale: readonly {
    readonly scale: string;
    readonly n: number;
    readonly mean: number;
  }[];
}

interface SatisfactionRow {
  readonly state: CsatState;
  readonly scale: string | null;
  readonly n: number;
  readonly mean: number | null;
}

/** How many customers of each project were asked how satisfied they are, and how many said. */
export async function loadSatisfactions(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, Satisfaction>> {
  const rows = await rowsOfEach<SatisfactionRow>(
    op,
    projectIds,
    (projectId) => sql`
    select case when ${askedAs.ANSWERED} then 'ANSWERED' when ${askedAs.UNANSWERED} then 'UNANSWERED'
        else 'UNOFFERED' end as state, o.csat_scale as scale, count(*)::int as n, avg(o.csat_normalised) as mean
    from ticket_outcomes o where o.ticket_id in (${visibleTickets(op, projectId)}) group by 1, 2 order by 2`,
  );
  return new Map([...rows].map(([id, own]) => [id, satisfactionOf(own)]));
}

function satisfactionOf(rows: readonly SatisfactionRow[]): Satisfaction {
  const count = (state: CsatState) =>
    rows.reduce((total, row) => total + (row.state === state ? row.n : 0), 0);
  const counts = { ANSWERED: 0, UNANSWERED: 0, UNOFFERED: 0 };
  for (const state of csatStates) counts[state] = count(state);
  return {
    counts,
    byScale: rows.flatMap(({ scale, n, mean }) =>
      scale === null || mean === null ? [] : [{ scale, n, mean }],
    ),
  };
}
