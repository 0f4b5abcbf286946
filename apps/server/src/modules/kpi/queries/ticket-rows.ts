import { type SQL, sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import type { RubricContent } from '../../rubrics/queries/content.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import type { KpiRequest, SelectionRow } from '../rules/input.ts';
import type { TicketRow } from '../rules/ticket-row.ts';

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
}

/** What counts of a task's judgments: the latest revision of each, made without knowing the outcome. */
export const effectiveJudgment = sql`j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS') and not j.outcome_visible
  and not exists (select from judgments n where n.slot_id = j.slot_id and n.revision > j.revision)`;

/** The next tickets of a run by id, judged ones alone. `next` is null behind the last page. */
export const readTicketRows = query(
  'job:run',
  async (
    op,
    { after, ...source }: RowSource & { after: string | null },
  ): Promise<{ readonly rows: readonly TicketRow[]; readonly next: string | null }> => {
    const from = after ?? nothing;
    const [page] = await op.tx.execute<{ last: string | null; n: number }>(sql`
      select (max(ticket_id::text))::uuid as last, count(*)::int as n from (
        select ticket_id from ticket_matches m where m.project_id = ${source.projectId} and m.ticket_id > ${from}
        group by ticket_id order by ticket_id limit ${pageSize}) ids`);
    const last = page?.last ?? null;
    if (last === null) return { rows: [], next: null };
    const range = sql`m.ticket_id > ${from} and m.ticket_id <= ${last}`;
    const [found] = await op.tx.execute<{ rows: readonly TicketRow[] | null }>(
      rowsOf(source, range),
    );
    return { rows: found?.rows ?? [], next: (page?.n ?? 0) < pageSize ? null : last };
  },
);

function rowsOf(source: RowSource, range: SQL): SQL {
  const { request, projectId, versions } = source;
  const ids = versions.map(({ versionId }) => versionId);
  const { sources, openedFrom, openedBefore, profile } = request;
  const epoch = (column: SQL) => sql`extract(epoch from ${column})::float8`;
  return sql`
    with pairs as materialized (
      select p.ticket_id, p.task_id from (${standingPairs(projectId, range)}) p
      join tickets k on k.id = p.ticket_id
      left join ticket_outcomes o on o.ticket_id = p.ticket_id
      where (${sources.length === 0}::boolean or k.source = any(${sql.param([...sources])}::text[]))
        and (${openedFrom}::timestamptz is null or o.opened_at >= ${openedFrom}::timestamptz)
        and (${openedBefore}::timestamptz is null or o.opened_at < ${openedBefore}::timestamptz)
        -- two sources that claim one task are never pooled
        and not exists (
          select from (${standingPairs(projectId, sql`m.task_id = p.task_id`)}) other
          join tickets x on x.id = other.ticket_id
          where x.source <> k.source and (${sources.length === 0}::boolean or x.source = any(${sql.param([...sources])}::text[])))),
    rated as materialized (
      select p.ticket_id, p.task_id, j.id, j.rubric_version_id, j.profile,
        j.composite_ungated as composite,
        case when ${overruled} then j.composite_ungated else j.composite end as gated,
        case when ${overruled} then false else ${failsAll(versions)} end as failed_all
      from pairs p join judgments j on j.task_id = p.task_id
      where ${effectiveJudgment} and j.rubric_version_id = any(${sql.param(ids)}::uuid[])
        and (${profile}::text is null or coalesce(j.profile, '') = ${profile}::text)),
    scores as (
      select ticket_id, task_id, 0 as key, composite as value, gated, failed_all from rated where composite is not null
      union all
      select s.ticket_id, s.task_id, array_position(${sql.param([...source.dimensionKeys])}::text[], s.dimension_key),
        s.value, case when ${failsDimension(versions)} then 0 else s.value end, false
      from (${answers(versions)}) s),
    of_task as (
      select ticket_id, task_id, key, avg(value) as value, avg(gated) as gated, count(*) as n, sum(value) as sum,
        sum(value * value) as squares, avg(failed_all::int::float8) as failed
      from scores where key is not null group by 1, 2, 3),
    of_ticket as (
      select ticket_id, key, avg(value) as value, avg(gated) as gated, sum(n)::int as n,
        greatest(0, sum(squares) - sum(sum) * sum(sum) / sum(n)) as within, avg(failed) as failed
      from of_task group by 1, 2),
    judged as (
      select ticket_id, json_agg(json_build_array(key, value, gated, n, within, failed) order by key) as scores
      from of_ticket group by 1),
    about as (
      select r.ticket_id, case when count(distinct r.rubric_version_id) = 1 then max('v' || v.number) end as version,
        case when count(distinct coalesce(r.profile, '')) = 1 then max(r.profile) end as profile
      from rated r join rubric_versions v on v.id = r.rubric_version_id group by 1),
    answered as (
      select p.ticket_id, case when count(distinct s.model) = 1 then max(s.model) end as model
      from pairs p join responses s on s.task_id = p.task_id group by 1),
    described as (
      select ticket_id, json_object_agg(key, value) as attributes from (
        select p.ticket_id, a.key, case when count(distinct a.value) = 1 then max(a.value) end as value
        from pairs p join tasks t on t.id = p.task_id cross join lateral jsonb_each_text(t.attributes) a group by 1, 2) each
      group by 1),
    measured as (
      select v.ticket_id, json_object_agg(m.key, v.value) as measures
      from outcome_values v join outcome_measures m on m.id = v.measure_id
      where v.ticket_id in (select ticket_id from judged) group by 1)
    select json_agg(json_build_object('id', k.id, 'source', k.source,
      'openedAt', ${epoch(sql`o.opened_at`)}, 'respondedAt', ${epoch(sql`o.responded_at`)},
      'resolved', o.resolved, 'resolutionKind', o.resolution_kind, 'resolvedAt', ${epoch(sql`o.resolved_at`)},
      'escalatedAt', ${epoch(sql`o.escalated_at`)}, 'abandonedAt', ${epoch(sql`o.abandoned_at`)},
      'reopenedAt', ${epoch(sql`o.reopened_at`)}, 'reopens', o.reopens,
      'firstCalendar', o.first_resolution_calendar_seconds, 'firstBusiness', o.first_resolution_business_seconds,
      'fullCalendar', o.full_resolution_calendar_seconds, 'fullBusiness', o.full_resolution_business_seconds,
      'csat', o.csat_normalised, 'csatScale', o.csat_scale,
      'csatOffered', o.csat_offered_at is not null or o.csat_answered_at is not null or o.csat_normalised is not null,
      'attributes', coalesce(o.attributes, '{}'), 'taskAttributes', coalesce(d.attributes, '{}'),
      'measures', coalesce(m.measures, '{}'), 'model', a.model, 'version', b.version, 'profile', b.profile,
      'samplingProbability', case when d.attributes ->> 'samplingProbability' ~ '^(0?\\.[0-9]+|1(\\.0+)?)$'
        then (d.attributes ->> 'samplingProbability')::float8 end,
      'samplingRule', d.attributes ->> 'samplingRule', 'scores', j.scores) order by k.id) as rows
    from judged j join tickets k on k.id = j.ticket_id left join ticket_outcomes o on o.ticket_id = k.id
      left join about b on b.ticket_id = k.id left join answered a on a.ticket_id = k.id
      left join described d on d.ticket_id = k.id left join measured m on m.ticket_id = k.id`;
}

/** What judgments say of each dimension: of one that is asked of every turn, what its turns roll up to. */
function answers(versions: readonly RubricContent[]): SQL {
  const judgment = sql`r.ticket_id, r.task_id, r.id, r.rubric_version_id`;
  const asked = sql`select ${judgment}, d.dimension_key, d.value
    from rated r join dimension_scores d on d.judgment_id = r.id where d.message_id is null and d.value is not null`;
  if (!versions.some(({ dimensions }) => dimensions.some(({ scope }) => scope === 'TURN'))) {
    return asked;
  }
  return sql`${asked} union all
    select ${judgment}, d.dimension_key, case max(x.roll_up::text) when 'MEAN' then avg(d.value)
        when 'WORST' then min(d.value) else (array_agg(d.value order by m.position desc))[1] end
    from rated r join dimension_scores d on d.judgment_id = r.id join dimensions x on x.id = d.dimension_id
      join messages m on m.id = d.message_id
    where d.value is not null group by ${judgment}, d.dimension_key`;
}

/** A second person said that the red line of the task does not stand. */
const overruled = sql`exists (select from red_line_settlements r where r.task_id = j.task_id and not r.stands)`;

type RedLine = RubricContent['redLines'][number];

/** Whether a judgment, of which `version` and `id` are told, hits a red line. */
const hits = (versionId: string, line: RedLine, version: SQL, id: SQL): SQL =>
  sql`(${version} = ${versionId} and ${
    line.flag === null
      ? sql`exists (select from dimension_scores h where h.judgment_id = ${id} and h.dimension_key = ${line.dimensionKey}
        and h.tier_index <= ${line.atOrBelowTier})`
      : sql`exists (select from flags f where f.judgment_id = ${id} and f.kind = ${line.flag})`
  })`;

function failsAll(versions: readonly RubricContent[]): SQL {
  const lines = versions.flatMap(({ versionId, redLines }) =>
    redLines
      .filter(({ effect }) => effect === 'FAIL_ALL')
      .map((line) => hits(versionId, line, sql`j.rubric_version_id`, sql`j.id`)),
  );
  return lines.length === 0 ? sql`false` : sql`(j.red_line and (${sql.join(lines, sql` or `)}))`;
}

function failsDimension(versions: readonly RubricContent[]): SQL {
  const lines = versions.flatMap(({ versionId, redLines }) =>
    redLines
      .filter(({ effect }) => effect === 'FAIL_DIMENSION')
      .map(
        (line) =>
          sql`(s.dimension_key = ${line.failDimensionKey} and ${hits(versionId, line, sql`s.rubric_version_id`, sql`s.id`)})`,
      ),
  );
  return lines.length === 0 ? sql`false` : sql`(${sql.join(lines, sql` or `)})`;
}

/** Judged tickets against all tickets of the same sources, on every attribute that few values have. */
export const readSelection = query(
  'job:run',
  async (op, { projectId, versions }: RowSource): Promise<readonly SelectionRow[]> => {
    const ids = versions.map(({ versionId }) => versionId);
    const rows = await op.tx.execute<SelectionRow & Record<string, unknown>>(sql`
      with judged as (
        select distinct p.ticket_id from (${standingPairs(projectId)}) p
        where exists (select from judgments j where j.task_id = p.task_id and ${effectiveJudgment}
          and j.rubric_version_id = any(${sql.param(ids)}::uuid[]))),
      mine as (
        select k.id, k.id in (select ticket_id from judged) as judged from tickets k
        where k.source in (select t.source from tickets t join judged g on g.ticket_id = t.id)),
      counted as (
        select a.key as attribute, a.value ->> 'value' as level, count(*) filter (where mine.judged)::int as judged,
          count(*)::int as "all", count(*) over (partition by a.key) as levels
        from mine join ticket_outcomes o on o.ticket_id = mine.id cross join lateral jsonb_each(o.attributes) a
        group by 1, 2)
      select attribute, level, judged, "all" from counted where levels <= 20 order by 1, 2 limit 400`);
    return [...rows];
  },
);
