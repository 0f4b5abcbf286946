import { type SQL, sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import type { RubricContent } from '../../rubrics/queries/content.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import { type RowPage, ticketRowsOf } from '../rules/gather-rows.ts';
import type { KpiRequest } from '../rules/input.ts';
import type { TicketRow } from '../rules/ticket-row.ts';
import {
  answers,
  countedJudgment,
  effectiveJudgment,
  failsAll,
  failsDimension,
  overruled,
} from './judged.ts';

/** Tickets read at a time. */
const pageSize = 5_000;
const nothing = '00000000-0000-0000-0000-000000000000';

export interface RowSource {
  readonly projectId: string;
  readonly request: KpiRequest;
  /** Whose judgments count. */
  readonly versions: readonly RubricContent[];
  /** In the order of the table's columns. */
  readonly dimensionKeys: readonly string[];
  /** Attributes that the run asks for. */
  readonly attributeKeys: readonly string[];
  readonly facts: RowFacts;
}

/** What is true of all rows, so that the database need not look at each. */
export interface RowFacts {
  /** The source that all tickets have; null where there are several. */
  readonly onlySource: string | null;
  /** Some tasks have tickets of several sources. */
  readonly hasConflicts: boolean;
  /** Some judgments were revised. */
  readonly hasRevisions: boolean;
  /** Some tasks say how they were drawn for judging. */
  readonly hasSampling: boolean;
}

type RedLineEffect = RubricContent['redLines'][number]['effect'];

export interface TicketPage {
  readonly rows: readonly TicketRow[];
  /** Judged tickets by what their attributes say. */
  readonly levels: RowPage['levels'];
  /** Null behind the last page. */
  readonly next: string | null;
}

/** The next tickets of a run by id, judged ones alone. */
export const readTicketRows = query(
  'job:run',
  async (op, { after, ...source }: RowSource & { after: string | null }): Promise<TicketPage> => {
    const from = after ?? nothing;
    const [page] = await op.tx.execute<{ last: string | null; n: number }>(sql`
      select (max(ticket_id::text))::uuid as last, count(*)::int as n from (
        select ticket_id from ticket_matches m where m.project_id = ${source.projectId} and m.ticket_id > ${from}
        group by ticket_id order by ticket_id limit ${pageSize}) ids`);
    const last = page?.last ?? null;
    if (last === null) return { rows: [], levels: [], next: null };
    const [found] = await op.tx.execute<RowPage & Record<string, unknown>>(
      pageOf(source, sql`m.ticket_id > ${from} and m.ticket_id <= ${last}`),
    );
    if (found === undefined) throw new Error('a page has a row');
    return {
      rows: ticketRowsOf(found, source.dimensionKeys.length + 1),
      levels: found.levels,
      next: (page?.n ?? 0) < pageSize ? null : last,
    };
  },
);

/**
 * Lists of what one page is made of. Tickets, pairs and judgments are named by their place in their own list,
 * and put together by `ticketRowsOf`: that costs the database less than nested rows of its own. Each is looked
 * up by its key (`offset 0` sees to it), whatever PostgreSQL expects of tables that were just filled.
 *
 * @param range - which of the project's matches
 */
function pageOf(source: RowSource, range: SQL): SQL {
  const { request, projectId, versions, dimensionKeys, attributeKeys, facts } = source;
  const { onlySource, hasConflicts, hasRevisions, hasSampling } = facts;
  const { sources, openedFrom, openedBefore, profile } = request;
  const ids = sql.param(versions.map(({ versionId }) => versionId));
  const keys = sql.param([...attributeKeys]);
  const hasKeys = attributeKeys.length > 0;
  const fails = (effect: RedLineEffect) =>
    versions.some(({ redLines }) => redLines.some((line) => line.effect === effect));
  const isChosen = (of: SQL) =>
    sources.length === 0 ? sql`true` : sql`${of} = any(${sql.param([...sources])}::text[])`;
  // two sources that claim one task are never pooled
  const conflict = sql`exists (
    select from (${standingPairs(projectId, sql`m.task_id = p.task_id`)}) other
    join tickets x on x.id = other.ticket_id where x.source <> k.source and ${isChosen(sql`x.source`)})`;
  return sql`
    with pairs as materialized (
      select p.ticket_id, p.task_id, k.source, (dense_rank() over (order by p.ticket_id))::int - 1 as at,
        (row_number() over (order by p.ticket_id, p.task_id))::int - 1 as pair
      from (${standingPairs(projectId, range)}) p
      cross join lateral (${
        onlySource === null
          ? sql`select source from tickets where id = p.ticket_id offset 0`
          : sql`select ${onlySource}::text as source`
      }) k
      left join lateral (select opened_at from ticket_outcomes where ticket_id = p.ticket_id offset 0) o
        on ${openedFrom !== null || openedBefore !== null}::boolean
      where ${isChosen(sql`k.source`)}
        and (${openedFrom}::timestamptz is null or o.opened_at >= ${openedFrom}::timestamptz)
        and (${openedBefore}::timestamptz is null or o.opened_at < ${openedBefore}::timestamptz)
        and ${hasConflicts ? sql`not ${conflict}` : sql`true`}),
    own as materialized (select distinct on (at) at, ticket_id, source from pairs order by at),
    rated as materialized (
      select p.at, p.ticket_id, p.pair, (row_number() over ())::int - 1 as nth, j.*
      from pairs p cross join lateral (
        select j.id, j.rubric_version_id, j.profile, j.composite_ungated as composite,
          case when ${overruled} then j.composite_ungated else j.composite end as gated,
          case when ${overruled} then false else ${failsAll(versions)} end as failed_all
        from judgments j where j.task_id = p.task_id and ${hasRevisions ? effectiveJudgment : countedJudgment} and j.rubric_version_id = any(${ids}::uuid[])
          and (${profile}::text is null or coalesce(j.profile, '') = ${profile}::text) offset 0) j)
    select
      (select ${lists({
        ...{ id: sql`own.ticket_id`, source: sql`own.source`, openedAt: epoch('opened_at') },
        ...{ respondedAt: epoch('responded_at'), resolved: sql`o.resolved` },
        ...{ resolutionKind: sql`o.resolution_kind`, resolvedAt: epoch('resolved_at') },
        ...{ escalatedAt: epoch('escalated_at'), abandonedAt: epoch('abandoned_at') },
        ...{ reopenedAt: epoch('reopened_at'), reopens: sql`o.reopens` },
        firstCalendar: sql`o.first_resolution_calendar_seconds`,
        firstBusiness: sql`o.first_resolution_business_seconds`,
        fullCalendar: sql`o.full_resolution_calendar_seconds`,
        fullBusiness: sql`o.full_resolution_business_seconds`,
        ...{ csat: sql`o.csat_normalised`, csatScale: sql`o.csat_scale` },
        csatOffered: sql`o.csat_offered_at is not null or o.csat_answered_at is not null or o.csat_normalised is not null`,
        attributes: hasKeys
          ? sql`(select json_object_agg(key, o.attributes -> key) from unnest(${keys}::text[]) key where o.attributes ? key)`
          : null,
      })} from own left join lateral (select * from ticket_outcomes where ticket_id = own.ticket_id offset 0) o on true) as tickets,
      (select ${lists({
        at: sql`p.at`,
        probability: hasSampling ? sql`t.attributes ->> 'samplingProbability'` : null,
        rule: hasSampling ? sql`t.attributes ->> 'samplingRule'` : null,
        attributes: hasKeys
          ? sql`(select json_object_agg(key, t.attributes ->> key) from unnest(${keys}::text[]) key where t.attributes ? key)`
          : null,
      })} from pairs p ${
        hasKeys || hasSampling
          ? sql`cross join lateral (select attributes from tasks where id = p.task_id offset 0) t`
          : sql``
      }) as pairs,
      (select ${lists({ at: sql`p.at`, model: sql`s.model` })} from pairs p
        cross join lateral (select model from responses where task_id = p.task_id and model is not null offset 0) s) as models,
      (select ${lists({
        ...{ pair: sql`pair`, version: sql`array_position(${ids}::uuid[], rubric_version_id) - 1` },
        ...{
          profile: sql`profile`,
          value: sql`composite`,
          gated: sql`gated`,
          failed: sql`failed_all`,
        },
      })} from rated) as judgments,
      (select json_agg(number order by array_position(${ids}::uuid[], id)) from rubric_versions
        where id = any(${ids}::uuid[])) as versions,
      (select ${lists({ nth: sql`s.nth`, key: sql`s.key`, value: sql`s.value`, failed: fails('FAIL_DIMENSION') ? sql`s.failed` : null })} from (
        select s.nth, array_position(${sql.param([...dimensionKeys])}::text[], s.dimension_key) as key, s.value,
          ${failsDimension(versions)} as failed
        from (${answers(versions)}) s) s where s.key is not null) as scores,
      (select ${lists({ at: sql`own.at`, key: sql`m.key`, value: sql`v.value` })} from own
        cross join lateral (select measure_id, value from outcome_values where ticket_id = own.ticket_id offset 0) v
        join outcome_measures m on m.id = v.measure_id) as measures,
      (select coalesce(json_agg(json_build_array(key, level, n)), '[]') from (
        select a.key, a.value ->> 'value' as level, count(*)::int as n from (select distinct ticket_id from rated) r
        cross join lateral (select attributes from ticket_outcomes where ticket_id = r.ticket_id offset 0) o
        cross join lateral jsonb_each(o.attributes) a group by 1, 2) l) as levels`;
}

const epoch = (column: string): SQL => sql`extract(epoch from o.${sql.identifier(column)})::float8`;

/** One list for each column, in the order of the rows; an empty one where nothing is told. */
const lists = (columns: Readonly<Record<string, SQL | null>>): SQL =>
  sql`json_build_object(${sql.join(
    Object.entries(columns).map(
      ([name, column]) =>
        sql`${sql.raw(`'${name}'`)}, ${column === null ? sql`'[]'::json` : sql`coalesce(json_agg(${column}), '[]')`}`,
    ),
    sql`, `,
  )})`;
