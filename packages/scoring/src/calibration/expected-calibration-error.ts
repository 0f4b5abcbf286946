import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';
import { requireForecasts } from './require-forecasts.ts';

/** Outcomes whose probabilities lie in (low, high]; the lowest bin holds its lower edge too. */
export interface CalibrationBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly meanPredicted: number;
  /** Share of outcomes that are 1. */
  readonly observed: number;
}

export type CalibrationError = Estimate<{
  readonly n: number;
  /** The largest |observed − predicted| of a bin; null without outcomes. */
  readonly maximum: number | null;
  /** The bins that hold outcomes, ascending: the points of a reliability plot. */
  readonly bins: readonly CalibrationBin[];
}>;

/**
 * Expected calibration error: by how much stated probabilities miss the observed shares, averaged
 * over bins by their outcomes.
 *
 * It depends on the bins, and is above 0 by chance even for perfect probabilities: compare it only
 * at equal bins and sample size.
 *
 * @param outcomes - 0 or 1
 * @param probabilities - of a 1, in [0, 1], one for each outcome
 * @param options.bins - how many, 10 unless told
 * @param options.strategy - bins of equal width (`uniform`, the default) or of equal count
 *   (`quantile`, edges by linear interpolation)
 * @param options.bootstrap - asks for a percentile interval from resampled outcomes; `clusters`, one
 *   key for each outcome, resamples whole clusters, which outcomes of one customer or agent need
 * @returns the error in [0, 1]; null without outcomes
 * @throws RangeError for lists of different length, other outcomes, a probability outside [0, 1],
 *   or fewer than one bin or replicate
 * @see Naeini, Cooper and Hauskrecht (2015), AAAI-15, pp. 2901–2907
 */
export function expectedCalibrationError(
  outcomes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  options: {
    readonly bins?: number;
    readonly strategy?: 'uniform' | 'quantile';
    readonly bootstrap?: {
      readonly random: SeededRandom;
      readonly replicates?: number;
      readonly level?: number;
      readonly clusters?: readonly (string | number)[];
    };
  } = {},
): CalibrationError {
  const name = 'expectedCalibrationError';
  const { bins: count = 10, strategy = 'uniform', bootstrap } = options;
  requireForecasts(name, outcomes, probabilities);
  requires(Number.isSafeInteger(count) && count >= 1, name, 'one bin or more');
  const n = outcomes.length;
  if (n === 0) return notDefined('there are no outcomes', { n, maximum: null, bins: [] });
  const binned = (rows: ArrayLike<number>) =>
    binsOf(rows, outcomes, probabilities, count, strategy);
  const all = Array.from({ length: n }, (_, i) => i);
  const bins = binned(all);
  const maximum = bins.reduce((most, bin) => Math.max(most, miss(bin)), 0);
  const counts = { n, maximum, bins: Object.freeze(bins) };
  if (bootstrap === undefined) return defined(average(bins, n), counts);
  const { random, replicates = 1000, level = 0.95, clusters } = bootstrap;
  requires(Number.isSafeInteger(replicates) && replicates >= 1, name, 'one replicate or more');
  requires(clusters === undefined || clusters.length === n, name, 'one cluster for each outcome');
  requireLevel(name, level);
  const parts = partsOf(clusters ?? all);
  const drawn = Float64Array.from({ length: replicates }, () => {
    const rows = parts.flatMap(() => parts[random.integer(parts.length)] ?? []);
    return average(binned(rows), rows.length);
  }).sort();
  const interval = {
    low: quantile(drawn, (1 - level) / 2),
    high: quantile(drawn, (1 + level) / 2),
    level,
    method: `percentile bootstrap of ${replicates} replicates${clusters === undefined ? '' : `, ${parts.length} clusters`}`,
  };
  return defined(average(bins, n), counts, { interval });
}

const miss = ({ observed, meanPredicted }: CalibrationBin) => Math.abs(observed - meanPredicted);

const average = (bins: readonly CalibrationBin[], n: number) =>
  bins.reduce((sum, bin) => sum + bin.count * miss(bin), 0) / n;

/** The rows of each cluster. */
function partsOf(clusters: readonly (string | number)[]): readonly (readonly number[])[] {
  const parts = new Map<string | number, number[]>();
  for (const [row, key] of clusters.entries()) {
    const known = parts.get(key);
    if (known === undefined) parts.set(key, [row]);
    else known.push(row);
  }
  return [...parts.values()];
}

function binsOf(
  rows: ArrayLike<number>,
  outcomes: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  count: number,
  strategy: 'uniform' | 'quantile',
): CalibrationBin[] {
  const predicted = Float64Array.from(rows, (row) => probabilities[row] ?? 0);
  const sorted = predicted.toSorted();
  const edges = Array.from({ length: count + 1 }, (_, k) =>
    strategy === 'uniform' ? k / count : quantile(sorted, k / count),
  );
  const sums = edges.slice(1).map(() => ({ count: 0, predicted: 0, observed: 0 }));
  for (const [i, p] of predicted.entries()) {
    const sum = sums[binOf(p, edges)];
    if (sum === undefined) continue;
    sum.count += 1;
    sum.predicted += p;
    sum.observed += outcomes[rows[i] ?? 0] ?? 0;
  }
  return sums.flatMap((sum, k) =>
    sum.count === 0
      ? []
      : [
          Object.freeze({
            low: edges[k] ?? 0,
            high: edges[k + 1] ?? 1,
            count: sum.count,
            meanPredicted: sum.predicted / sum.count,
            observed: sum.observed / sum.count,
          }),
        ],
  );
}

/** The first bin whose upper edge is not below p; the last bin for anything above its lower edge. */
function binOf(p: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 2];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (p <= (edges[middle + 1] ?? 1)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** By linear interpolation between order statistics. */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}
