import { pearsonValue } from '../agreement/pearson-value.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { type CorrelationOptions, fisherInterval, testCorrelation } from './correlation-test.ts';
import { midRanksOf, rank } from './ranked.ts';
import { requirePaired } from './require-paired.ts';
import { squaredRankDistances } from './squared-rank-distances.ts';
import type { Alternative } from './student-test.ts';

/** Spearman's correlation with the test that there is none. */
export type RankCorrelation = Estimate<{
  readonly n: number;
  /** Whether a value occurs twice in a variable. */
  readonly ties: boolean;
  /** Student's t of the correlation; null where undefined or infinite. */
  readonly t: number | null;
  readonly degreesOfFreedom: number;
  readonly p: number | null;
  /** How p was found; null where it is. */
  readonly pMethod: 'exact' | 'Student t' | null;
}>;

export interface SpearmanOptions extends CorrelationOptions {
  /** `exact` up to nine cases without ties, else `t`, unless told. */
  readonly pMethod?: 'exact' | 't';
}

/** The largest number of cases whose orders are all counted. */
const mostExact = 9;

/**
 * Spearman's rank correlation: Pearson's of the ranks, equal values sharing their mean rank. How
 * close two variables are to rising together, whatever the shape.
 *
 * @param x - finite numbers; `y[i]` belongs to the same case as `x[i]`
 * @returns in [−1, 1]. The interval is Fisher's with the variance of Bonett and Wright; none at ±1
 *   or with fewer than four cases. Null with fewer than two cases or where a variable does not vary
 * @throws RangeError for unequal lengths, values that are not finite, a level outside (0, 1), or an
 *   exact p asked for with ties or more than nine cases
 * @see Spearman (1904), American Journal of Psychology 15:72–101; Bonett and Wright (2000),
 *   Psychometrika 65:23–28; Kendall and Gibbons (1990), Rank Correlation Methods, chapter 5
 */
export function spearman(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: SpearmanOptions = {},
): RankCorrelation {
  const { level = 0.95, alternative = 'two-sided' } = options;
  requireLevel('spearman', level);
  const pairs = requirePaired('spearman', x, y);
  const n = pairs.x.length;
  const [rankedX, rankedY] = [rank(pairs.x), rank(pairs.y)];
  const ties = rankedX.groups < n || rankedY.groups < n;
  const countable = !ties && n <= mostExact;
  requires(
    options.pMethod !== 'exact' || countable,
    'spearman',
    'at most nine cases without ties for an exact p',
  );
  const degreesOfFreedom = Math.max(0, n - 2);
  const nothing = { n, ties, t: null, degreesOfFreedom, p: null, pMethod: null };
  if (n < 2) return notDefined('there are fewer than two cases', nothing);
  const [ranksX, ranksY] = [midRanksOf(rankedX), midRanksOf(rankedY)];
  const rho = pearsonValue(ranksX, ranksY);
  if (rho === null) return notDefined('a variable does not vary', nothing);
  const approximate = testCorrelation(rho, n - 2, alternative);
  const pMethod = options.pMethod ?? (countable ? 'exact' : 't');
  const test =
    pMethod === 'exact'
      ? { ...approximate, p: exactP(ranksX, ranksY, alternative), pMethod: 'exact' as const }
      : { ...approximate, pMethod: approximate.p === null ? null : ('Student t' as const) };
  const doubt = fisherInterval(rho, (1 + rho ** 2 / 2) / (n - 3), level);
  return defined(rho, { n, ties, ...test }, doubt);
}

/** Among all orders of the ranks, the share as far out; two-sided is twice the smaller tail. */
function exactP(x: Float64Array, y: Float64Array, alternative: Alternative): number {
  const distance = x.reduce((sum, rankOfX, i) => sum + (rankOfX - (y[i] ?? 0)) ** 2, 0);
  const counts = squaredRankDistances(x.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  const share = (from: number, to: number) =>
    counts.slice(from, to).reduce((sum, count) => sum + count, 0) / all;
  // Small distances mean a high correlation.
  const greater = share(0, distance + 1);
  const less = share(distance, counts.length);
  if (alternative === 'two-sided') return Math.min(1, 2 * Math.min(greater, less));
  return alternative === 'greater' ? greater : less;
}
