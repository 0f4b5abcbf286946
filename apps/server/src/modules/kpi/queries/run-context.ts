import { runWhole } from '@assay/db/statement';
import { sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { type Op, query } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { loadContents, type RubricContent } from '../../rubrics/queries/content.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import type { KpiNote, KpiRequest } from '../rules/input.ts';
import type { TableDimension } from '../rules/table.ts';
import { info, warning } from '../rules/table-outcomes.ts';
import type { MeasureRow } from '../rules/ticket-row.ts';
import { effectiveJudgment, jobTimeoutMs } from './judged.ts';
import type { RowFacts } from './table-sections.ts';

/** What the table of a run is made by, beside its rows. */
export interface RunContext {
  readonly versions: readonly (RubricContent & { readonly number: number })[];
  readonly dimensions: readonly TableDimension[];
  /** With the profile that the run is about, where the project has several. */
  readonly request: KpiRequest;
  /** Of satisfaction; where there is one alone, tickets of other projects may have brought it. */
  readonly scales: readonly string[];
  readonly measures: readonly MeasureRow[];
  /** About how many tickets are matched to tasks of the project. */
  readonly matched: number;
  readonly facts: RowFacts;
  readonly notes: readonly KpiNote[];
}

type Judged = {
  readonly versionId: string;
  readonly name: string;
  readonly profile: string;
  readonly n: number;
};

interface Overview {
  /** Versions and profiles under which anybody judged in the project, with `n` and `name` left out. */
  readonly judged: readonly Judged[];
  readonly scales: readonly string[];
  /** Of all tickets of the organisation. */
  readonly sources: readonly string[];
  readonly matched: number;
  readonly hasRevisions: boolean;
  readonly hasSampling: boolean;
}

const onlyOf = ([first, ...others]: readonly string[]): string | null =>
  others.length === 0 ? (first ?? null) : null;

/**
 * What can be told without going from tickets to judgments, which takes seconds where there are a million of
 * them. Most projects have one version, one profile, one source and one scale: then there is nothing to choose.
 */
async function readOverview(op: Op, projectId: string): Promise<Overview> {
  const [overview] = await runWhole<Overview>(
    op.tx,
    sql`
    with recursive sources as (
      (select source from tickets order by source limit 1) union all
      select (select t.source from tickets t where t.source > s.source order by t.source limit 1)
        from sources s where s.source is not null)
    select (select coalesce(json_agg(source), '[]') from sources where source is not null) as sources,
      exists (select from judgments where project_id = ${projectId} and revision > 1) as "hasRevisions",
      exists (select from tasks where project_id = ${projectId}
        and attributes ?| array['samplingProbability', 'samplingRule']) as "hasSampling",
      (select count(*)::int from ticket_matches where project_id = ${projectId}) as matched,
      (select coalesce(json_agg(csat_scale order by csat_scale), '[]') from (
        select csat_scale from ticket_outcomes where csat_scale is not null group by 1) each) as scales,
      (select coalesce(json_agg(each), '[]') from (
        select rubric_version_id as "versionId", '' as name, coalesce(profile, '') as profile, 0 as n
        from judgments where project_id = ${projectId} group by 1, 3) each) as judged`,
    jobTimeoutMs,
  );
  if (overview === undefined) throw new Error('an overview has a row');
  return overview;
}

/** The numbers of rubric versions, by id. */
async function readNumbers(op: Op, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await op.tx.execute<{ id: string; number: number }>(sql`
    select id, number from rubric_versions where id = any(${sql.param([...ids])}::uuid[])`);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Judgments of matched tasks by version and profile, most first. */
const readJudged = (op: Op, projectId: string): Promise<Judged[]> =>
  runWhole<Judged>(
    op.tx,
    sql`
    select c.*, b.name || ' v' || v.number as name from (
      select j.rubric_version_id as "versionId", coalesce(j.profile, '') as profile, count(*)::int as n
      from judgments j where j.project_id = ${projectId} and ${effectiveJudgment}
        and j.task_id in (select task_id from (${standingPairs(projectId)}) p) group by 1, 2) c
    join rubric_versions v on v.id = c."versionId" join rubrics b on b.id = v.rubric_id
    order by n desc, "versionId", profile`,
    jobTimeoutMs,
  );

/** Scales on which customers of matched tickets were asked. */
async function readScales(op: Op, projectId: string): Promise<readonly string[]> {
  const rows = await runWhole<{ scale: string }>(
    op.tx,
    sql`
    select distinct csat_scale as scale from ticket_outcomes
    where csat_scale is not null and ticket_id in (select ticket_id from (${standingPairs(projectId)}) p) order by 1`,
    jobTimeoutMs,
  );
  return rows.map(({ scale }) => scale);
}

/** Tasks that have tickets of several of the sources. */
async function countConflicts(op: Op, projectId: string, { sources }: KpiRequest): Promise<number> {
  const [row] = await runWhole<{ n: number }>(
    op.tx,
    sql`
    select count(*)::int as n from (
      select p.task_id from (${standingPairs(projectId)}) p join tickets k on k.id = p.ticket_id
      where ${sources.length === 0}::boolean or k.source = any(${sql.param([...sources])}::text[])
      group by 1 having count(distinct k.source) > 1) two`,
    jobTimeoutMs,
  );
  return row?.n ?? 0;
}

/** Decides which judgments count, and says what was left out. */
export const readRunContext = query(
  'job:run',
  async (
    op,
    { projectId, request }: { projectId: string; request: KpiRequest },
  ): Promise<RunContext> => {
    const project = await projectById(op, projectId);
    const notes: KpiNote[] = [];
    const found = await readOverview(op, projectId);
    const isPlain = found.judged.length === 1 && request.rubricVersionIds.length === 0;
    const judged = isPlain ? found.judged : await readJudged(op, projectId);
    const chosen = chooseVersions(judged, request, project.rubricVersionId, notes);
    const profile = chooseProfile(
      judged.filter(({ versionId }) => chosen.includes(versionId)),
      request,
      notes,
    );
    const contents = await loadContents(
      op,
      chosen.length === 0 ? [project.rubricVersionId] : chosen,
    );
    const numbers = await readNumbers(op, [...contents.keys()]);
    const versions = [...contents].map(([id, content]) => ({
      ...content,
      number: numbers.get(id) ?? 0,
    }));
    const scales = found.scales.length > 1 ? await readScales(op, projectId) : found.scales;
    const conflicts = found.sources.length > 1 ? await countConflicts(op, projectId, request) : 0;
    const measures = await op.tx.execute<MeasureRow & Record<string, unknown>>(sql`
      select key, label, kind, scale, clock, higher_is_better as "higherIsBetter" from outcome_measures order by key limit 200`);
    if (conflicts > 0) {
      notes.push(
        warning(
          'TWO_SOURCES',
          `${conflicts} tasks have tickets of two sources and are left out. Choose the sources of the run.`,
        ),
      );
    }
    return {
      versions,
      dimensions: dimensionsOf(versions, profile),
      request: { ...request, rubricVersionIds: chosen, profile },
      scales,
      measures: [...measures],
      matched: found.matched,
      facts: {
        ...{ hasConflicts: conflicts > 0, hasRevisions: found.hasRevisions },
        ...{ hasSampling: found.hasSampling, onlySource: onlyOf(found.sources) },
        hasMeasures: measures.length > 0,
      },
      notes,
    };
  },
);

function chooseVersions(
  judged: readonly Judged[],
  { rubricVersionIds, poolVersions }: KpiRequest,
  current: string,
  notes: KpiNote[],
): string[] {
  const all = [...new Set(judged.map(({ versionId }) => versionId))];
  const unknown = rubricVersionIds.filter((id) => !all.includes(id));
  if (unknown.length > 0) {
    throw new AppError(
      'INVALID_INPUT',
      'No matched ticket was judged under a rubric version that the run names.',
      { field: 'options.rubricVersionIds' },
    );
  }
  const wanted = rubricVersionIds.length > 0 ? [...rubricVersionIds] : poolVersions ? all : null;
  const chosen = wanted ?? (all.includes(current) ? [current] : all.slice(0, 1));
  const left = judged.filter(({ versionId }) => !chosen.includes(versionId));
  if (left.length > 0) {
    const count = left.reduce((sum, { n }) => sum + n, 0);
    const names = [...new Set(left.map(({ name }) => name))].join(', ');
    notes.push(
      info(
        'VERSIONS_LEFT_OUT',
        `${count} judgments under ${names} are left out: scores of different rubric versions are not pooled unless somebody asks for it.`,
      ),
    );
  }
  if (chosen.length > 1) {
    notes.push(
      warning(
        'VERSIONS_POOLED',
        `Scores of ${chosen.length} rubric versions are pooled, as asked. A tier may mean something else in each: look at the figures by version.`,
      ),
    );
  }
  return chosen;
}

function chooseProfile(
  judged: readonly Judged[],
  { profile }: KpiRequest,
  notes: KpiNote[],
): string | null {
  const counts = new Map<string, number>();
  for (const { profile: name, n } of judged) counts.set(name, (counts.get(name) ?? 0) + n);
  if (profile !== null || counts.size < 2) return profile;
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const name = most?.[0] ?? '';
  const others = [...counts].filter(([other]) => other !== name);
  const count = others.reduce((sum, [, n]) => sum + n, 0);
  notes.push(
    info(
      'PROFILES_LEFT_OUT',
      `${count} judgments under other context profiles (${others.map(([other]) => other || 'none').join(', ')}) are left out: composites of different weights are never averaged. Ask for a run of each profile.`,
    ),
  );
  return name;
}

/** The union of the versions' dimensions, with the weights of the newest under the profile. */
function dimensionsOf(
  versions: readonly RubricContent[],
  profile: string | null,
): readonly TableDimension[] {
  const weights = new Map<string, { label: string; locked: boolean; weight: number }>();
  for (const { dimensions, profiles } of versions) {
    const changed = profiles.find(({ name }) => name === profile)?.weights ?? [];
    for (const { key, label, locked, weight } of dimensions) {
      const own = changed.find(({ dimensionKey }) => dimensionKey === key)?.weight ?? weight;
      weights.set(key, { label, locked, weight: own });
    }
  }
  const sum = [...weights.values()].reduce((total, { weight }) => total + weight, 0);
  return [...weights].map(([key, { label, locked, weight }]) => ({
    ...{ key, label, locked },
    weight: sum === 0 ? 0 : weight / sum,
  }));
}
