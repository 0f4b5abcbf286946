import { type Estimate, notDefined, requires } from '../result.ts';
import { binomialTest } from './binomial-test.ts';
import { requireLevel } from './require-counts.ts';

/** The share of positive differences among those that are not 0. */
export type SignTest = Estimate<{
  /** Exact, two-sided; null where the value is. */
  readonly p: number | null;
  readonly positive: number;
  readonly negative: number;
  readonly ties: number;
}>;

/**
 * The sign test: are paired differences more often up than down? Differences of 0 are left out and
 * counted.
 *
 * @param differences - one a pair, in any unit
 * @param options.level - confidence of the exact interval, .95 unless told
 * @returns the share of positive differences in [0, 1] with its Clopper–Pearson interval and p;
 *   null when no pair differs
 * @throws RangeError for a difference that is not finite, or a level outside (0, 1)
 * @see Hollander and Wolfe (1973), Nonparametric Statistical Methods, pp. 39–41
 */
export function signTest(
  differences: readonly number[],
  options: { readonly level?: number } = {},
): SignTest {
  requires(differences.every(Number.isFinite), 'signTest', 'finite differences');
  const { level = 0.95 } = options;
  requireLevel('signTest', level);
  const positive = differences.filter((difference) => difference > 0).length;
  const negative = differences.filter((difference) => difference < 0).length;
  const counts = { positive, negative, ties: differences.length - positive - negative };
  if (positive + negative === 0) return notDefined('no pair differs', { p: null, ...counts });
  const trials = positive + negative;
  const { successes: _, trials: __, ...share } = binomialTest(positive, trials, { level });
  return Object.freeze({ ...share, ...counts });
}
