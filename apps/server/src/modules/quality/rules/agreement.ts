import { AgreementCounts } from '@assay/scoring/agreement/agreement-counts';
import { PairTables } from '@assay/scoring/agreement/pair-tables';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import type { DimensionContent } from '../../rubrics/queries/content.ts';
import type { PairRow, UnitRow } from '../queries/agreement-counts.ts';
import type { FigureInterval } from './figures.ts';

/** Directions of a preference as categories. */
const directions = ['A', 'B', 'TIE', 'BOTH_BAD', 'BOTH_GOOD'] as const;
const replicates = 1_000;
/** Fewer shared answers than this say nothing about two people. */
const sharedMin = 20;
/** One seed for all: the same judgments give the same interval. */
const seed = 20_240_501;

export interface AgreementRows {
  readonly rows: readonly UnitRow[];
  /** Annotators by dimension key; those of preferences under null. */
  readonly annotators: ReadonlyMap<string | null, number>;
}

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

export interface PairFigure {
  readonly first: string;
  readonly second: string;
  readonly figure: AgreementFigure;
}

/** Cohen's κ of every two identified annotators who answered the same thing. */
export function pairFigures(
  rows: readonly PairRow[],
  dimension: DimensionContent | null,
): PairFigure[] {
  const metric = defaultMetric(dimension);
  const people = [...new Set(rows.flatMap(({ a, b }) => [a, b]))].sort();
  const at = new Map(people.map((id, index) => [id, index]));
  const tables = new PairTables(categoriesOf(dimension, metric).length);
  for (const { a, b, givenA, givenB, units } of rows) {
    tables.add([at.get(a) ?? 0, at.get(b) ?? 0], [givenA, givenB], units);
  }
  return tables.pairs().map(([a, b]) => {
    const kappa = tables.cohenKappa(a, b, { weights: metric === 'ORDINAL' ? 'quadratic' : 'none' });
    const tooFew =
      kappa.units < sharedMin
        ? `Fewer than ${sharedMin} shared answers say nothing about two people.`
        : null;
    return {
      first: people[a] ?? '',
      second: people[b] ?? '',
      figure: {
        coefficient: 'COHEN_KAPPA',
        metric,
        dimension,
        value: tooFew === null ? kappa.value : null,
        interval: tooFew === null ? (kappa.interval ?? null) : null,
        undefinedBecause: tooFew ?? kappa.undefinedBecause ?? null,
        units: kappa.units,
        annotators: 2,
        pairable: kappa.pairable,
      },
    };
  });
}
