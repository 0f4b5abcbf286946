import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { delongCovariance, placementsOf, requireOutcomes } from './placements.ts';

/** How much larger the first score's area is than the second's. */
export type RocAucDifference = Estimate<{
  readonly first: number | null;
  readonly second: number | null;
  /** Of the two areas; null with fewer than two cases of a kind. */
  readonly covariance: number | null;
  readonly z: number | null;
  /** Two-sided. */
  readonly p: number | null;
  readonly positives: number;
  readonly negatives: number;
}>;

/**
 * Compares how well two scores of the same cases tell positives from negatives: DeLong's test.
 *
 * @param outcome - 0 or 1 per case
 * @param first - finite numbers, higher means more likely 1; `second` likewise
 * @param options.level - coverage of the interval, .95 unless told
 * @returns the first area less the second, in [−1, 1], with its interval and test, which are absent
 *   with fewer than two cases of a kind and where the scores order the cases alike. Null unless both
 *   outcomes occur
 * @throws RangeError for unequal lengths, an outcome other than 0 and 1, scores that are not finite,
 *   or a level outside (0, 1)
 * @see DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837–845
 */
export function compareRocAuc(
  outcome: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: { readonly level?: number } = {},
): RocAucDifference {
  const { level = 0.95 } = options;
  requireLevel('compareRocAuc', level);
  const outcomes = requireOutcomes('compareRocAuc', outcome);
  const a = placementsOf('compareRocAuc', outcomes, first);
  const b = placementsOf('compareRocAuc', outcomes, second);
  const { positives, negatives } = outcomes;
  const counts = { covariance: null, z: null, p: null, positives, negatives };
  if (positives === 0 || negatives === 0)
    return notDefined('all cases have the same outcome', { ...counts, first: null, second: null });
  const areas = { ...counts, first: a.auc, second: b.auc };
  const value = a.auc - b.auc;
  if (positives < 2 || negatives < 2) return defined(value, areas);
  const covariance = delongCovariance(outcomes, a, b);
  const variances = delongCovariance(outcomes, a, a) + delongCovariance(outcomes, b, b);
  const variance = variances - 2 * covariance;
  if (!(variance > 1e-14 * variances)) return defined(value, { ...areas, covariance });
  const standardError = Math.sqrt(variance);
  const z = value / standardError;
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const low = Math.max(-1, value - reach);
  const high = Math.min(1, value + reach);
  return defined(
    value,
    { ...areas, covariance, z, p: 2 * normalCdf(-Math.abs(z), 0, 1) },
    { standardError, interval: { low, high, level, method: 'DeLong' } },
  );
}
