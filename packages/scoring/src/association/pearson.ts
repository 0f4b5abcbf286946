import { pearsonValue } from '../agreement/pearson-value.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, notDefined } from '../result.ts';
import {
  type Correlation,
  type CorrelationOptions,
  fisherInterval,
  testCorrelation,
} from './correlation-test.ts';
import { requirePaired } from './require-paired.ts';

/**
 * Pearson's correlation: how close two variables are to a straight line.
 *
 * @param x - finite numbers; `y[i]` belongs to the same case as `x[i]`
 * @returns in [−1, 1] with Student's t and Fisher's interval; no interval at ±1 or with fewer than
 *   four cases. Null with fewer than two cases or where a variable does not vary
 * @throws RangeError for unequal lengths, values that are not finite, or a level outside (0, 1)
 * @see Fisher (1921), Metron 1:3–32
 */
export function pearson(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: CorrelationOptions = {},
): Correlation {
  const { level = 0.95, alternative } = options;
  requireLevel('pearson', level);
  const pairs = requirePaired('pearson', x, y);
  const n = pairs.x.length;
  const nothing = { n, t: null, degreesOfFreedom: Math.max(0, n - 2), p: null };
  if (n < 2) return notDefined('there are fewer than two cases', nothing);
  const r = pearsonValue(pairs.x, pairs.y);
  if (r === null) return notDefined('a variable does not vary', nothing);
  const counts = { n, ...testCorrelation(r, n - 2, alternative) };
  return defined(r, counts, fisherInterval(r, 1 / (n - 3), level));
}
