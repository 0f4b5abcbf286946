import { ascendingOrder } from '@assay/scoring/association/ascending-order';
import { type Grouped, groupedOf, type Ranked, rankedBy, startsWithin } from './grouped.ts';
import { rankedByFew } from './ranked-by-few.ts';

/** The rows of a column that have a value, from the smallest to the largest. */
export type ColumnOrder = Int32Array;

/** Sorts a column once, for all pairs that it is in. */
export function orderOf(values: Float64Array): ColumnOrder {
  const rows = new Int32Array(values.length);
  let known = 0;
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row])) rows[known++] = row;
  }
  const present = new Float64Array(known);
  for (let at = 0; at < known; at++) present[at] = values[rows[at] ?? 0] ?? 0;
  const { order } = ascendingOrder(present);
  return order.map((at) => rows[at] ?? 0);
}

/** A column of a table, with what is kept of its order; what is not is made for each use. */
export interface Sorted {
  readonly values: Float64Array;
  readonly order?: ColumnOrder;
  readonly ranked?: Ranked;
  readonly known?: Int32Array;
}

/** A column sorted for many uses. */
export const sortedColumn = (values: Float64Array): Sorted & { readonly ranked: Ranked } => ({
  ...{ values, ranked: rankedByFew(values) ?? rankedBy(values, orderOf(values)) },
});

/** The same with its order kept, for what goes along it. */
export function columnInOrder(values: Float64Array): Sorted & { readonly ranked: Ranked } {
  const order = orderOf(values);
  const { codes, groups } = rankedBy(values, order);
  const inOrder = order.map((row) => codes[row] ?? 0);
  return {
    values,
    ranked: { codes, groups, order, starts: startsWithin({ group: inOrder, groups }) },
  };
}

const rankedOf = ({ values, order, ranked }: Sorted): Ranked =>
  ranked ?? rankedBy(values, order ?? orderOf(values));

/** What a pair is computed from: the rows that have both values, and weights. */
export interface Cases {
  readonly n: number;
  /** Rows of the table, ascending. */
  readonly rows: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly byX: Grouped;
  readonly byY: Grouped;
  /** Above 0. */
  readonly weights: Float64Array;
}

/** The rows that a column has, ascending. */
export function knownRows(values: Float64Array): Int32Array {
  const rows = new Int32Array(values.length);
  let n = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row])) rows[n++] = row;
  return n === rows.length ? rows : rows.slice(0, n);
}

/** The rows that two columns both have; no new list where one of them has all rows. */
export function rowsOf(x: Sorted, y: Sorted): Int32Array {
  const ofX = x.known ?? knownRows(x.values);
  const ofY = y.known ?? knownRows(y.values);
  if (ofX.length === x.values.length) return ofY;
  return ofY.length === y.values.length ? ofX : ofX.filter((row) => !Number.isNaN(y.values[row]));
}

/**
 * The cases of a pair. The orders of the columns are picked from, not made anew.
 *
 * @param weightOf - of each row of the table; null where all count alike
 */
export function casesOf(
  x: Sorted,
  y: Sorted,
  rows: Int32Array,
  weightOf: Float64Array | null,
): Cases {
  const [cases] = splitCases(x, y, [rows], weightOf);
  if (cases === undefined) throw new Error('one part gives cases of one');
  return cases;
}

/** The cases of several parts of the rows. */
export function splitCases(
  x: Sorted,
  y: Sorted,
  parts: readonly Int32Array[],
  weightOf: Float64Array | null,
): readonly Cases[] {
  const ofX = rankedOf(x);
  const ofY = rankedOf(y);
  return parts.map((rows) => ({
    ...{ n: rows.length, rows, byX: groupedOf(ofX, rows), byY: groupedOf(ofY, rows) },
    ...{ x: pick(x.values, rows), y: pick(y.values, rows) },
    weights: weightOf === null ? onesOf(rows.length) : pick(weightOf, rows),
  }));
}

/** As long as the most that were asked for; nobody writes to them. */
let ones = new Float64Array();

/** Weights of cases that count alike. */
function onesOf(n: number): Float64Array {
  if (ones.length < n) ones = new Float64Array(n).fill(1);
  return ones.subarray(0, n);
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  if (rows.length === values.length) return values;
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at] ?? 0] ?? 0;
  return picked;
}
