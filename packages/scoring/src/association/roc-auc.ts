import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { delongCovariance, placementsOf, requireOutcomes } from './placements.ts';

/** An area under the ROC curve, and what it rests on. */
export type RocAuc = Estimate<{ readonly positives: number; readonly negatives: number }>;

/**
 * The area under the ROC curve: the chance that a positive case has a higher score than a negative
 * one, ties counting one half. n log n.
 *
 * @param outcome - 0 or 1 per case
 * @param score - finite numbers; higher means more likely 1
 * @param options.level - coverage of the interval, .95 unless told
 * @returns in [0, 1] with DeLong's error and interval, cut at 0 and 1; they are absent with fewer
 *   than two cases of a kind and at an area of 0 or 1, where DeLong's variance is 0. Null unless
 *   both outcomes occur
 * @throws RangeError for unequal lengths, an outcome other than 0 and 1, scores that are not finite,
 *   or a level outside (0, 1)
 * @see DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837–845
 */
export function rocAuc(
  outcome: ArrayLike<number>,
  score: ArrayLike<number>,
  options: { readonly level?: number } = {},
): RocAuc {
  const { level = 0.95 } = options;
  requireLevel('rocAuc', level);
  const outcomes = requireOutcomes('rocAuc', outcome);
  const placements = placementsOf('rocAuc', outcomes, score);
  const { positives, negatives } = outcomes;
  const counts = { positives, negatives };
  if (positives === 0 || negatives === 0)
    return notDefined('all cases have the same outcome', counts);
  const { auc } = placements;
  if (positives < 2 || negatives < 2) return defined(auc, counts);
  const standardError = Math.sqrt(delongCovariance(outcomes, placements, placements));
  if (standardError === 0) return defined(auc, counts);
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const low = Math.max(0, auc - reach);
  const high = Math.min(1, auc + reach);
  return defined(auc, counts, { standardError, interval: { low, high, level, method: 'DeLong' } });
}
