import { expectedCalibrationError } from '@assay/scoring/calibration/expected-calibration-error';
import { drawUnits, percentileInterval } from '../../kpi/rules/resample.ts';
import type { QualityFigure } from './model.ts';

const bins = 10;
const replicates = 500;

/** What was forecast of tickets, and what came. */
interface Forecasts {
  readonly p: Float64Array;
  readonly y: Float64Array;
  /** What is resampled together; below 0 for a ticket by itself. */
  readonly unit: Int32Array;
}

/**
 * Expected calibration error over ten bins of equal count. Its interval is of resamples of tickets or
 * clusters in the same bins, so that forecasts are sorted once however many they are.
 */
export function calibrationErrorOf(
  { p, y, unit: clusterOf }: Forecasts,
  { level, seed }: { readonly level: number; readonly seed: number },
): QualityFigure {
  const n = p.length;
  const found = expectedCalibrationError(y, p, { bins, strategy: 'quantile' });
  const { value } = found;
  if (value === null) {
    return { value, undefinedBecause: found.undefinedBecause, interval: null, n };
  }
  const codes = clusterOf.map((unit) => Math.max(-1, unit));
  const cluster = { key: 'unit', label: 'unit', levels: [], codes };
  const { draws, unitOf, units } = drawUnits(n, cluster, replicates, seed);
  const size = found.bins.length;
  const highs = found.bins.map(({ high }) => high);
  // by unit: how far outcomes exceed forecasts in each bin, and how many there are
  const excess = new Float64Array(units * size);
  const counts = new Float64Array(units);
  for (let i = 0; i < n; i++) {
    const unit = unitOf[i] ?? 0;
    let bin = 0;
    while (bin < size - 1 && (p[i] ?? 0) > (highs[bin] ?? 1)) bin += 1;
    const at = unit * size + bin;
    excess[at] = (excess[at] ?? 0) + (y[i] ?? 0) - (p[i] ?? 0);
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
  const errors = Float64Array.from({ length: replicates }, (_, b) => {
    const sums = new Float64Array(size);
    let all = 0;
    for (let unit = 0; unit < units; unit++) {
      const times = draws[b * units + unit] ?? 0;
      if (times === 0) continue;
      all += times * (counts[unit] ?? 0);
      for (let k = 0; k < size; k++) {
        sums[k] = (sums[k] ?? 0) + times * (excess[unit * size + k] ?? 0);
      }
    }
    return sums.reduce((sum, one) => sum + Math.abs(one), 0) / all;
  });
  const method = 'bootstrap over tickets or clusters, bins kept';
  const interval = percentileInterval(errors, replicates, level, method);
  return { value, undefinedBecause: null, interval, n };
}
