import { arrayText, copyWhole } from '@assay/db/statement';
import { type SQL, sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import type { RubricContent } from '../../rubrics/queries/content.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import type { KpiRequest } from '../rules/input.ts';
import { levelsMax } from '../rules/selection.ts';
import type { Section } from '../rules/table.ts';
import {
  countedJudgment,
  effectiveJudgment,
  failedDimensions,
  failsAll,
  jobTimeoutMs,
} from './judged.ts';

export interface TableSource {
  readonly projectId: string;
  readonly request: KpiRequest;
  /** Whose judgments count. */
  readonly versions: readonly RubricContent[];
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
  readonly hasMeasures: boolean;
}

/** The rows that a table is made from, section by section, in one view. */
export const copyTable = query('job:run', async (op, source: TableSource) => ({
  pieces: (async function* () {
    for (const section of sectionsOf(source)) {
      yield* copyWhole(op.tx, rowsOf[section](source), jobTimeoutMs);
    }
  })(),
}));

/** Those that have anything to say, in their order. */
export function sectionsOf({ attributeKeys, facts }: TableSource): readonly Section[] {
  const { hasSampling, hasMeasures } = facts;
  return [
    ...(['pairs', 'judgments', 'outcomes', 'models'] as const),
    ...(hasSampling || attributeKeys.length > 0 ? (['tasks'] as const) : []),
    ...(hasMeasures ? (['measures'] as const) : []),
    'levels',
  ];
}

const rowsOf: Readonly<Record<Section, (source: TableSource) => SQL>> = {
  pairs: pairRows,
  judgments: (source) => sql`
    select j.task_id, array_position(${idsOf(source)}, j.rubric_version_id) - 1, j.profile, j.composite_ungated,
      case when o.task_id is null then j.composite else j.composite_ungated end,
      o.task_id is null and ${failsAll(source.versions)}, j.dimension_values,
      case when o.task_id is null and j.red_line then ${failedDimensions(source.versions)} end
    from judgments j left join red_line_settlements o on o.task_id = j.task_id and not o.stands
    where ${counted(source)} order by j.task_id, j.id`,
  outcomes: ({ projectId, facts: { onlySource } }) => sql`
    select o.ticket_id, ${onlySource === null ? sql`k.source` : sql`null::text`}, o.opened_at, o.responded_at,
      o.resolved, o.resolution_kind, o.resolved_at, o.escalated_at, o.abandoned_at, o.reopened_at, o.reopens,
      o.first_resolution_calendar_seconds, o.first_resolution_business_seconds,
      o.full_resolution_calendar_seconds, o.full_resolution_business_seconds, o.csat_normalised, o.csat_scale,
      o.csat_offered_at is not null or o.csat_answered_at is not null or o.csat_normalised is not null, o.attributes
    from ticket_outcomes o ${onlySource === null ? sql`join tickets k on k.id = o.ticket_id` : sql``}
    where o.ticket_id in (select ticket_id from ticket_matches where project_id = ${projectId})`,
  models: ({ projectId }) => sql`
    select task_id, model from responses where model is not null
      and task_id in (select task_id from ticket_matches where project_id = ${projectId})`,
  tasks: ({ projectId, attributeKeys }) => sql`
    select id, attributes ->> 'samplingProbability', attributes ->> 'samplingRule'
      ${sql.join(attributeKeys.map((key) => sql`, attributes ->> ${key}`))}
    from tasks where project_id = ${projectId}`,
  measures: ({ projectId }) => sql`
    select v.ticket_id, m.key, v.value from outcome_values v join outcome_measures m on m.id = v.measure_id
    where v.ticket_id in (select ticket_id from ticket_matches where project_id = ${projectId})`,
  levels: levelRows,
};

const idsOf = ({ versions }: TableSource): SQL =>
  sql`${arrayText(versions.map(({ versionId }) => versionId))}::uuid[]`;

/** Judgments that count and say anything. */
function counted(source: TableSource): SQL {
  const { projectId, request, facts } = source;
  const { profile } = request;
  return sql`j.project_id = ${projectId} and ${facts.hasRevisions ? effectiveJudgment : countedJudgment}
    and j.rubric_version_id = any(${idsOf(source)})
    and ${profile === null ? sql`true` : sql`coalesce(j.profile, '') = ${profile}`}
    and (j.composite_ungated is not null or array_remove(j.dimension_values, null) <> '{}')`;
}

const isChosen = (sources: readonly string[], of: SQL): SQL =>
  sources.length === 0 ? sql`true` : sql`${of} = any(${arrayText(sources)}::text[])`;

const isOpenedWithin = ({ openedFrom, openedBefore }: KpiRequest): SQL => sql`
  ${openedFrom === null ? sql`true` : sql`o.opened_at >= ${openedFrom}::timestamptz`}
  and ${openedBefore === null ? sql`true` : sql`o.opened_at < ${openedBefore}::timestamptz`}`;

const hasWindow = ({ openedFrom, openedBefore }: KpiRequest): boolean =>
  openedFrom !== null || openedBefore !== null;

/** Judged tickets and their judged tasks, in the order of their ids, which is that of the table. */
function pairRows(source: TableSource): SQL {
  const { projectId, request, facts } = source;
  const pairs = standingPairs(projectId);
  const chosen =
    facts.onlySource === null
      ? sql`select p.ticket_id, p.task_id, min(k.source) over one <> max(k.source) over one as conflict
          from (${pairs}) p join tickets k on k.id = p.ticket_id
          where ${isChosen(request.sources, sql`k.source`)} window one as (partition by p.task_id)`
      : pairs;
  const isOurs =
    facts.onlySource === null || isChosenSource(request, facts.onlySource) ? sql`true` : sql`false`;
  return sql`
    select p.ticket_id, p.task_id from (${chosen}) p
    ${hasWindow(request) ? sql`join ticket_outcomes o on o.ticket_id = p.ticket_id` : sql``}
    where ${isOurs} and ${isOpenedWithin(request)}
      -- two sources that claim one task are never pooled
      and ${facts.hasConflicts ? sql`not p.conflict` : sql`true`}
      and p.task_id in (select j.task_id from judgments j where ${counted(source)})
    order by p.ticket_id, p.task_id`;
}

const isChosenSource = ({ sources }: KpiRequest, source: string): boolean =>
  sources.length === 0 || sources.includes(source);

/** All tickets of the same time by source and by every attribute that few values have. */
function levelRows({ request, facts: { onlySource } }: TableSource): SQL {
  const source = onlySource === null ? sql`k.source` : sql`${onlySource}::text`;
  return sql`
    select source, attribute, case when levels <= ${levelsMax} then level end, sum(n)::int from (
      select source, attribute, level, n, count(*) over (partition by source, attribute) as levels from (
        select ${source} as source, a.key as attribute, a.value ->> 'value' as level, count(*) as n
        from ticket_outcomes o ${onlySource === null ? sql`join tickets k on k.id = o.ticket_id` : sql``}
          cross join lateral jsonb_each(o.attributes) a
        where ${isChosen(request.sources, source)} and ${isOpenedWithin(request)}
        group by 1, 2, 3) each where level is not null) counted
    group by 1, 2, 3`;
}
