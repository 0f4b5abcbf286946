import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { normalDoubt } from './doubt.ts';
import { clustersIn, errorOf, type Units } from './resample.ts';
import type { IntervalJson } from './result.ts';

export interface Mean {
  readonly mean: number;
  readonly interval: IntervalJson | null;
}

/** What is known of a sum of numbers: their count, sum, and squares about some center. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly squares: number;
}

/** Student's interval of a mean of independent numbers; null for fewer than two. */
export function studentInterval({ n, mean, squares }: Moments, level: number): IntervalJson | null {
  if (n < 2) return null;
  const reach = tQuantile((1 + level) / 2, n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { low: mean - reach, high: mean + reach, level, method: 'Student’s t' };
}

interface Counting {
  /** Of each row; null where all count alike. */
  readonly weights: Float64Array | null;
  readonly units: Units;
  readonly level: number;
}

/** The mean of a column's values, of which the missing are NaN; null where all are missing. */
export function meanOf(values: Float64Array, { weights, units, level }: Counting): Mean | null {
  const rows = new Int32Array(values.length);
  let [n, all, sum] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const weight = weights?.[row] ?? 1;
    rows[n++] = row;
    all += weight;
    sum += weight * value;
  }
  if (n === 0) return null;
  const known = rows.subarray(0, n);
  const mean = sum / all;
  const influence = new Float64Array(n);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const row = known[i] ?? 0;
    const from = (values[row] ?? 0) - mean;
    squares += from * from;
    influence[i] = ((weights?.[row] ?? 1) / all) * from;
  }
  if (units.clusters === null && weights === null) {
    return { mean, interval: studentInterval({ n, mean, squares }, level) };
  }
  const bounds = { least: -Infinity, most: Infinity, nothing: 0 };
  const basis = {
    ...{ level, clusters: clustersIn(known, units) },
    method: 'normal, clusters or weights by the infinitesimal jackknife',
  };
  const { interval } = normalDoubt(mean, errorOf(influence, known, units), bounds, basis);
  return { mean, interval };
}
