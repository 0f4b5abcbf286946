import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { requireModerate } from '../require-moderate.ts';
import {
  type Doubt,
  defined,
  type Estimate,
  type Interval,
  notDefined,
  requires,
} from '../result.ts';

export interface ConcordanceCounts {
  /** pairs of measurements */
  readonly n: number;
  /** how close the points lie to any line; `null` where undefined */
  readonly pearson: number | null;
  /** how close that line is to the diagonal: the coefficient is pearson · biasCorrection */
  readonly biasCorrection: number | null;
  /** standard deviation of the second over that of the first */
  readonly scaleShift: number | null;
  /** mean of the second minus that of the first, over the root of the standard deviations' product */
  readonly locationShift: number | null;
  /** limits that hold nearly all differences first − second; `null` below two pairs */
  readonly blandAltman: {
    readonly meanDifference: number;
    readonly standardDeviation: number;
    /** mean ± 1.96 standard deviations */
    readonly low: number;
    readonly high: number;
  } | null;
  /** the untransformed interval, beside the z-transformed one of `interval` */
  readonly asymptoticInterval: Interval | null;
}

/**
 * Lin's concordance correlation: how close pairs of measurements lie to equality.
 *
 * In [−1, 1]. Variances are with 1/n. `null` with fewer than two pairs or where a measurement does
 * not vary; no error with fewer than three pairs or a Pearson correlation of 0 or ±1.
 *
 * @param first - numbers; `second[i]` measures the same thing as `first[i]`
 * @param options.level - coverage of the intervals, .95 by default
 * @throws RangeError on unequal lengths, values that are not finite, or a level outside (0, 1)
 * @see Lin (1989), Biometrics 45, with the correction of Biometrics 56 (2000); Bland & Altman (1986)
 */
export function linConcordance(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { level = 0.95 }: { readonly level?: number } = {},
): Estimate<ConcordanceCounts> {
  requires(level > 0 && level < 1, 'linConcordance', 'a level between 0 and 1');
  requires(first.length === second.length, 'linConcordance', 'as many first as second values');
  const x = Float64Array.from(first);
  const y = Float64Array.from(second);
  for (const values of [x, y]) requireModerate('linConcordance', values, 'values');
  const n = x.length;
  const nothing = {
    n,
    pearson: null,
    biasCorrection: null,
    scaleShift: null,
    locationShift: null,
    blandAltman: blandAltman(x, y),
    asymptoticInterval: null,
  };
  if (n < 2) return notDefined('Fewer than two pairs were measured.', nothing);
  const [meanX, meanY] = [mean(x), mean(y)];
  const varianceX = mean(x.map((v) => (v - meanX) ** 2));
  const varianceY = mean(y.map((v) => (v - meanY) ** 2));
  if (varianceX === 0 || varianceY === 0) {
    return notDefined('One of the two measurements does not vary.', nothing);
  }
  const covariance = mean(x.map((v, i) => (v - meanX) * ((y[i] ?? 0) - meanY)));
  const ratio = (2 * covariance) / (varianceX + varianceY + (meanX - meanY) ** 2);
  const value = Math.max(-1, Math.min(1, ratio));
  // Root by root, as the product of two variances can overflow or vanish.
  const [deviationX, deviationY] = [Math.sqrt(varianceX), Math.sqrt(varianceY)];
  const pearson = Math.max(-1, Math.min(1, covariance / deviationX / deviationY));
  const locationShift = (meanY - meanX) / Math.sqrt(deviationX) / Math.sqrt(deviationY);
  const scaleShift = deviationY / deviationX;
  const biasCorrection = 2 / (scaleShift + 1 / scaleShift + locationShift ** 2);
  const { doubt, asymptotic } = doubtOf(n, value, pearson, locationShift, level);
  const counts = { ...nothing, pearson, biasCorrection, scaleShift, locationShift };
  return defined(value, { ...counts, asymptoticInterval: asymptotic }, doubt);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}

function doubtOf(
  n: number,
  value: number,
  pearson: number,
  shift: number,
  level: number,
): { readonly doubt: Doubt; readonly asymptotic: Interval | null } {
  if (n < 3 || pearson === 0 || Math.abs(value) >= 1) return { doubt: {}, asymptotic: null };
  const p = value;
  const r = pearson;
  // Lin's p³ shift² and p⁴ shift⁴, without a shift by itself that overflows.
  const moved = p * shift;
  const variance =
    (((1 - r ** 2) * p ** 2 * (1 - p ** 2)) / r ** 2 +
      (2 * p * (1 - p) * moved ** 2) / r -
      moved ** 4 / (2 * r ** 2)) /
    (n - 2);
  // Rounding can leave it a little below 0 where the points lie on a line.
  const standardError = Math.sqrt(Math.max(0, variance));
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const centre = Math.atanh(p);
  const half = (z * standardError) / (1 - p ** 2);
  return {
    doubt: {
      standardError,
      interval: {
        low: Math.tanh(centre - half),
        high: Math.tanh(centre + half),
        level,
        method: 'Lin, Fisher z',
      },
    },
    asymptotic: {
      low: p - z * standardError,
      high: p + z * standardError,
      level,
      method: 'Lin, normal',
    },
  };
}

function blandAltman(x: Float64Array, y: Float64Array): ConcordanceCounts['blandAltman'] {
  if (x.length < 2) return null;
  const differences = x.map((v, i) => v - (y[i] ?? 0));
  const meanDifference = mean(differences);
  const squares = differences.reduce((sum, d) => sum + (d - meanDifference) ** 2, 0);
  const standardDeviation = Math.sqrt(squares / (x.length - 1));
  return {
    meanDifference,
    standardDeviation,
    low: meanDifference - 1.96 * standardDeviation,
    high: meanDifference + 1.96 * standardDeviation,
  };
}
