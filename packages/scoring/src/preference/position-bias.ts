import { binomialTest } from '../proportions/binomial-test.ts';
import { requireCounts, requireLevel } from '../proportions/require-counts.ts';
import { type Estimate, notDefined } from '../result.ts';

/** The share of decisive preferences that went to the response shown first. */
export type PositionBias = Estimate<{
  /** Exact, two-sided, against one half; null where the value is. */
  readonly p: number | null;
  readonly first: number;
  readonly second: number;
  readonly ties: number;
}>;

/**
 * Whether an annotator favours a position. Shown orders must be random, or quality and position mix.
 *
 * @param counts.first - preferences for the response shown first
 * @param counts.second - preferences for the other
 * @param counts.ties - ties and both-bad, which have no say; 0 unless told
 * @param options.level - confidence of the exact interval, .95 unless told
 * @returns the share in [0, 1], one half without bias, with its Clopper–Pearson interval and p; null
 *   without a decisive preference
 * @throws RangeError for a count that is no whole number of 0 or more, or a level outside (0, 1)
 * @see Bradley and Terry (1952) for the model; the test is the exact binomial one
 */
export function positionBias(
  counts: { readonly first: number; readonly second: number; readonly ties?: number },
  options: { readonly level?: number } = {},
): PositionBias {
  const { first, second, ties = 0 } = counts;
  for (const count of [first, second, ties]) requireCounts('positionBias', count, count);
  const { level = 0.95 } = options;
  requireLevel('positionBias', level);
  const all = { first, second, ties };
  if (first + second === 0) return notDefined('no preference is decisive', { p: null, ...all });
  const { successes: _, trials: __, ...share } = binomialTest(first, first + second, { level });
  return Object.freeze({ ...share, ...all });
}
