import { Matrix } from 'ml-matrix';
import { newton } from '../aggregation/newton.ts';
import { binomialTest } from '../proportions/binomial-test.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';

/** One decisive preference: the lengths of both responses in the same unit, 0 or more. */
export interface LengthPair {
  readonly preferred: number;
  readonly other: number;
}

/** The share of preferences for the longer response, among pairs of different length. */
export type LengthBias = Estimate<{
  /** Exact, two-sided, against one half; null where the value is. */
  readonly p: number | null;
  readonly longer: number;
  readonly shorter: number;
  readonly equal: number;
  /**
   * Log odds of being preferred that each doubling of the length ratio brings; null, with the value
   * or where one side always wins, for then no finite estimate exists.
   */
  readonly perDoubling: { readonly value: number; readonly standardError: number } | null;
}>;

/**
 * Whether length decides preferences. It shows an association: longer responses may be better.
 *
 * @param pairs - decisive preferences
 * @param options.level - confidence of the exact interval, .95 unless told
 * @returns the share in [0, 1], one half without bias, with its Clopper–Pearson interval and p; null
 *   when no pair differs in length. The slope is a logistic regression through the origin on
 *   log₂((a + 1) / (b + 1)), so that empty responses count.
 * @throws RangeError for a length that is not finite or below 0, or a level outside (0, 1)
 * @see Dubois, Galambosi, Liang and Hashimoto (2024), "Length-Controlled AlpacaEval", section 3
 */
export function lengthBias(
  pairs: readonly LengthPair[],
  options: { readonly level?: number } = {},
): LengthBias {
  const sane = (length: number) => Number.isFinite(length) && length >= 0;
  const given = pairs.every(({ preferred, other }) => sane(preferred) && sane(other));
  requires(given, 'lengthBias', 'lengths of 0 or more');
  const { level = 0.95 } = options;
  requireLevel('lengthBias', level);
  const longer = pairs.filter(({ preferred, other }) => preferred > other).length;
  const shorter = pairs.filter(({ preferred, other }) => preferred < other).length;
  const counts = { longer, shorter, equal: pairs.length - longer - shorter };
  if (longer + shorter === 0)
    return notDefined('no pair differs in length', { p: null, ...counts, perDoubling: null });
  const { p, interval, value } = binomialTest(longer, longer + shorter, { level });
  const perDoubling = longer === 0 || shorter === 0 ? null : slope(pairs);
  const doubt = interval === undefined ? {} : { interval: { ...interval } };
  return defined(value ?? longer / (longer + shorter), { p, ...counts, perDoubling }, doubt);
}

function slope(pairs: readonly LengthPair[]) {
  const doublings = pairs.map(({ preferred, other }) => Math.log2((preferred + 1) / (other + 1)));
  const { at, covariance } = newton(new Float64Array(1), ([beta = 0]) => {
    let [value, gradient, information] = [0, 0, 0];
    for (const x of doublings) {
      const s = beta * x;
      const lost = 1 / (1 + Math.exp(s));
      value += Math.min(0, s) - Math.log1p(Math.exp(-Math.abs(s)));
      gradient += x * lost;
      information += x * x * lost * (1 - lost);
    }
    return { value, gradient: Float64Array.of(gradient), information: new Matrix([[information]]) };
  });
  if (covariance === null) return null;
  const standardError = Math.sqrt(covariance.get(0, 0));
  return Object.freeze({ value: at[0] ?? 0, standardError });
}
