import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import {
  type AgreementWeights,
  agreementWeights,
  type CategoryWeights,
} from './agreement-weights.ts';
import { type ChanceCorrectedCounts, chanceCorrectedOfRows } from './chance-corrected.ts';
import { codeValues } from './code-values.ts';
import { countRaters } from './count-raters.ts';
import type { CountRows } from './count-rows.ts';
import { gatherRows } from './gather-rows.ts';

/**
 * Conger's kappa: Fleiss' with chance from each rater's own margins, so Cohen's for many raters.
 *
 * At most 1. Ratings may be missing. `null` without a unit of two ratings, with fewer than two
 * raters, or when all ratings are equal. The standard error is Gwet's.
 *
 * @param options.categories - the categories there are, which only weights depend on
 * @throws RangeError on malformed ratings, a level outside (0, 1), or weights of over 4,096 categories
 * @see Conger (1980), Psychological Bulletin 88; with missing ratings Gwet (2014), section 3.3
 */
export function congerKappa(
  ratings: Ratings,
  {
    weights = 'none',
    level = 0.95,
    categories,
  }: {
    readonly weights?: AgreementWeights;
    readonly level?: number;
    readonly categories?: readonly number[];
  } = {},
): Estimate<ChanceCorrectedCounts & { readonly raters: number }> {
  requires(level > 0 && level < 1, 'congerKappa', 'a level between 0 and 1');
  const grouped = gatherRows('congerKappa', ratings, categories);
  const { rows, rowOf } = grouped;
  const raters = countRaters(ratings, grouped, 2);
  // Observed agreement is that of every coefficient of the family.
  const asked = { name: 'congerKappa', weights, level };
  const { units, pairable, observed } = chanceCorrectedOfRows(rows, 'shares', asked);
  const nothing = { units, pairable, raters, observed: null, expected: null };
  if (observed === null) return notDefined('No unit has two ratings.', nothing);
  const weight = agreementWeights('congerKappa', rows.categories, weights);
  const { expected, drift } = expectedByRater(ratings, weight, rows.categories.length, categories);
  const counts = { units, pairable, raters, observed, expected };
  if (1 - expected < 1e-14) {
    return notDefined('All ratings are equal, so chance alone would agree.', counts);
  }
  const value = (observed - expected) / (1 - expected);
  const rated = rows.size.reduce((n, m, r) => n + (m > 0 ? (rows.units[r] ?? 0) : 0), 0);
  if (rated < 2) return defined(value, counts);
  const agreed = Float64Array.from(rows.size, (m, r) => (m < 2 ? 0 : pairwise(rows, r, weight)));
  let squares = 0;
  for (let u = 0; u < rowOf.length; u++) {
    const size = rows.size[rowOf[u] ?? 0] ?? 0;
    if (size === 0) continue;
    const unit = size < 2 ? 0 : (agreed[rowOf[u] ?? 0] ?? 0) - expected;
    const own =
      ((rated / units) * unit - 2 * (1 - value) * rated * (drift[u] ?? 0)) / (1 - expected);
    squares += (own - value) ** 2;
  }
  const standardError = Math.sqrt(squares / (rated * (rated - 1)));
  const half = tQuantile((1 + level) / 2, rated - 1) * standardError;
  const method = 'Student t, linearised standard error (Gwet)';
  const interval = { low: value - half, high: Math.min(1, value + half), level, method };
  return defined(value, counts, { standardError, interval });
}

/** Agreeing pairs / pairs of one row, weighted. */
function pairwise(
  { start, category, count, size }: CountRows,
  r: number,
  weight: CategoryWeights,
): number {
  let sum = 0;
  for (let a = start[r] ?? 0; a < (start[r + 1] ?? 0); a++) {
    let agreeing = -1;
    for (let b = start[r] ?? 0; b < (start[r + 1] ?? 0); b++) {
      agreeing += weight.between(category[a] ?? 0, category[b] ?? 0) * (count[b] ?? 0);
    }
    sum += (count[a] ?? 0) * agreeing;
  }
  const m = size[r] ?? 0;
  return sum / (m * (m - 1));
}

/**
 * Agreement of two different raters who draw from their own margins, and per unit how its ratings
 * move that: the derivative along the unit, per unit rated by the rater.
 */
function expectedByRater(
  { unit, rater, value, units, raters }: Ratings,
  weight: CategoryWeights,
  size: number,
  declared: readonly number[] | undefined,
): { readonly expected: number; readonly drift: Float64Array } {
  const { code } = codeValues('congerKappa', value, declared);
  const given = new Float64Array(raters);
  const margin = new Float64Array(raters * size);
  for (let i = 0; i < code.length; i++) {
    const g = rater[i] ?? 0;
    given[g] = (given[g] ?? 0) + 1;
    const at = g * size + (code[i] ?? 0);
    margin[at] = (margin[at] ?? 0) + 1;
  }
  const pooled = new Float64Array(size);
  margin.forEach((n, at) => {
    margin[at] = n === 0 ? 0 : n / (given[Math.floor(at / size)] ?? 1);
    pooled[at % size] = (pooled[at % size] ?? 0) + (margin[at] ?? 0);
  });
  const active = given.reduce((n, ratings) => n + (ratings > 0 ? 1 : 0), 0);
  const pairs = active * (active - 1);
  // Per rater and category: agreement of that category with what the other raters draw.
  const withOthers = new Float64Array(raters * size);
  const mean = new Float64Array(raters);
  const others = new Float64Array(size);
  for (let g = 0; g < raters; g++) {
    for (let k = 0; k < size; k++) others[k] = (pooled[k] ?? 0) - (margin[g * size + k] ?? 0);
    for (let l = 0; l < size; l++) {
      const sum = weight.towards(l, others);
      withOthers[g * size + l] = sum;
      mean[g] = (mean[g] ?? 0) + sum * (margin[g * size + l] ?? 0);
    }
  }
  const drift = new Float64Array(units);
  for (let i = 0; i < code.length; i++) {
    const g = rater[i] ?? 0;
    const off = (withOthers[g * size + (code[i] ?? 0)] ?? 0) - (mean[g] ?? 0);
    const u = unit[i] ?? 0;
    drift[u] = (drift[u] ?? 0) + off / (given[g] ?? 1) / pairs;
  }
  return { expected: mean.reduce((sum, m) => sum + m, 0) / pairs, drift };
}
