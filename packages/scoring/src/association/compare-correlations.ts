import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { type Doubt, defined, type Estimate, notDefined, requires } from '../result.ts';
import { studentP } from './student-test.ts';

/** Two Pearson correlations: of different cases, or of one variable with two others. */
export type CorrelationPair =
  | {
      readonly kind: 'independent';
      readonly r1: number;
      readonly n1: number;
      readonly r2: number;
      readonly n2: number;
    }
  | {
      readonly kind: 'overlapping';
      /** The correlations compared: of variable 1 with 2, and of 1 with 3. */
      readonly r12: number;
      readonly r13: number;
      /** The correlation of the two others. */
      readonly r23: number;
      readonly n: number;
    };

/** The first correlation less the second. */
export type CorrelationDifference = Estimate<{
  /** Normal z of Fisher's transforms, or Williams' t. */
  readonly statistic: number | null;
  /** Of Williams' t; null for the normal z. */
  readonly degreesOfFreedom: number | null;
  /** Two-sided. */
  readonly p: number | null;
}>;

/**
 * Compares two correlations: by Fisher's z for different cases, by Williams' t for two correlations
 * that share cases and a variable. The interval is Zou's.
 *
 * @param pair - correlations in [−1, 1] and whole numbers of cases
 * @param options.level - coverage of the interval, .95 unless told
 * @returns in [−2, 2]; null with fewer than four cases, for a correlation of ±1, whose error is not
 *   known, and for three correlations that no data can have together
 * @throws RangeError for a correlation outside [−1, 1], cases that are not whole numbers, or a level
 *   outside (0, 1)
 * @see Steiger (1980), Psychological Bulletin 87:245–251, eq. 7; Zou (2007), Psychological Methods
 *   12:399–413
 */
export function compareCorrelations(
  pair: CorrelationPair,
  options: { readonly level?: number } = {},
): CorrelationDifference {
  const { level = 0.95 } = options;
  requireLevel('compareCorrelations', level);
  const given =
    pair.kind === 'independent'
      ? { correlations: [pair.r1, pair.r2], cases: [pair.n1, pair.n2] }
      : { correlations: [pair.r12, pair.r13, pair.r23], cases: [pair.n] };
  const inRange = given.correlations.every((r) => r >= -1 && r <= 1);
  requires(inRange, 'compareCorrelations', 'correlations from −1 to 1');
  const whole = given.cases.every((n) => Number.isSafeInteger(n) && n >= 0);
  requires(whole, 'compareCorrelations', 'whole numbers of cases');
  const nothing = { statistic: null, degreesOfFreedom: null, p: null };
  if (given.cases.some((n) => n < 4)) return notDefined('there are fewer than four cases', nothing);
  if (given.correlations.some((r) => Math.abs(r) === 1))
    return notDefined('a correlation is ±1', nothing);
  if (pair.kind === 'independent') {
    const variance = 1 / (pair.n1 - 3) + 1 / (pair.n2 - 3);
    const z = (Math.atanh(pair.r1) - Math.atanh(pair.r2)) / Math.sqrt(variance);
    const counts = { statistic: z, degreesOfFreedom: null, p: 2 * normalCdf(-Math.abs(z), 0, 1) };
    return defined(pair.r1 - pair.r2, counts, zouInterval(pair, 0, level));
  }
  const { r12, r13, r23, n } = pair;
  const determinant = 1 - r12 ** 2 - r13 ** 2 - r23 ** 2 + 2 * r12 * r13 * r23;
  if (determinant < 0) return notDefined('no data have these three correlations', nothing);
  const average = (r12 + r13) / 2;
  const spread = (2 * (n - 1) * determinant) / (n - 3) + average ** 2 * (1 - r23) ** 3;
  const t = (r12 - r13) * Math.sqrt(((n - 1) * (1 + r23)) / spread);
  const counts = { statistic: t, degreesOfFreedom: n - 3, p: studentP(t, n - 3) };
  const same = { r1: r12, n1: n, r2: r13, n2: n };
  return defined(r12 - r13, counts, zouInterval(same, correlationOfTwo(r12, r13, r23), level));
}

/** How the errors of two correlations that share a variable go together. */
function correlationOfTwo(r12: number, r13: number, r23: number): number {
  const joint = (r23 - (r12 * r13) / 2) * (1 - r12 ** 2 - r13 ** 2 - r23 ** 2) + r23 ** 3;
  return joint / ((1 - r12 ** 2) * (1 - r13 ** 2));
}

/** The interval recovered from those of the two correlations. */
function zouInterval(
  of: { readonly r1: number; readonly n1: number; readonly r2: number; readonly n2: number },
  dependence: number,
  level: number,
): Doubt {
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const away = (r: number, n: number, sign: -1 | 1) =>
    Math.abs(Math.tanh(Math.atanh(r) + (sign * z) / Math.sqrt(n - 3)) - r);
  const reach = (a: number, b: number) =>
    Math.sqrt(Math.max(0, a ** 2 + b ** 2 - 2 * dependence * a * b));
  const below = reach(away(of.r1, of.n1, -1), away(of.r2, of.n2, 1));
  const above = reach(away(of.r1, of.n1, 1), away(of.r2, of.n2, -1));
  const value = of.r1 - of.r2;
  return { interval: { low: value - below, high: value + above, level, method: 'Zou' } };
}
