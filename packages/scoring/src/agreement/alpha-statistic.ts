import { defined, type Estimate, notDefined, requires } from '../result.ts';
import type { CountRows } from './count-rows.ts';
import { moderate } from './moderate.ts';
import { addMargins, pairableCounts, type RowStatistic } from './row-statistic.ts';

/** The squared difference of two categories that fits the scale they are on. */
export type Metric = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha of count rows: 1 − (n − 1) · Σ within units / Σ over all pairs.
 *
 * The ordinal difference (Σ_{g=c..k} n_g − (n_c + n_k)/2)² is the squared difference of the two
 * categories' mid-ranks, so that ordinal and interval share one linear pass. The ratio difference
 * has no such form and costs the square of the number of categories.
 */
export function alphaStatistic(rows: CountRows, metric: Metric): RowStatistic {
  requires(
    metric !== 'ratio' || rows.categories.every((value) => value >= 0),
    'krippendorffAlpha',
    'values of 0 or above on a ratio scale',
  );
  if (metric === 'nominal') return fixedAlpha(rows, nominalWithin(rows), nominalTotal);
  if (metric === 'ratio') {
    return fixedAlpha(rows, ratioWithin(rows), (margins) => ratioTotal(rows.categories, margins));
  }
  if (metric === 'interval') {
    const scores = moderate(rows.categories);
    return fixedAlpha(rows, squaredWithin(rows, scores, rows.units), (margins) =>
      squaredTotal(scores, margins),
    );
  }
  const scores = new Float64Array(rows.categories.length);
  const margins = new Float64Array(scores.length);
  return (units) => {
    margins.fill(0);
    addMargins(rows, units, 2, margins);
    midRanks(margins, scores);
    const within = squaredWithin(rows, scores, units);
    return alphaOf(weightedSum(units, within), squaredTotal(scores, margins), margins);
  };
}

/** Alpha with its counts, or the reason why there is none. */
export function alphaOfRows(
  rows: CountRows,
  metric: Metric,
): Estimate<{ readonly units: number; readonly pairable: number }> {
  const statistic = alphaStatistic(rows, metric);
  const { pairable, units, usedCategories } = pairableCounts(rows);
  const counts = { units, pairable };
  if (pairable === 0) return notDefined('No unit has two ratings.', counts);
  if (usedCategories === 1) {
    return notDefined('All ratings are equal, so no disagreement can be expected.', counts);
  }
  const value = statistic(rows.units);
  return Number.isNaN(value)
    ? notDefined('The ratings differ by too little to be told apart.', counts)
    : defined(value, counts);
}

/** Alpha where a row's disagreement does not depend on the other rows. */
function fixedAlpha(
  rows: CountRows,
  within: Float64Array,
  total: (margins: Float64Array) => number,
): RowStatistic {
  const margins = new Float64Array(rows.categories.length);
  return (units) => {
    margins.fill(0);
    addMargins(rows, units, 2, margins);
    return alphaOf(weightedSum(units, within), total(margins), margins);
  };
}

function alphaOf(observed: number, expected: number, margins: Float64Array): number {
  let n = 0;
  for (const margin of margins) n += margin;
  return expected > 0 ? 1 - ((n - 1) * observed) / expected : Number.NaN;
}

function weightedSum(units: Float64Array, values: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < values.length; r++) sum += (units[r] ?? 0) * (values[r] ?? 0);
  return sum;
}

/** Per row of two ratings or more: Σ over ordered pairs of unequal ratings / (size − 1). */
function nominalWithin({ start, count, size }: CountRows): Float64Array {
  return Float64Array.from(size, (m, r) => {
    if (m < 2) return 0;
    let same = 0;
    for (let e = start[r] ?? 0; e < (start[r + 1] ?? 0); e++) same += (count[e] ?? 0) ** 2;
    return (m * m - same) / (m - 1);
  });
}

function nominalTotal(margins: Float64Array): number {
  let n = 0;
  let same = 0;
  for (const margin of margins) {
    n += margin;
    same += margin * margin;
  }
  return n * n - same;
}

/**
 * Per row: Σ over ordered pairs of (score − score)² / (size − 1), by sums of the scores shifted by
 * the row's first, which makes a unanimous row exactly 0.
 */
function squaredWithin(
  { start, category, count, size }: CountRows,
  scores: Float64Array,
  units: Float64Array,
): Float64Array {
  const within = new Float64Array(size.length);
  for (let r = 0; r < size.length; r++) {
    const m = size[r] ?? 0;
    const from = start[r] ?? 0;
    const end = start[r + 1] ?? 0;
    if (m < 2 || end - from < 2 || units[r] === 0) continue;
    const origin = scores[category[from] ?? 0] ?? 0;
    let sum = 0;
    let squares = 0;
    for (let e = from + 1; e < end; e++) {
      const shifted = (scores[category[e] ?? 0] ?? 0) - origin;
      const n = count[e] ?? 0;
      sum += n * shifted;
      squares += n * shifted * shifted;
    }
    within[r] = (2 * (m * squares - sum * sum)) / (m - 1);
  }
  return within;
}

function squaredTotal(scores: Float64Array, margins: Float64Array): number {
  let n = 0;
  let sum = 0;
  for (let c = 0; c < margins.length; c++) {
    n += margins[c] ?? 0;
    sum += (margins[c] ?? 0) * (scores[c] ?? 0);
  }
  const mean = sum / n;
  let squares = 0;
  let used = 0;
  for (let c = 0; c < margins.length; c++) {
    squares += (margins[c] ?? 0) * ((scores[c] ?? 0) - mean) ** 2;
    if ((margins[c] ?? 0) > 0) used++;
  }
  // With one category in use the mean may be off by rounding; the total is 0 all the same.
  return used > 1 ? 2 * n * squares : 0;
}

/** Twice the mid-rank of each category, as differences only count up to a factor. */
function midRanks(margins: Float64Array, scores: Float64Array): void {
  let below = 0;
  for (let c = 0; c < margins.length; c++) {
    scores[c] = 2 * below + (margins[c] ?? 0);
    below += margins[c] ?? 0;
  }
}

function ratioDifference(a: number, b: number): number {
  return a === b ? 0 : ((a - b) / (a + b)) ** 2;
}

function ratioWithin({ start, category, count, size, categories }: CountRows): Float64Array {
  return Float64Array.from(size, (m, r) => {
    let sum = 0;
    for (let a = start[r] ?? 0; a < (start[r + 1] ?? 0); a++) {
      const value = categories[category[a] ?? 0] ?? 0;
      for (let b = start[r] ?? 0; b < a; b++) {
        const difference = ratioDifference(value, categories[category[b] ?? 0] ?? 0);
        sum += 2 * (count[a] ?? 0) * (count[b] ?? 0) * difference;
      }
    }
    return m < 2 ? 0 : sum / (m - 1);
  });
}

function ratioTotal(categories: Float64Array, margins: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < margins.length; a++) {
    if (margins[a] === 0) continue;
    for (let b = 0; b < a; b++) {
      const difference = ratioDifference(categories[a] ?? 0, categories[b] ?? 0);
      sum += 2 * (margins[a] ?? 0) * (margins[b] ?? 0) * difference;
    }
  }
  return sum;
}
