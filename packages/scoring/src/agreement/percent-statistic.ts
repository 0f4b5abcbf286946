import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { type Doubt, defined, type Estimate, notDefined } from '../result.ts';
import type { CountRows } from './count-rows.ts';
import { pairableCounts, type RowStatistic } from './row-statistic.ts';

/** Per row of two ratings or more: agreeing pairs / pairs, in [0, 1]; else 0. */
function pairwise({ start, count, size }: CountRows): Float64Array {
  return Float64Array.from(size, (m, r) => {
    let same = 0;
    for (let e = start[r] ?? 0; e < (start[r + 1] ?? 0); e++) {
      same += (count[e] ?? 0) * ((count[e] ?? 0) - 1);
    }
    return m < 2 ? 0 : same / (m * (m - 1));
  });
}

/** Mean over units of the share of their pairs of ratings that agree. */
export function percentStatistic(rows: CountRows): RowStatistic {
  const agreement = pairwise(rows);
  return (units) => {
    let sum = 0;
    let n = 0;
    for (let r = 0; r < agreement.length; r++) {
      if ((rows.size[r] ?? 0) < 2) continue;
      n += units[r] ?? 0;
      sum += (units[r] ?? 0) * (agreement[r] ?? 0);
    }
    return n > 0 ? sum / n : Number.NaN;
  };
}

export interface PercentCounts {
  readonly units: number;
  readonly pairable: number;
  /** share of the units on which every rating is the same; `null` without such units */
  readonly unanimous: number | null;
}

/** Percent agreement with its counts, standard error and interval. */
export function percentOfRows(rows: CountRows, level: number): Estimate<PercentCounts> {
  const { pairable, units } = pairableCounts(rows);
  if (units === 0) {
    return notDefined('No unit has two ratings.', { units, pairable, unanimous: null });
  }
  const agreement = pairwise(rows);
  const value = percentStatistic(rows)(rows.units);
  let squares = 0;
  let unanimous = 0;
  for (let r = 0; r < agreement.length; r++) {
    if ((rows.size[r] ?? 0) < 2) continue;
    squares += (rows.units[r] ?? 0) * ((agreement[r] ?? 0) - value) ** 2;
    if (agreement[r] === 1) unanimous += rows.units[r] ?? 0;
  }
  const counts = { units, pairable, unanimous: unanimous / units };
  return defined(value, counts, units > 1 ? doubtOf(value, squares, units, level) : {});
}

function doubtOf(value: number, squares: number, units: number, level: number): Doubt {
  const standardError = Math.sqrt(squares / (units * (units - 1)));
  const half = tQuantile((1 + level) / 2, units - 1) * standardError;
  return {
    standardError,
    interval: {
      low: Math.max(0, value - half),
      high: Math.min(1, value + half),
      level,
      method: 'Student t over units',
    },
  };
}
