import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { numberClusters } from '../agreement/clusters.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { type Doubt, defined, type Estimate, notDefined, requires } from '../result.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';

/** A statistic of a sample, given as positions of cases; null where undefined. */
export type SampleStatistic = (cases: Int32Array) => number | null;

export interface BootstrapIntervalOptions {
  readonly random: SeededRandom;
  /** `percentile` unless told; `bca` is corrected for bias and skewness. */
  readonly method?: 'percentile' | 'basic' | 'bca';
  /** 2,000 unless told. */
  readonly replicates?: number;
  /** Coverage of the interval, .95 unless told. */
  readonly level?: number;
  /** Per case the cluster it belongs to (an id of any kind); whole clusters are drawn. */
  readonly clusters?: readonly unknown[];
}

/** A statistic with a bootstrap interval. */
export type BootstrapEstimate = Estimate<{
  readonly n: number;
  /** Null where cases are drawn. */
  readonly clusters: number | null;
  readonly replicates: number;
  /** Replicates in which the statistic was undefined; they are left out. */
  readonly undefinedReplicates: number;
  /** Mean of the defined replicates less the value; null without any. */
  readonly bias: number | null;
}>;

/**
 * Any statistic with a bootstrap interval over cases, or over clusters of cases.
 *
 * The standard error is the standard deviation of the replicates. Error and interval are absent
 * with fewer than two cases or clusters, where most replicates are undefined, and for `bca` where
 * all replicates lie on one side of the value or leaving out one case makes it undefined: `bca` asks
 * for the statistic once without each case or cluster. The same seed gives the same result.
 *
 * @param n - number of cases; samples name them from 0
 * @param statistic - gets a fresh sample each time, with repetitions; clusters of different size
 *   make samples of different length
 * @returns null where the statistic of all cases is
 * @throws RangeError for a number of cases or replicates that is not whole, a level outside (0, 1),
 *   or another number of clusters than cases
 * @see Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapters 13 and 14; Davison
 *   and Hinkley (1997), Bootstrap Methods and their Application, section 5.2
 */
export function bootstrapInterval(
  n: number,
  statistic: SampleStatistic,
  options: BootstrapIntervalOptions,
): BootstrapEstimate {
  const { random, method = 'percentile', replicates = 2000, level = 0.95, clusters } = options;
  requireLevel('bootstrapInterval', level);
  for (const [given, least] of [
    [n, 0],
    [replicates, 1],
  ] as const)
    requires(
      Number.isSafeInteger(given) && given >= least,
      'bootstrapInterval',
      'whole numbers of cases and replicates',
    );
  const members = clusters === undefined ? null : membersOf(clusters, n);
  const counts = { n, clusters: members?.length ?? null };
  const none = { ...counts, replicates: 0, undefinedReplicates: 0, bias: null };
  const value = finite(statistic(Int32Array.from({ length: n }, (_, i) => i)));
  if (value === null) return notDefined('the statistic of these cases is undefined', none);
  const drawn = members?.length ?? n;
  if (drawn < 2) return defined(value, none);
  const values = new Float64Array(replicates);
  let kept = 0;
  for (let b = 0; b < replicates; b++) {
    const found = finite(
      statistic(members === null ? drawCases(n, random) : draw(members, random)),
    );
    if (found !== null) values[kept++] = found;
  }
  const sorted = values.subarray(0, kept).sort();
  const mean = sorted.reduce((sum, v) => sum + v, 0) / kept;
  const described = {
    ...counts,
    replicates,
    undefinedReplicates: replicates - kept,
    bias: kept === 0 ? null : mean - value,
  };
  if (kept < 2 || kept * 2 < replicates) return defined(value, described);
  const squares = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (kept - 1));
  const without = (left: number) =>
    finite(statistic(members === null ? allBut(left, n) : joined(members.toSpliced(left, 1))));
  const shares =
    method === 'bca'
      ? bcaShares(sorted, value, level, () => Array.from({ length: drawn }, (_, i) => without(i)))
      : ([(1 - level) / 2, (1 + level) / 2] as const);
  if (shares === null) return defined(value, described, { standardError });
  const [low, high] = [quantile(sorted, shares[0]), quantile(sorted, shares[1])];
  const limits =
    method === 'basic' ? { low: 2 * value - high, high: 2 * value - low } : { low, high };
  const over = members === null ? 'cases' : 'clusters';
  const interval = { ...limits, level, method: `${method} bootstrap over ${over}` };
  const doubt: Doubt = { standardError, interval };
  return defined(value, described, doubt);
}

function membersOf(clusters: readonly unknown[], n: number): Int32Array[] {
  const { clusterOf, clusters: size } = numberClusters('bootstrapInterval', clusters, n);
  const members = Array.from({ length: size }, (): number[] => []);
  for (const [i, cluster] of clusterOf.entries()) members[cluster]?.push(i);
  return members.map((cases) => Int32Array.from(cases));
}

function drawCases(n: number, random: SeededRandom): Int32Array {
  const cases = new Int32Array(n);
  for (let i = 0; i < n; i++) cases[i] = random.integer(n);
  return cases;
}

function draw(members: readonly Int32Array[], random: SeededRandom): Int32Array {
  const none = new Int32Array(0);
  return joined(members.map(() => members[random.integer(members.length)] ?? none));
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function allBut(left: number, n: number): Int32Array {
  return Int32Array.from({ length: n - 1 }, (_, i) => (i < left ? i : i + 1));
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Between the k-th and the next of B values lies k / (B + 1). */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length + 1) - 1;
  const below = Math.max(0, Math.min(sorted.length - 1, Math.floor(at)));
  const above = Math.min(sorted.length - 1, below + 1);
  const part = Math.max(0, Math.min(1, at - below));
  return (sorted[below] ?? 0) * (1 - part) + (sorted[above] ?? 0) * part;
}

/** The shares of replicates at which the corrected limits lie; null where there is no correction. */
function bcaShares(
  sorted: Float64Array,
  value: number,
  level: number,
  jackknife: () => readonly (number | null)[],
): readonly [number, number] | null {
  // Replicates equal to the value lie half below it.
  const below = sorted.reduce((sum, v) => sum + (v < value ? 1 : v === value ? 0.5 : 0), 0);
  if (below === 0 || below === sorted.length) return null;
  const left = jackknife();
  const known = left.filter((v) => v !== null);
  if (known.length < left.length) return null;
  const mean = known.reduce((sum, v) => sum + v, 0) / known.length;
  const squares = known.reduce((sum, v) => sum + (mean - v) ** 2, 0);
  const cubes = known.reduce((sum, v) => sum + (mean - v) ** 3, 0);
  const spread = squares ** 1.5;
  const acceleration = spread === 0 ? 0 : cubes / (6 * spread);
  const shift = normalQuantile(below / sorted.length, 0, 1);
  const corrected = (share: number) => {
    const z = shift + normalQuantile(share, 0, 1);
    return normalCdf(shift + z / (1 - acceleration * z), 0, 1);
  };
  return [corrected((1 - level) / 2), corrected((1 + level) / 2)];
}
