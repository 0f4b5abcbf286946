import { AgreementCounts } from '@assay/scoring/agreement/agreement-counts';
import { PairTables } from '@assay/scoring/agreement/pair-tables';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import type { DimensionContent } from '../../rubrics/queries/content.ts';
import type { FigureInterval } from '../rules.ts';

/** Directions of a preference as categories. */
const directions = ['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'] as const;
const replicates = 1_000;
/** One seed for all: the same judgments give the same interval. */
const seed = 20_240_501;

/** Distinct answers to one thing, and how many things got just these. */
interface UnitRow extends Record<string, unknown> {
  readonly key: string | null;
  readonly given: readonly number[];
  readonly units: number;
}

export interface AgreementRows {
  readonly rows: readonly UnitRow[];
  /** Annotators by dimension key; those of preferences under null. */
  readonly annotators: ReadonlyMap<string | null, number>;
}

export interface RatedIn {
  readonly projectId: string;
  readonly rubricVersionId: string;
  /** Judgments of all rubric versions, not of the project's alone. */
  readonly pool: boolean;
}

/**
 * What counts for agreement: the latest revision, of planned slots only. Answers marked not
 * applicable are missing. `key` is null for preferences.
 */
const ratings = ({ projectId, rubricVersionId, pool }: RatedIn) => sql`
  select d.dimension_key as key, coalesce(d.response_id, d.message_id, j.task_id) as unit, d.tier_index as given,
    j.annotator_id, j.task_id
  from judgments j join dimension_scores d on d.judgment_id = j.id
  where ${counted(projectId, rubricVersionId, pool)} and not d.not_applicable and d.tier_index is not null
  union all
  select null, j.task_id, array_position(array['A','B','TIE','BOTH_BAD','BOTH_GOOD']::preference_direction[], p.direction) - 1,
    j.annotator_id, j.task_id
  from judgments j join preferences p on p.judgment_id = j.id
  where ${counted(projectId, rubricVersionId, pool)}`;

const counted = (projectId: string, rubricVersionId: string, pool: boolean) => sql`
  j.project_id = ${projectId} and j.purpose = 'LIVE' and j.blind
  and (${pool}::boolean or j.rubric_version_id = ${rubricVersionId})
  and not exists (select from judgments newer where newer.slot_id = j.slot_id and newer.revision > j.revision)`;

/** The answers of a project, grouped: few rows, however many judgments. */
export const agreementRows = query(
  'metrics:read',
  async (op, input: RatedIn): Promise<AgreementRows> => {
    const [rows, people] = await Promise.all([
      op.tx.execute<UnitRow>(sql`
      with ratings as (${ratings(input)})
      select key, given, count(*)::int as units
      from (select key, unit, array_agg(given::int order by given) as given from ratings group by key, unit) grouped
      group by key, given order by key, given`),
      op.tx.execute<{ key: string | null; annotators: number }>(sql`
      with ratings as (${ratings(input)})
      select key, count(distinct annotator_id)::int as annotators from ratings group by key`),
    ]);
    return { rows: [...rows], annotators: new Map(people.map((row) => [row.key, row.annotators])) };
  },
);

export type Metric = 'NOMINAL' | 'ORDINAL' | 'INTERVAL';
export type CoefficientName = 'PERCENT' | 'COHEN_KAPPA' | 'KRIPPENDORFF_ALPHA';

/** One coefficient with its doubt. `dimension` is null for preferences. */
export interface AgreementFigure {
  readonly coefficient: CoefficientName;
  readonly metric: Metric;
  readonly dimension: DimensionContent | null;
  readonly value: number | null;
  readonly interval: FigureInterval | null;
  readonly undefinedBecause: string | null;
  readonly units: number;
  readonly annotators: number;
  readonly pairable: number;
}

/** The values that stand for a dimension's tiers, or a preference's directions, as categories. */
function categoriesOf(dimension: DimensionContent | null, metric: Metric): number[] {
  if (dimension === null) return directions.map((_, index) => index);
  return dimension.tiers.map(({ value }, index) => (metric === 'INTERVAL' ? value : index));
}

/** Percent agreement or Krippendorff's α, with a bootstrap interval over units. */
export function agreementFigure(
  { rows, annotators }: AgreementRows,
  coefficient: 'PERCENT' | 'KRIPPENDORFF_ALPHA',
  metric: Metric,
  dimension: DimensionContent | null,
): AgreementFigure {
  const key = dimension?.key ?? null;
  const categories = categoriesOf(dimension, metric);
  const counts = new AgreementCounts(categories);
  for (const row of rows) {
    if (row.key !== key || row.given.some((given) => given >= categories.length)) continue;
    counts.add(
      categories.map((_, index) => row.given.filter((given) => given === index).length),
      row.units,
    );
  }
  const about = { coefficient, metric, dimension, annotators: annotators.get(key) ?? 0 };
  const estimate = coefficient === 'PERCENT' ? counts.percent() : counts.alpha(lower(metric));
  const { units, pairable } = estimate;
  if (estimate.value === null) {
    return {
      ...about,
      units,
      pairable,
      value: null,
      interval: null,
      undefinedBecause: estimate.undefinedBecause,
    };
  }
  const { interval } = counts.bootstrap(
    coefficient === 'PERCENT'
      ? { name: 'percentAgreement' }
      : { name: 'krippendorffAlpha', metric: lower(metric) },
    { random: seededRandom(seed), replicates },
  );
  return {
    ...about,
    units,
    pairable,
    value: estimate.value,
    interval: interval ?? null,
    undefinedBecause: null,
  };
}

const lower = (metric: Metric) =>
  (({ NOMINAL: 'nominal', ORDINAL: 'ordinal', INTERVAL: 'interval' }) as const)[metric];

/** Tiers are ordered; directions are not. */
export const defaultMetric = (dimension: DimensionContent | null): Metric =>
  dimension === null ? 'NOMINAL' : 'ORDINAL';

interface PairRow extends Record<string, unknown> {
  readonly a: string;
  readonly b: string;
  readonly givenA: number;
  readonly givenB: number;
  readonly units: number;
}
export interface PairFigure {
  readonly first: string;
  readonly second: string;
  readonly figure: AgreementFigure;
}

/** Cohen's κ of every two identified annotators who answered the same thing. */
export const pairFigures = query(
  'metrics:read',
  async (
    op,
    input: RatedIn & { readonly dimension: DimensionContent | null },
  ): Promise<PairFigure[]> => {
    const { dimension } = input;
    const rows = await op.tx.execute<PairRow>(sql`
      with ratings as (${ratings(input)}), known as (
        select r.* from ratings r join annotators n on n.id = r.annotator_id
        where n.identified and r.key is not distinct from ${dimension?.key ?? null})
      select x.annotator_id as a, y.annotator_id as b, x.given::int as "givenA", y.given::int as "givenB", count(*)::int as units
      from known x join known y on y.unit = x.unit and y.annotator_id > x.annotator_id
      group by 1, 2, 3, 4`);
    return kappas([...rows], dimension);
  },
);

function kappas(rows: readonly PairRow[], dimension: DimensionContent | null): PairFigure[] {
  const metric = defaultMetric(dimension);
  const people = [...new Set(rows.flatMap(({ a, b }) => [a, b]))].sort();
  const at = new Map(people.map((id, index) => [id, index]));
  const tables = new PairTables(categoriesOf(dimension, metric).length);
  for (const { a, b, givenA, givenB, units } of rows) {
    tables.add([at.get(a) ?? 0, at.get(b) ?? 0], [givenA, givenB], units);
  }
  return tables.pairs().map(([a, b]) => {
    const kappa = tables.cohenKappa(a, b, { weights: metric === 'ORDINAL' ? 'quadratic' : 'none' });
    return {
      first: people[a] ?? '',
      second: people[b] ?? '',
      figure: {
        coefficient: 'COHEN_KAPPA',
        metric,
        dimension,
        value: kappa.value,
        interval: kappa.interval ?? null,
        undefinedBecause: kappa.undefinedBecause ?? null,
        units: kappa.units,
        annotators: 2,
        pairable: kappa.pairable,
      },
    };
  });
}
