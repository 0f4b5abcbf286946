import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, requires } from '../result.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import {
  type Asked,
  type ChanceCorrectedCounts,
  chanceCorrectedOfRows,
} from './chance-corrected.ts';
import { countRaters } from './count-raters.ts';
import type { CountRows } from './count-rows.ts';
import { gatherRows } from './gather-rows.ts';

export interface ScottOptions {
  /** 'none' by default */
  readonly weights?: AgreementWeights;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** for ratings: the categories there are, which only weights depend on */
  readonly categories?: readonly number[];
}

/**
 * Scott's pi of two ratings a unit: agreement beyond what the pooled shares make expected.
 *
 * At most 1. Units with one rating are left out. `null` without a unit of two ratings, or when all
 * ratings are equal. The standard error is the large-sample one, with 1/n.
 *
 * @param input - a square table of whole counts (rows: first rater, columns: second; categories are
 *   positions), or ratings with at most two a unit
 * @throws RangeError on a table that is not square or of whole counts, on malformed ratings, or on
 *   a unit with more than two ratings
 * @see Scott (1955), Public Opinion Quarterly 19; Gwet (2014), section 5.3
 */
export function scottPi(
  input: Ratings | readonly (readonly number[])[],
  { weights = 'none', level = 0.95, categories }: ScottOptions = {},
): Estimate<ChanceCorrectedCounts & { readonly raters: number }> {
  requires(level > 0 && level < 1, 'scottPi', 'a level between 0 and 1');
  const asked = { name: 'scottPi', weights, level };
  if (!('unit' in input)) {
    return Object.freeze({ ...scottOfRows(rowsOfTable(input), asked), raters: 2 });
  }
  const grouped = gatherRows('scottPi', input, categories);
  const raters = countRaters(input, grouped, 2);
  return Object.freeze({ ...scottOfRows(grouped.rows, asked), raters });
}

export function scottOfRows(rows: CountRows, asked: Asked): Estimate<ChanceCorrectedCounts> {
  requires(
    rows.size.every((m) => m <= 2),
    asked.name,
    'at most two ratings a unit',
  );
  const pairedOnly = Float64Array.from(rows.units, (n, r) => (rows.size[r] === 2 ? n : 0));
  const estimate = chanceCorrectedOfRows({ ...rows, units: pairedOnly }, 'shares', asked);
  const { interval, standardError, ...counts } = estimate;
  if (estimate.value === null || interval === undefined || standardError === undefined) {
    return estimate;
  }
  // Gwet's estimators divide by n(n − 1) for ratings in general, by n² for a table of two.
  const shrink = Math.sqrt((counts.units - 1) / counts.units);
  const half = (estimate.value - interval.low) * shrink;
  return defined(estimate.value, counts, {
    standardError: standardError * shrink,
    interval: {
      ...interval,
      low: estimate.value - half,
      high: Math.min(1, estimate.value + half),
    },
  });
}

/** One row for each cell: a unit with the row's and the column's category. */
function rowsOfTable(table: readonly (readonly number[])[]): CountRows {
  const size = table.length;
  requires(
    size > 0 && table.every((row) => row.length === size),
    'scottPi',
    'a table with as many columns as rows',
  );
  const cells = table.flatMap((row, i) => row.map((units, j) => ({ i, j, units })));
  requires(
    cells.every(({ units }) => Number.isSafeInteger(units) && units >= 0),
    'scottPi',
    'whole counts of 0 or above',
  );
  const start = new Int32Array(cells.length + 1);
  cells.forEach(({ i, j }, r) => {
    start[r + 1] = (start[r] ?? 0) + (i === j ? 1 : 2);
  });
  return {
    categories: Float64Array.from(table.keys()),
    start,
    category: Int32Array.from(
      cells.flatMap(({ i, j }) => (i === j ? [i] : [Math.min(i, j), Math.max(i, j)])),
    ),
    count: Int32Array.from(cells.flatMap(({ i, j }) => (i === j ? [2] : [1, 1]))),
    size: new Int32Array(cells.length).fill(2),
    units: Float64Array.from(cells, ({ units }) => units),
  };
}
