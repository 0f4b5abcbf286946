import { fisherInterval, testCorrelation } from '@assay/scoring/association/correlation-test';
import { studentP } from '@assay/scoring/association/student-test';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import type { IntervalJson } from './result.ts';

/** How sure a figure is: null where that cannot be said. */
export interface Doubt {
  readonly interval: IntervalJson | null;
  /** Two-sided, of no link. */
  readonly p: number | null;
}

/** What an interval rests on. */
export interface Basis {
  readonly level: number;
  /** Clusters that count as independent; null where tickets do. */
  readonly clusters: number | null;
  readonly method: string;
}

/** Few clusters say less of their own spread than the normal distribution takes for granted. */
function twoSided(z: number, clusters: number | null): number {
  if (clusters === null) return 2 * normalCdf(-Math.abs(z), 0, 1);
  return studentP(z, clusters - 1, 'two-sided');
}

/** Standard errors to either side of a figure. */
export function reachOf({ level, clusters }: Omit<Basis, 'method'>): number {
  const share = (1 + level) / 2;
  return clusters === null ? normalQuantile(share, 0, 1) : tQuantile(share, clusters - 1);
}

const nothingKnown: Doubt = { interval: null, p: null };

/** Of a correlation whose standard error is known, on Fisher's z scale. */
export function correlationDoubt(value: number, error: number, basis: Basis): Doubt {
  if (error === 0 || Math.abs(value) >= 1) return nothingKnown;
  const { level, method, clusters } = basis;
  const onScale = error / ((1 - value) * (1 + value));
  const center = Math.atanh(value);
  const reach = reachOf(basis) * onScale;
  return {
    interval: { low: Math.tanh(center - reach), high: Math.tanh(center + reach), level, method },
    p: twoSided(center / onScale, clusters),
  };
}

/** Of a rank correlation of independent cases: Bonett and Wright (2000), Psychometrika 65:23–28. */
export function rankDoubt(value: number, freedom: number, level: number): Doubt {
  const { interval } = fisherInterval(value, (1 + value ** 2 / 2) / (freedom - 1), level);
  return { interval: interval ?? null, p: testCorrelation(value, freedom, 'two-sided').p };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
  /** The value without a link. */
  readonly nothing: number;
}

/** Of a figure that is about normal, cut at what it can be. */
export function normalDoubt(
  value: number,
  error: number,
  { least, most, nothing }: Bounds,
  basis: Basis,
): Doubt {
  if (error === 0) return nothingKnown;
  const { level, method, clusters } = basis;
  const reach = reachOf(basis) * error;
  const [low, high] = [Math.max(least, value - reach), Math.min(most, value + reach)];
  return {
    interval: { low, high, level, method },
    p: twoSided((value - nothing) / error, clusters),
  };
}

/** Of all pairs ordered one way, where tickets are independent: what the ranks would do without a link. */
export const separatedDoubt = (value: number, error: number): Doubt => ({
  interval: null,
  p: twoSided((value - 0.5) / error, null),
});

/** Whether an interval leaves out the value of no link. */
export const leavesOut = (interval: IntervalJson | null, nothing: number): boolean =>
  interval !== null && (interval.low > nothing || interval.high < nothing);
