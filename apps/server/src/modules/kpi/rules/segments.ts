import { type Cases, type Sorted, splitCases } from './cases.ts';
import { type Cells, rowsByCell } from './cells.ts';
import { normalDoubt } from './doubt.ts';
import { said, unsaid } from './estimate.ts';
import { type OutcomeColumn, ticketsMin } from './input.ts';
import { type Found, primaryCoefficient, primaryOf } from './primary.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { KpiEstimate, SegmentEstimate } from './result.ts';

export interface Split {
  readonly score: Sorted;
  readonly sorted: Sorted;
  readonly outcome: OutcomeColumn;
  readonly units: Units;
  readonly level: number;
  readonly weights: Float64Array | null;
}

interface Part {
  readonly name: string;
  readonly cases: Cases;
  readonly found: Found;
  /** What its tickets count for together. */
  readonly weight: number;
}

/** The primary figure within each cell that has any of the rows. */
export function partsOf(cells: Cells, rows: Int32Array, about: Split): readonly Part[] {
  const { score, sorted, outcome, units, level, weights } = about;
  const named = rowsByCell(cells, rows)
    .map((own, cell) => ({ own, name: cells.names[cell] ?? '' }))
    .filter(({ own }) => own.length > 0);
  const split = splitCases(
    score,
    sorted,
    named.map(({ own }) => own),
    weights,
  );
  return split.map((cases, at) => {
    const found = primaryOf(cases, outcome, { level, units, resampled: false });
    const weight = cases.weights.reduce((sum, one) => sum + one, 0);
    return { name: named[at]?.name ?? '', cases, found, weight };
  });
}

export const asSegments = (factor: string, parts: readonly Part[]): readonly SegmentEstimate[] =>
  parts.map(({ name, found }) => ({ factor, level: name, estimate: found.estimate, q: null }));

/**
 * The figure within strata: the mean of their figures, each counting by its tickets. Strata compare
 * tickets only with their like.
 */
export function withinOf(parts: readonly Part[], { outcome, units, level }: Split): KpiEstimate {
  const coefficient = primaryCoefficient(outcome.kind);
  const defined = parts.filter(({ found }) => found.influence !== null);
  const n = defined.reduce((sum, { cases }) => sum + cases.n, 0);
  if (defined.length === 0) {
    return unsaid(coefficient, `No stratum has ${ticketsMin} tickets and a figure.`, { n });
  }
  const all = defined.reduce((sum, { weight }) => sum + weight, 0);
  const rows = new Int32Array(n);
  const influence = new Float64Array(n);
  let [at, value] = [0, 0];
  for (const { cases, found, weight } of defined) {
    const share = weight / all;
    value += share * (found.estimate.value ?? 0);
    for (let i = 0; i < cases.n; i++) {
      rows[at] = cases.rows[i] ?? 0;
      influence[at] = share * (found.influence?.[i] ?? 0);
      at += 1;
    }
  }
  const isNumber = outcome.kind === 'NUMBER';
  const bounds = { least: isNumber ? -1 : 0, most: 1, nothing: isNumber ? 0 : 0.5 };
  const clusters = clustersIn(rows, units);
  const method = `infinitesimal jackknife, mean of ${defined.length} strata`;
  const basis = { level, clusters, method };
  const doubt = normalDoubt(value, errorOf(influence, rows, units), bounds, basis);
  return said(coefficient, { n, value, clusters, ...doubt });
}

/** Means of strata that a figure between them needs. */
const strataMin = 4;

/** How the strata's mean scores go with their mean outcomes: Pearson's, each counting by its tickets. */
export function betweenOf(parts: readonly Part[], { outcome }: Split): KpiEstimate {
  const large = parts.filter(({ cases }) => cases.n >= ticketsMin);
  const n = large.reduce((sum, { cases }) => sum + cases.n, 0);
  if (outcome.kind === 'TIME') {
    return unsaid('PEARSON', 'Times with open tickets have no mean to compare.', { n });
  }
  if (large.length < strataMin) {
    return unsaid(
      'PEARSON',
      `Only ${large.length} strata have ${ticketsMin} tickets; fewer than ${strataMin} have no figure between them.`,
      { n },
    );
  }
  const all = large.reduce((sum, { weight }) => sum + weight, 0);
  const points = large.map(({ cases, weight }) => {
    const mean = (values: Float64Array) =>
      values.reduce((sum, value, i) => sum + (cases.weights[i] ?? 0) * value, 0) / weight;
    return { x: mean(cases.x), y: mean(cases.y), weight: weight / all };
  });
  const center = (of: 'x' | 'y') =>
    points.reduce((sum, point) => sum + point.weight * point[of], 0);
  const [mx, my] = [center('x'), center('y')];
  const sum = (of: (x: number, y: number) => number) =>
    points.reduce((total, { x, y, weight }) => total + weight * of(x - mx, y - my), 0);
  const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  if (!(spread > 1e-12)) return unsaid('PEARSON', 'The strata do not differ.', { n });
  return said('PEARSON', { n, value: sum((x, y) => x * y) / spread });
}
