import { sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { query } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { loadContents, type RubricContent } from '../../rubrics/queries/content.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import type { KpiNote, KpiRequest } from '../rules/input.ts';
import type { TableDimension } from '../rules/table.ts';
import { info, warning } from '../rules/table-outcomes.ts';
import type { MeasureRow } from '../rules/ticket-row.ts';
import { effectiveJudgment } from './ticket-rows.ts';

/** What the table of a run is made by, beside its rows. */
export interface RunContext {
  readonly versions: readonly RubricContent[];
  readonly dimensions: readonly TableDimension[];
  /** With the profile that the run is about, where the project has several. */
  readonly request: KpiRequest;
  readonly scales: readonly string[];
  readonly measures: readonly MeasureRow[];
  /** Tickets that are matched to tasks of the project. */
  readonly matched: number;
  readonly notes: readonly KpiNote[];
}

type Judged = {
  readonly versionId: string;
  readonly name: string;
  readonly profile: string;
  readonly n: number;
};

/** Decides which judgments count, and says what was left out. */
export const readRunContext = query(
  'job:run',
  async (
    op,
    { projectId, request }: { projectId: string; request: KpiRequest },
  ): Promise<RunContext> => {
    const project = await projectById(op, projectId);
    const notes: KpiNote[] = [];
    const judged = await op.tx.execute<Judged>(sql`
      select j.rubric_version_id as "versionId", max(b.name || ' v' || v.number) as name, coalesce(j.profile, '') as profile,
        count(*)::int as n
      from (select distinct task_id from (${standingPairs(projectId)}) p) p
      join judgments j on j.task_id = p.task_id join rubric_versions v on v.id = j.rubric_version_id
      join rubrics b on b.id = v.rubric_id
      where ${effectiveJudgment} group by 1, 3 order by 4 desc, 1, 3`);
    const chosen = chooseVersions([...judged], request, project.rubricVersionId, notes);
    const profile = chooseProfile(
      judged.filter(({ versionId }) => chosen.includes(versionId)),
      request,
      notes,
    );
    const contents = await loadContents(
      op,
      chosen.length === 0 ? [project.rubricVersionId] : chosen,
    );
    const versions = [...contents.values()];
    const [facts] = await op.tx.execute<{
      matched: number;
      conflicts: number;
      scales: readonly string[] | null;
    }>(sql`
      with pairs as (${standingPairs(projectId)})
      select (select count(distinct ticket_id)::int from pairs) as matched,
        (select count(*)::int from (select p.task_id from pairs p join tickets k on k.id = p.ticket_id
          where ${request.sources.length === 0}::boolean or k.source = any(${sql.param([...request.sources])}::text[])
          group by 1 having count(distinct k.source) > 1) two) as conflicts,
        (select array_agg(distinct o.csat_scale order by o.csat_scale) from ticket_outcomes o
          where o.csat_scale is not null and o.ticket_id in (select ticket_id from pairs)) as scales`);
    const measures = await op.tx.execute<MeasureRow & Record<string, unknown>>(sql`
      select key, label, kind, scale, clock, higher_is_better as "higherIsBetter" from outcome_measures order by key limit 200`);
    if ((facts?.conflicts ?? 0) > 0) {
      notes.push(
        warning(
          'TWO_SOURCES',
          `${facts?.conflicts} tasks have tickets of two sources and are left out. Choose the sources of the run.`,
        ),
      );
    }
    return {
      versions,
      dimensions: dimensionsOf(versions, profile),
      request: { ...request, rubricVersionIds: chosen, profile },
      scales: facts?.scales ?? [],
      measures: [...measures],
      matched: facts?.matched ?? 0,
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
