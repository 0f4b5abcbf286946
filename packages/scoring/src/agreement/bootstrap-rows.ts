import { type Doubt, defined, type Estimate, notDefined, requires } from '../result.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';
import { type Coefficient, coefficientOfRows, coefficientStatistic } from './coefficient.ts';
import type { CountRows } from './count-rows.ts';
import type { DrawUnits } from './draw-units.ts';

export interface BootstrapOptions {
  readonly random: SeededRandom;
  /** 2,000 by default */
  readonly replicates?: number;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** reports the share of replicates below this value */
  readonly threshold?: number;
}

export interface BootstrapCounts {
  readonly units: number;
  readonly pairable: number;
  readonly replicates: number;
  /** replicates in which the coefficient was undefined; they are left out */
  readonly undefinedReplicates: number;
  /** mean of the defined replicates; `null` without any */
  readonly replicateMean: number | null;
  /** share of the defined replicates below the threshold; `null` without one */
  readonly shareBelow: number | null;
}

/**
 * The coefficient with the percentile interval of a bootstrap.
 *
 * @param draw - makes one sample of the rows
 * @param independent - how many units or clusters are resampled; below two there is no interval
 */
export function bootstrapRows(
  rows: CountRows,
  coefficient: Coefficient,
  draw: DrawUnits,
  independent: { readonly number: number; readonly what: 'units' | 'clusters' },
  { replicates = 2000, level = 0.95, threshold }: BootstrapOptions,
): Estimate<BootstrapCounts> {
  requires(
    Number.isInteger(replicates) && replicates >= 1,
    'bootstrapAgreement',
    'a whole number of replicates, at least 1',
  );
  requires(level > 0 && level < 1, 'bootstrapAgreement', 'a level between 0 and 1');
  requires(
    threshold === undefined || Number.isFinite(threshold),
    'bootstrapAgreement',
    'a finite threshold',
  );
  const { value, undefinedBecause, units, pairable } = coefficientOfRows(rows, coefficient, level);
  const none = { undefinedReplicates: 0, replicateMean: null, shareBelow: null };
  const counts = { units, pairable, replicates: 0, ...none };
  if (value === null) return notDefined(undefinedBecause, counts);
  if (independent.number < 2) return defined(value, counts);
  const values = replicateValues(coefficientStatistic(rows, coefficient), rows, draw, replicates);
  const below = values.reduce((n, v) => n + (threshold !== undefined && v < threshold ? 1 : 0), 0);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const described = {
    ...counts,
    replicates,
    undefinedReplicates: replicates - values.length,
    replicateMean: values.length === 0 ? null : mean,
    shareBelow: threshold === undefined || values.length === 0 ? null : below / values.length,
  };
  const method = `percentile bootstrap over ${independent.what}`;
  return defined(value, described, percentileDoubt(values, replicates, level, method));
}

/** The defined replicates, ascending. */
function replicateValues(
  statistic: (units: Float64Array) => number,
  rows: CountRows,
  draw: DrawUnits,
  replicates: number,
): Float64Array {
  const values = new Float64Array(replicates);
  const drawn = new Float64Array(rows.units.length);
  let n = 0;
  for (let b = 0; b < replicates; b++) {
    draw(drawn);
    const value = statistic(drawn);
    if (!Number.isNaN(value)) values[n++] = value;
  }
  return values.subarray(0, n).sort();
}

/**
 * Standard deviation and percentiles of the defined replicates, ascending. None where most of the
 * replicates were undefined: what is left would not speak for the sample.
 */
export function percentileDoubt(
  sorted: Float64Array,
  replicates: number,
  level: number,
  method: string,
): Doubt {
  if (sorted.length < 2 || sorted.length * 2 < replicates) return {};
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  const squares = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return {
    standardError: Math.sqrt(squares / (sorted.length - 1)),
    interval: {
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
      level,
      method,
    },
  };
}

/** By linear interpolation of the order statistics. @see Hyndman & Fan (1996), definition 7 */
function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (at - Math.floor(at)) * (high - low);
}
