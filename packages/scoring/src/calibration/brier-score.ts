import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { requireForecasts } from './require-forecasts.ts';

export type BrierScore = Estimate<{
  readonly n: number;
  /** Share of outcomes that are 1; null without outcomes. */
  readonly baseRate: number | null;
  /**
   * 1 − score / score of always saying the base rate: 1 is perfect, 0 no better than that, below 0
   * worse. Null where all outcomes are alike.
   */
  readonly skill: number | null;
}>;

/**
 * Mean squared distance between probabilities and what happened: 0 is perfect, ¼ is what ½ gets.
 *
 * @param outcomes - 0 or 1
 * @param probabilities - of a 1, in [0, 1], one for each outcome
 * @param options.level - confidence of the normal interval, .95 unless told
 * @returns the score in [0, 1]; standard error and interval from two outcomes on, treating them as
 *   independent; null without outcomes
 * @throws RangeError for lists of different length, other outcomes, or a probability outside [0, 1]
 * @see Brier (1950), Monthly Weather Review 78:1–3 (half of its two-class sum)
 */
export function brierScore(
  outcomes: readonly number[],
  probabilities: readonly number[],
  options: { readonly level?: number } = {},
): BrierScore {
  const { level = 0.95 } = options;
  requireForecasts('brierScore', outcomes, probabilities);
  requireLevel('brierScore', level);
  const n = outcomes.length;
  if (n === 0) return notDefined('there are no outcomes', { n, baseRate: null, skill: null });
  const losses = outcomes.map((y, i) => (y - (probabilities[i] ?? 0)) ** 2);
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / n;
  const score = mean(losses);
  const baseRate = mean(outcomes);
  const reference = baseRate * (1 - baseRate);
  const counts = { n, baseRate, skill: reference === 0 ? null : 1 - score / reference };
  if (n === 1) return defined(score, counts);
  const variance = losses.reduce((sum, loss) => sum + (loss - score) ** 2, 0) / (n - 1);
  const standardError = Math.sqrt(variance / n);
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const interval = {
    low: Math.max(0, score - reach),
    high: Math.min(1, score + reach),
    level,
    method: 'normal',
  };
  return defined(score, counts, { standardError, interval });
}
