import { sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import { type Figure, meanFigure, shareFigure, undefinedFigure } from '../rules.ts';

interface OfProject {
  readonly projectId: string;
}
/** Latest judgments that serve labels: self-checks and qualification stay out. */
const latest = (projectId: string) => sql`
  select j.* from judgments j where j.project_id = ${projectId}
    and j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS')
    and not exists (select from judgments newer where newer.slot_id = j.slot_id and newer.revision > j.revision)`;

type Mean = { readonly mean: number | null; readonly deviation: number | null; readonly n: number };

/** The mean over tasks of each task's mean composite. */
export const compositeFigure = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<Figure> => {
    const [row] = await op.tx.execute<Mean & { profiles: number }>(sql`
    with latest as (${latest(projectId)}), of_task as (
      select task_id, avg(composite) as mean from latest where composite is not null group by task_id)
    select avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n,
      (select count(distinct coalesce(profile, ''))::int from latest where composite is not null) as profiles
    from of_task`);
    if (row === undefined) return undefinedFigure('There are no judgments yet.');
    if (row.profiles > 1) {
      return undefinedFigure(
        `These composites were made under ${row.profiles} context profiles with different weights, so they have no common mean.`,
        row.n,
      );
    }
    return meanFigure(row.mean, row.deviation, row.n, 'rated tasks');
  },
);

export type HistogramBin = { readonly low: number; readonly high: number; readonly count: number };
const bins = 10;

/** How many judgments have a composite in each tenth of [0, 1]; 1 belongs to the last. */
export const histogram = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<HistogramBin[]> => {
    const rows = await op.tx.execute<{ bin: number; count: number }>(sql`
    select least(width_bucket(composite, 0, 1, ${bins}), ${bins})::int as bin, count(*)::int as count
    from (${latest(projectId)}) latest where composite is not null group by 1`);
    const counts = new Map(rows.map(({ bin, count }) => [bin, count]));
    return Array.from({ length: bins }, (_, index) => ({
      low: index / bins,
      high: (index + 1) / bins,
      count: counts.get(index + 1) ?? 0,
    }));
  },
);

export interface DimensionFigures {
  readonly key: string;
  readonly mean: Figure;
  readonly notApplicable: Figure;
  readonly tierCounts: ReadonlyMap<number, number>;
}
type DimensionRow = Mean & {
  readonly key: string;
  readonly answers: number;
  readonly skipped: number;
  readonly tiers: Readonly<Record<string, number>> | null;
};

/** Each dimension under one rubric version, by key. */
export const dimensionFigures = query(
  'metrics:read',
  async (
    op,
    input: OfProject & { rubricVersionId: string },
  ): Promise<Map<string, DimensionFigures>> => {
    const rows = await op.tx.execute<DimensionRow>(sql`
      with scores as (
        select d.*, j.task_id from (${latest(input.projectId)}) j join dimension_scores d on d.judgment_id = j.id
        where j.rubric_version_id = ${input.rubricVersionId}),
      of_task as (select dimension_key, task_id, avg(value) as mean from scores where value is not null group by 1, 2),
      means as (select dimension_key, avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n
        from of_task group by 1),
      counts as (select dimension_key, sum(n)::int as answers, sum(n) filter (where tier_index is null)::int as skipped,
          json_object_agg(tier_index, n) filter (where tier_index is not null) as tiers
        from (select dimension_key, tier_index, count(*)::int as n from scores group by 1, 2) by_tier group by 1)
      select c.dimension_key as key, c.answers, coalesce(c.skipped, 0) as skipped, c.tiers, m.mean, m.deviation,
        coalesce(m.n, 0) as n
      from counts c left join means m using (dimension_key)`);
    return new Map(
      rows.map(({ key, mean, deviation, n, answers, skipped, tiers }) => [
        key,
        {
          key,
          mean: meanFigure(mean, deviation, n, 'rated tasks'),
          notApplicable: shareFigure(skipped, answers, 'answers'),
          tierCounts: new Map(
            Object.entries(tiers ?? {}).map(([tier, count]) => [Number(tier), count]),
          ),
        },
      ]),
    );
  },
);

export type PreferenceCounts = {
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  readonly bothBad: number;
  readonly bothGood: number;
};

/** How comparisons came out; null where there are none. */
export const preferenceCounts = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<PreferenceCounts | null> => {
    const [row] = await op.tx.execute<PreferenceCounts>(sql`
      select count(*)::int as n, count(*) filter (where direction = 'A')::int as a,
        count(*) filter (where direction = 'B')::int as b, count(*) filter (where direction = 'TIE')::int as tie,
        count(*) filter (where direction = 'BOTH_BAD')::int as "bothBad",
        count(*) filter (where direction = 'BOTH_GOOD')::int as "bothGood"
      from (${latest(projectId)}) j join preferences p on p.judgment_id = j.id`);
    return row === undefined || row.n === 0 ? null : row;
  },
);

export interface ModelFigures {
  readonly model: string;
  readonly composite: Figure;
  readonly winRate: Figure;
}
type ModelRow = Mean & { readonly model: string; readonly wins: number; readonly decided: number };

/** Each response model: its mean composite, and the share of decided pairs that it won by majority. */
export const modelFigures = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<ModelFigures[]> => {
    const rows = await op.tx.execute<ModelRow>(sql`
    with latest as (${latest(projectId)}),
    of_task as (select r.model, j.task_id, avg(j.composite) as mean from latest j join responses r on r.task_id = j.task_id
      where j.composite is not null and r.model is not null group by 1, 2),
    means as (select model, avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n from of_task group by 1),
    votes as (select j.task_id, count(*) filter (where p.direction = 'A') as a, count(*) filter (where p.direction = 'B') as b
      from latest j join preferences p on p.judgment_id = j.id group by 1),
    pairs as (select r.model, count(*)::int as decided,
        count(*) filter (where (r.position = 0) = (v.a > v.b))::int as wins
      from votes v join responses r on r.task_id = v.task_id where v.a <> v.b and r.model is not null group by 1)
    select coalesce(m.model, p.model) as model, m.mean, m.deviation, coalesce(m.n, 0) as n,
      coalesce(p.wins, 0) as wins, coalesce(p.decided, 0) as decided
    from means m full join pairs p on p.model = m.model order by 1`);
    return rows.map(({ model, mean, deviation, n, wins, decided }) => ({
      model,
      composite: meanFigure(mean, deviation, n, 'rated tasks'),
      winRate: shareFigure(wins, decided, 'decided comparisons'),
    }));
  },
);

/** The share of judged tasks that somebody marked with a red line. */
export const redLineRate = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<Figure> => {
    const [row] = await op.tx.execute<{ marked: number; judged: number }>(sql`
    select count(*) filter (where marked)::int as marked, count(*)::int as judged
    from (select task_id, bool_or(red_line) as marked from (${latest(projectId)}) j group by task_id) tasks`);
    return shareFigure(row?.marked ?? 0, row?.judged ?? 0, 'judged tasks');
  },
);

export interface AnnotatorFigures {
  readonly annotatorId: string;
  readonly judgments: number;
  readonly composite: Figure;
  readonly agreementWithOthers: Figure;
  readonly medianActiveSeconds: number | null;
  readonly skips: number;
  readonly notApplicable: Figure;
}
type AnnotatorRow = Mean & {
  readonly annotatorId: string;
  readonly identified: boolean;
  readonly judgments: number;
  readonly median: number | null;
  readonly skips: number;
  readonly answers: number;
  readonly skipped: number;
  readonly same: number | null;
  readonly sameDeviation: number | null;
  readonly shared: number;
};

/** Fewer judgments than this say nothing about a person. */
const judgmentsMin = 5;

/** Each annotator of a project, by name; nobody is ranked. */
export const annotatorFigures = query(
  'metrics:read',
  async (op, { projectId }: OfProject): Promise<AnnotatorFigures[]> => {
    const rows = await op.tx.execute<AnnotatorRow>(sql`
      with latest as (${latest(projectId)}),
      answers as (
        select j.annotator_id, j.task_id, d.dimension_key as key, coalesce(d.response_id, d.message_id, j.task_id) as unit,
          d.tier_index::text as given, d.not_applicable
        from latest j join dimension_scores d on d.judgment_id = j.id where j.purpose = 'LIVE'
        union all
        select j.annotator_id, j.task_id, '', j.task_id, p.direction::text, false
        from latest j join preferences p on p.judgment_id = j.id where j.purpose = 'LIVE'),
      against as (
        select x.annotator_id, x.task_id, avg((x.given = y.given)::int::float8) as same
        from answers x join answers y on y.unit = x.unit and y.key = x.key and y.annotator_id <> x.annotator_id
        where x.given is not null and y.given is not null group by 1, 2)
      select n.id as "annotatorId", n.identified, j.judgments, j.mean, j.deviation, j.n, j.median,
        (select count(*)::int from assignments a where a.project_id = ${projectId} and a.annotator_id = n.id
          and a.outcome = 'SKIPPED') as skips,
        coalesce(w.answers, 0) as answers, coalesce(w.skipped, 0) as skipped, g.same, g.deviation as "sameDeviation",
        coalesce(g.n, 0) as shared
      from (select annotator_id, count(*)::int as judgments, avg(composite) as mean, stddev_samp(composite) as deviation,
          count(composite)::int as n, percentile_cont(.5) within group (order by active_seconds) as median
        from latest group by 1) j
      join annotators n on n.id = j.annotator_id
      left join (select annotator_id, count(*)::int as answers, count(*) filter (where not_applicable)::int as skipped
        from answers group by 1) w on w.annotator_id = n.id
      left join (select annotator_id, avg(same) as same, stddev_samp(same) as deviation, count(*)::int as n
        from against group by 1) g on g.annotator_id = n.id
      order by n.name limit 1000`);
    return rows.map(annotatorFigure);
  },
);

function annotatorFigure(row: AnnotatorRow): AnnotatorFigures {
  const { annotatorId, judgments, skips, median, identified } = row;
  const about = { annotatorId, judgments, skips, medianActiveSeconds: median };
  const withheld = !identified
    ? 'These ratings are of unknown people.'
    : judgments < judgmentsMin
      ? `Fewer than ${judgmentsMin} judgments say nothing about a person.`
      : null;
  if (withheld !== null) {
    const figure = undefinedFigure(withheld, judgments);
    return { ...about, composite: figure, agreementWithOthers: figure, notApplicable: figure };
  }
  return {
    ...about,
    composite: meanFigure(row.mean, row.deviation, row.n, 'rated tasks'),
    agreementWithOthers: meanFigure(
      row.same,
      row.sameDeviation,
      row.shared,
      'tasks shared with others',
    ),
    notApplicable: shareFigure(row.skipped, row.answers, 'answers'),
  };
}
