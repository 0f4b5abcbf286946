import { requireLevel } from '../proportions/require-counts.ts';
import { notDefined, requires } from '../result.ts';
import type { Correlation, CorrelationOptions } from './correlation-test.ts';
import { pearson } from './pearson.ts';
import { requirePaired } from './require-paired.ts';

/**
 * The point-biserial correlation of a yes/no variable with a number: Pearson's, with 1 for yes. Its
 * test is the t test of two means with equal variances.
 *
 * @param binary - 0 or 1 per case
 * @param y - finite numbers of the same cases
 * @returns in (−1, 1), in practice below .8 in normal data; null with fewer than two cases, where
 *   all cases are of one kind, or where y does not vary
 * @throws RangeError for unequal lengths, a value other than 0 and 1, numbers that are not finite,
 *   or a level outside (0, 1)
 * @see Tate (1954), Annals of Mathematical Statistics 25:603–607
 */
export function pointBiserial(
  binary: ArrayLike<number>,
  y: ArrayLike<number>,
  options: CorrelationOptions = {},
): Correlation {
  requireLevel('pointBiserial', options.level ?? 0.95);
  const pairs = requirePaired('pointBiserial', binary, y);
  requires(
    pairs.x.every((value) => value === 0 || value === 1),
    'pointBiserial',
    '0 or 1 per case',
  );
  const result = pearson(pairs.x, pairs.y, options);
  const n = pairs.x.length;
  const yes = pairs.x.reduce((sum, value) => sum + value, 0);
  if (n < 2 || (yes > 0 && yes < n)) return result;
  const { t, degreesOfFreedom, p } = result;
  return notDefined('all cases are of one kind', { n, t, degreesOfFreedom, p });
}
