import type { Ratings } from '../ratings/ratings.ts';
import { requires } from '../result.ts';
import { codeValues } from './code-values.ts';
import { stableOrder } from './stable-order.ts';

/**
 * What chance-corrected agreement needs of ratings: for each unit how often each category was
 * given. Units with equal counts may share a row. Entries `start[r]` to `start[r + 1]` belong to
 * row r, categories rising.
 */
export interface CountRows {
  /** the category values, ascending and distinct */
  readonly categories: Float64Array;
  readonly start: Int32Array;
  /** per entry: index into `categories` */
  readonly category: Int32Array;
  /** per entry: how many raters gave it, at least 1 */
  readonly count: Int32Array;
  /** per row: its ratings */
  readonly size: Int32Array;
  /** per row: how many units it stands for */
  readonly units: Float64Array;
}

/**
 * One row a unit, in the order of the units, unrated units included. Linear in the ratings.
 *
 * @param name - of the function on whose behalf input is refused
 * @param declared - the categories there are; by default those that occur
 * @throws RangeError on a value that is not finite or not declared, an index out of range, or a
 *   rater who rates a unit twice
 */
export function countRows(name: string, ratings: Ratings, declared?: readonly number[]): CountRows {
  const { categories, code } = codeValues(name, ratings.value, declared);
  requireEachOnce(name, ratings);
  return rowsOfCodes(ratings, categories, code);
}

/** @param code - per rating the index of its category */
export function rowsOfCodes(
  { unit, units }: Ratings,
  categories: Float64Array,
  code: Int32Array,
): CountRows {
  // A table of all units and categories is faster where it is not mostly empty.
  const fill = categories.length * units <= 8 * code.length + 1024 ? byTable : bySorting;
  const entries = fill(unit, units, code, categories.length);
  return { categories, ...entries, units: new Float64Array(units).fill(1) };
}

type Entries = Pick<CountRows, 'start' | 'category' | 'count' | 'size'>;

/** @throws RangeError on an index out of range, or a rater who rates a unit twice */
export function requireEachOnce(name: string, { unit, rater, units, raters }: Ratings): void {
  const lastUnit = new Int32Array(raters).fill(-1);
  let inRange = true;
  let inOrder = true;
  let distinct = true;
  let before = 0;
  for (let i = 0; i < unit.length; i++) {
    const u = unit[i] ?? -1;
    const r = rater[i] ?? -1;
    if (u < 0 || u >= units || r < 0 || r >= raters) inRange = false;
    if (u < before) inOrder = false;
    if (lastUnit[r] === u) distinct = false;
    lastUnit[r] = u;
    before = u;
  }
  requires(inRange, name, 'unit and rater indices in range');
  if (!inOrder) {
    lastUnit.fill(-1);
    distinct = true;
    for (const i of stableOrder(unit, units, null)) {
      const r = rater[i] ?? 0;
      if (lastUnit[r] === unit[i]) distinct = false;
      lastUnit[r] = unit[i] ?? 0;
    }
  }
  requires(distinct, name, 'one rating per unit and rater');
}

function byTable(unit: Int32Array, units: number, code: Int32Array, categories: number): Entries {
  const table = new Int32Array(units * categories);
  let entries = 0;
  for (let i = 0; i < code.length; i++) {
    const at = (unit[i] ?? 0) * categories + (code[i] ?? 0);
    const n = table[at] ?? 0;
    if (n === 0) entries++;
    table[at] = n + 1;
  }
  const start = new Int32Array(units + 1);
  const category = new Int32Array(entries);
  const count = new Int32Array(entries);
  const size = new Int32Array(units);
  let next = 0;
  for (let u = 0; u < units; u++) {
    const from = u * categories;
    let ratings = 0;
    for (let c = 0; c < categories; c++) {
      const n = table[from + c] ?? 0;
      if (n === 0) continue;
      category[next] = c;
      count[next++] = n;
      ratings += n;
    }
    start[u + 1] = next;
    size[u] = ratings;
  }
  return { start, category, count, size };
}

function bySorting(unit: Int32Array, units: number, code: Int32Array, categories: number): Entries {
  const order = stableOrder(unit, units, stableOrder(code, categories, null));
  const start = new Int32Array(units + 1);
  const category = new Int32Array(order.length);
  const count = new Int32Array(order.length);
  const size = new Int32Array(units);
  let entries = 0;
  let openUnit = -1;
  for (const i of order) {
    const u = unit[i] ?? 0;
    const c = code[i] ?? 0;
    size[u] = (size[u] ?? 0) + 1;
    if (u === openUnit && category[entries - 1] === c) {
      count[entries - 1] = (count[entries - 1] ?? 0) + 1;
    } else {
      while (openUnit < u) start[++openUnit] = entries;
      category[entries] = c;
      count[entries++] = 1;
    }
  }
  while (openUnit < units) start[++openUnit] = entries;
  return {
    start,
    category: category.subarray(0, entries),
    count: count.subarray(0, entries),
    size,
  };
}
