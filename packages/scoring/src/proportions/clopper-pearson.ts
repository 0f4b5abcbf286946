import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { defined, type Estimate, notDefined } from '../result.ts';
import { requireCounts, requireLevel } from './require-counts.ts';

/** A share of trials with its interval. */
export type Proportion = Estimate<{ readonly successes: number; readonly trials: number }>;

/**
 * The exact interval of a binomial proportion: it covers the truth at least as often as it says.
 *
 * @param successes - whole number from 0 to `trials`
 * @param trials - whole number, at least 0
 * @param options.level - confidence in (0, 1), .95 unless told
 * @param options.side - `both` (the default), or `upper`/`lower` for a bound on one side, as in
 *   "the error rate is at most 4 % with 95 % confidence"
 * @returns the share in [0, 1] and its interval; null when there are no trials
 * @throws RangeError for counts that are not whole, out of order, or a level outside (0, 1)
 * @see Clopper and Pearson (1934), Biometrika 26:404–413, by the beta quantiles of
 *   Johnson, Kemp and Kotz (2005), Univariate Discrete Distributions, eq. 3.43
 */
export function clopperPearson(
  successes: number,
  trials: number,
  options: { readonly level?: number; readonly side?: 'both' | 'upper' | 'lower' } = {},
): Proportion {
  const { level = 0.95, side = 'both' } = options;
  requireCounts('clopperPearson', successes, trials);
  requireLevel('clopperPearson', level);
  if (trials === 0) return notDefined('there are no trials', { successes, trials });
  const tail = side === 'both' ? (1 - level) / 2 : 1 - level;
  const failures = trials - successes;
  const low = side === 'upper' || successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1);
  const high =
    side === 'lower' || failures === 0 ? 1 : betaQuantile(1 - tail, successes + 1, failures);
  const interval = { low, high, level, method: 'Clopper–Pearson' };
  return defined(successes / trials, { successes, trials }, { interval });
}
