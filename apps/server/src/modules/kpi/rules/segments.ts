import { benjaminiHochberg } from '@assay/scoring/multiplicity/benjamini-hochberg';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { type Cases, type Sorted, splitCases } from './cases.ts';
import { type Cells, rowsByCell } from './cells.ts';
import { said, unsaid } from './estimate.ts';
import { type OutcomeColumn, ticketsMin } from './input.ts';
import { type Found, primaryCoefficient, primaryOf } from './primary.ts';
import { errorOf, type Units } from './resample.ts';
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
    return { name: named[at]?.name ?? '', cases, found };
  });
}

export const asSegments = (factor: string, parts: readonly Part[]): readonly SegmentEstimate[] =>
  parts.map(({ name, found }) => ({ factor, level: name, estimate: found.estimate, q: null }));

/** Segments with q-values over all that have a test. */
export function withQ(segments: readonly SegmentEstimate[]): readonly SegmentEstimate[] {
  const tested = segments.filter(({ estimate }) => estimate.p !== null);
  const q = benjaminiHochberg(tested.map(({ estimate }) => estimate.p ?? 1));
  return segments.map((segment) => {
    const at = tested.indexOf(segment);
    return at < 0 ? segment : { ...segment, q: q[at] ?? null };
  });
}

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
  const share = (part: Part) => part.cases.n / n;
  const value = defined.reduce(
    (sum, part) => sum + share(part) * (part.found.estimate.value ?? 0),
    0,
  );
  const rows = new Int32Array(n);
  const influence = new Float64Array(n);
  let at = 0;
  for (const part of defined) {
    for (let i = 0; i < part.cases.n; i++) {
      rows[at] = part.cases.rows[i] ?? 0;
      influence[at] = share(part) * (part.found.influence?.[i] ?? 0);
      at += 1;
    }
  }
  const error = errorOf(influence, rows, units);
  if (error === 0) return said(coefficient, { n, value });
  const nothing = outcome.kind === 'NUMBER' ? 0 : 0.5;
  const least = outcome.kind === 'NUMBER' ? -1 : 0;
  const reach = normalQuantile((1 + level) / 2, 0, 1) * error;
  return said(coefficient, {
    ...{ n, value, p: 2 * normalCdf(-Math.abs((value - nothing) / error), 0, 1) },
    interval: {
      ...{ low: Math.max(least, value - reach), high: Math.min(1, value + reach), level },
      method: `infinitesimal jackknife, mean of ${defined.length} strata`,
    },
  });
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
  const mean = (values: Float64Array) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const points = large.map(({ cases }) => ({
    ...{ x: mean(cases.x), y: mean(cases.y), weight: cases.n / n },
  }));
  const center = (of: 'x' | 'y') =>
    points.reduce((sum, point) => sum + point.weight * point[of], 0);
  const [mx, my] = [center('x'), center('y')];
  const sum = (of: (x: number, y: number) => number) =>
    points.reduce((all, { x, y, weight }) => all + weight * of(x - mx, y - my), 0);
  const spread = Math.sqrt(sum((x) => x * x) * sum((_, y) => y * y));
  if (!(spread > 1e-12)) return unsaid('PEARSON', 'The strata do not differ.', { n });
  return said('PEARSON', { n, value: sum((x, y) => x * y) / spread });
}
