import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Doubt, Estimate } from '../result.ts';
import { type Alternative, studentP } from './student-test.ts';

/** A correlation with the test that there is none. */
export type Correlation = Estimate<{
  /** Cases. */
  readonly n: number;
  /** Student's t; null where undefined or infinite (a correlation of ±1). */
  readonly t: number | null;
  readonly degreesOfFreedom: number;
  /** Null where the value is, or without degrees of freedom. */
  readonly p: number | null;
}>;

export interface CorrelationOptions {
  /** Coverage of the interval, .95 unless told. */
  readonly level?: number;
  /** `two-sided` unless told; `greater`: the truth is above 0. */
  readonly alternative?: Alternative;
}

/** Student's t of a correlation, exact for Pearson's in normal data. */
export function testCorrelation(
  r: number,
  degreesOfFreedom: number,
  alternative: Alternative = 'two-sided',
): { readonly t: number | null; readonly degreesOfFreedom: number; readonly p: number | null } {
  if (degreesOfFreedom < 1) return { t: null, degreesOfFreedom, p: null };
  const t = r * Math.sqrt(degreesOfFreedom / ((1 - r) * (1 + r)));
  const p = studentP(t, degreesOfFreedom, alternative);
  return { t: Number.isFinite(t) ? t : null, degreesOfFreedom, p };
}

/**
 * The interval of a correlation on Fisher's z scale; none where the scale has none (±1) or where
 * the variance is not positive.
 *
 * @param variance - of atanh(r)
 */
export function fisherInterval(r: number, variance: number, level: number): Doubt {
  if (Math.abs(r) === 1 || !(variance > 0) || !Number.isFinite(variance)) return {};
  const reach = normalQuantile((1 + level) / 2, 0, 1) * Math.sqrt(variance);
  const z = Math.atanh(r);
  return {
    // On the scale of r, by the delta method.
    standardError: (1 - r) * (1 + r) * Math.sqrt(variance),
    interval: { low: Math.tanh(z - reach), high: Math.tanh(z + reach), level, method: 'Fisher z' },
  };
}
