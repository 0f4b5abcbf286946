import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { defined, notDefined } from '../result.ts';
import type { Proportion } from './clopper-pearson.ts';
import { requireCounts, requireLevel } from './require-counts.ts';

/**
 * The score interval of a binomial proportion: near its nominal coverage on average, never outside
 * [0, 1], and narrower than the exact one.
 *
 * @param successes - whole number from 0 to `trials`
 * @param trials - whole number, at least 0
 * @param options.level - confidence in (0, 1), .95 unless told
 * @param options.continuity - Newcombe's continuity correction, off unless told
 * @returns the share in [0, 1] and its interval; null when there are no trials
 * @throws RangeError for counts that are not whole, out of order, or a level outside (0, 1)
 * @see Wilson (1927), JASA 22:209–212; Newcombe (1998), Statistics in Medicine 17:857–872,
 *   methods 3 and 4
 */
export function wilson(
  successes: number,
  trials: number,
  options: { readonly level?: number; readonly continuity?: boolean } = {},
): Proportion {
  const { level = 0.95, continuity = false } = options;
  requireCounts('wilson', successes, trials);
  requireLevel('wilson', level);
  if (trials === 0) return notDefined('there are no trials', { successes, trials });
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const shift = continuity ? 0.5 : 0;
  const bound = (count: number, sign: -1 | 1) => {
    const share = count / trials;
    const spread = z * Math.sqrt((share * (1 - share)) / trials + (z / (2 * trials)) ** 2);
    return (share + z ** 2 / (2 * trials) + sign * spread) / (1 + z ** 2 / trials);
  };
  const interval = {
    low: successes === 0 ? 0 : Math.max(0, bound(successes - shift, -1)),
    high: successes === trials ? 1 : Math.min(1, bound(successes + shift, 1)),
    level,
    method: continuity ? 'Wilson, continuity corrected' : 'Wilson',
  };
  return defined(successes / trials, { successes, trials }, { interval });
}
