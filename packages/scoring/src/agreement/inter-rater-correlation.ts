import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { kendallTauValue } from './kendall-tau-value.ts';
import { midRanks } from './mid-ranks.ts';
import { pearsonValue } from './pearson-value.ts';
import { checkEntries } from './rater-columns.ts';
import { visitPairs } from './visit-pairs.ts';

export type CorrelationMethod = 'pearson' | 'spearman' | 'kendallTauB';

export interface CorrelationOfRaters {
  /** units rated by two raters or more */
  readonly units: number;
  readonly raters: number;
  /** ratings of those units */
  readonly pairable: number;
  /** pairs of raters whose correlation is defined */
  readonly pairs: number;
  /** mean on Fisher's z scale, transformed back; `null` where undefined or −1 and 1 both occur */
  readonly fisherMean: number | null;
  /** raters × raters, 1 on the diagonal; `null` where two raters share no varying units */
  readonly matrix: readonly (readonly (number | null)[])[];
}

/**
 * The correlation of every pair of raters, and the mean over pairs: whether they order units alike,
 * whatever their levels, so not agreement.
 *
 * In [−1, 1]. Each pair is compared on the units that both rated. `null` when no pair has a
 * correlation.
 *
 * @throws RangeError on malformed ratings
 * @see Kendall & Gibbons (1990), Rank Correlation Methods, chapters 2 and 3; the mean over pairs on
 *   Fisher's scale: Silver & Dunlap (1987), Journal of Applied Psychology 72
 */
export function interRaterCorrelation(
  ratings: Ratings,
  { method }: { readonly method: CorrelationMethod },
): Estimate<CorrelationOfRaters> {
  const { shared, units, pairable } = sharedRatings(ratings);
  const { raters } = ratings;
  const matrix = Array.from({ length: raters }, (_, i) =>
    Array.from({ length: raters }, (__, j): number | null => (i === j ? 1 : null)),
  );
  const values: number[] = [];
  for (const { first, second, x, y } of shared) {
    const value = correlationOf(Float64Array.from(x), Float64Array.from(y), method);
    if (value === null) continue;
    values.push(value);
    setBoth(matrix, first, second, value);
  }
  const counts = { units, raters, pairable, pairs: values.length, matrix };
  if (values.length === 0) {
    const reason = 'No two raters have a correlation: too few shared units, or no variation.';
    return notDefined(reason, { ...counts, fisherMean: null });
  }
  const mean = (of: readonly number[]) => of.reduce((sum, v) => sum + v, 0) / of.length;
  const fisher = Math.tanh(mean(values.map(fisherZ)));
  return defined(mean(values), { ...counts, fisherMean: Number.isNaN(fisher) ? null : fisher });
}

/** Infinite where the correlation is ±1 but for rounding. */
function fisherZ(r: number): number {
  return Math.atanh(1 - Math.abs(r) < 1e-12 ? Math.sign(r) : r);
}

function correlationOf(x: Float64Array, y: Float64Array, method: CorrelationMethod): number | null {
  if (x.length < 2) return null;
  if (method === 'pearson') return pearsonValue(x, y);
  if (method === 'kendallTauB') return kendallTauValue(x, y);
  return pearsonValue(midRanks(x).ranks, midRanks(y).ranks);
}

function setBoth(matrix: (number | null)[][], i: number, j: number, value: number): void {
  const [row, column] = [matrix[i], matrix[j]];
  if (row !== undefined) row[j] = value;
  if (column !== undefined) column[i] = value;
}

/** What each pair of raters gave to the units that both rated; the smaller rater is `first`. */
interface SharedRatings {
  readonly first: number;
  readonly second: number;
  readonly x: number[];
  readonly y: number[];
}

/** By unit, so that it takes the square of a unit's raters and not that of all. */
function sharedRatings(ratings: Ratings) {
  const { unit, rater, value, raters } = ratings;
  const size = new Int32Array(ratings.units);
  checkEntries('interRaterCorrelation', ratings, (u) => {
    size[u] = (size[u] ?? 0) + 1;
  });
  const pairs = new Map<number, SharedRatings>();
  visitPairs(unit, ratings.units, (i, j) => {
    const [a, b] = [rater[i] ?? 0, rater[j] ?? 0];
    requires(a !== b, 'interRaterCorrelation', 'one rating per unit and rater');
    const [first, second] = [Math.min(a, b), Math.max(a, b)];
    const key = first * raters + second;
    const pair = pairs.get(key) ?? { first, second, x: [], y: [] };
    pairs.set(key, pair);
    pair.x.push(value[a < b ? i : j] ?? 0);
    pair.y.push(value[a < b ? j : i] ?? 0);
  });
  const units = size.reduce((n, ratings) => n + (ratings > 1 ? 1 : 0), 0);
  const pairable = size.reduce((n, ratings) => n + (ratings > 1 ? ratings : 0), 0);
  const shared = [...pairs.values()].sort((p, q) => p.first - q.first || p.second - q.second);
  return { shared, units, pairable };
}
