import type { Ratings } from '../ratings/ratings.ts';
import { codeValues } from './code-values.ts';
import { type CountRows, requireEachOnce, rowsOfCodes } from './count-rows.ts';
import { type GroupedRows, groupRows } from './group-rows.ts';

/** The most packed rows there may be: a table of them takes 16 MiB. */
const mostKeys = 2 ** 22;

/**
 * Counts each unit's ratings and gathers units with equal counts. Linear in the ratings.
 *
 * Where a unit's counts fit into one small number, digit by digit, that number is its row: no unit's
 * counts are written down, sorted or compared. Scales of a few tiers are nearly always such.
 *
 * @param name - of the function on whose behalf input is refused
 * @param declared - the categories there are; by default those that occur
 * @returns rows in the order of the units in which they first appear, unrated units included
 * @throws RangeError on a value that is not finite or not declared, an index out of range, or a
 *   rater who rates a unit twice
 */
export function gatherRows(
  name: string,
  ratings: Ratings,
  declared?: readonly number[],
): GroupedRows {
  const { categories, code } = codeValues(name, ratings.value, declared);
  requireEachOnce(name, ratings);
  const radix = largestUnit(ratings) + 1;
  const keys = radix ** categories.length;
  return keys <= Math.min(mostKeys, 1024 + 64 * code.length)
    ? byKey(ratings, categories, code, radix, keys)
    : groupRows(rowsOfCodes(ratings, categories, code));
}

/** The most ratings any unit has. */
function largestUnit({ unit, units }: Ratings): number {
  const size = new Int32Array(units);
  let most = 0;
  for (let i = 0; i < unit.length; i++) {
    const n = (size[unit[i] ?? 0] ?? 0) + 1;
    size[unit[i] ?? 0] = n;
    if (n > most) most = n;
  }
  return most;
}

function byKey(
  { unit, units }: Ratings,
  categories: Float64Array,
  code: Int32Array,
  radix: number,
  keys: number,
): GroupedRows {
  const place = Int32Array.from(categories, (_, c) => radix ** c);
  // First the key of each unit, then its row.
  const rowOf = new Int32Array(units);
  for (let i = 0; i < code.length; i++) {
    const u = unit[i] ?? 0;
    rowOf[u] = (rowOf[u] ?? 0) + (place[code[i] ?? 0] ?? 0);
  }
  const numberOf = new Int32Array(keys);
  const found: number[] = [];
  const total: number[] = [];
  for (let u = 0; u < units; u++) {
    const key = rowOf[u] ?? 0;
    let number = numberOf[key] ?? 0;
    if (number === 0) {
      number = found.push(key);
      numberOf[key] = number;
      total.push(0);
    }
    rowOf[u] = number - 1;
    total[number - 1] = (total[number - 1] ?? 0) + 1;
  }
  return { rows: rowsOfKeys(found, total, categories, radix), rowOf };
}

function rowsOfKeys(
  keys: readonly number[],
  units: readonly number[],
  categories: Float64Array,
  radix: number,
): CountRows {
  const start = new Int32Array(keys.length + 1);
  const size = new Int32Array(keys.length);
  const category: number[] = [];
  const count: number[] = [];
  for (const [r, key] of keys.entries()) {
    let left = key;
    for (let c = 0; left > 0; c++, left = Math.floor(left / radix)) {
      const n = left % radix;
      if (n === 0) continue;
      category.push(c);
      count.push(n);
      size[r] = (size[r] ?? 0) + n;
    }
    start[r + 1] = category.length;
  }
  return {
    categories,
    start,
    category: Int32Array.from(category),
    count: Int32Array.from(count),
    size,
    units: Float64Array.from(units),
  };
}
