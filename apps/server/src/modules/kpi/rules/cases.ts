import { ascendingOrder } from '@assay/scoring/association/ascending-order';

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

/** A column of a table together with its order. */
export interface Sorted {
  readonly values: Float64Array;
  readonly order: ColumnOrder;
}

/** Cases in the order of one variable, equal values in groups. */
export interface Grouped {
  /** Positions of cases. */
  readonly order: Int32Array;
  /** Per case its group, 0 for the smallest value. */
  readonly group: Int32Array;
  readonly groups: number;
}

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

/** The rows that two columns both have, or those of them that `kept` names. */
export function rowsOf(x: Sorted, y: Sorted, kept: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(Math.min(x.order.length, y.order.length));
  let n = 0;
  for (let row = 0; row < x.values.length; row++) {
    if (Number.isNaN(x.values[row]) || Number.isNaN(y.values[row]) || !kept(row)) continue;
    rows[n++] = row;
  }
  return rows.subarray(0, n);
}

/**
 * The cases of a pair. The orders of the columns are filtered, not made anew.
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

/** The cases of several parts of the rows, which share none, in one pass over the orders. */
export function splitCases(
  x: Sorted,
  y: Sorted,
  parts: readonly Int32Array[],
  weightOf: Float64Array | null,
): readonly Cases[] {
  const place = new Int32Array(x.values.length).fill(-1);
  const part = parts.length === 1 ? null : new Int32Array(x.values.length);
  for (let p = 0; p < parts.length; p++) {
    const rows = parts[p] ?? new Int32Array();
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      place[row] = at;
      if (part !== null) part[row] = p;
    }
  }
  const sizes = parts.map((rows) => rows.length);
  const byX = grouped(x, place, part, sizes);
  const byY = grouped(y, place, part, sizes);
  return parts.map((rows, p) => {
    const [ofX, ofY] = [byX[p], byY[p]];
    if (ofX === undefined || ofY === undefined) throw new Error('a part has no order');
    return {
      ...{ n: rows.length, rows, byX: ofX, byY: ofY },
      ...{ x: pick(x.values, rows), y: pick(y.values, rows) },
      weights: weightOf === null ? new Float64Array(rows.length).fill(1) : pick(weightOf, rows),
    };
  });
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = values[rows[at] ?? 0] ?? 0;
  return picked;
}

function grouped(
  { values, order: sorted }: Sorted,
  place: Int32Array,
  part: Int32Array | null,
  sizes: readonly number[],
): readonly Grouped[] {
  const orders = sizes.map((n) => new Int32Array(n));
  const groupOf = sizes.map((n) => new Int32Array(n));
  const reached = new Int32Array(sizes.length);
  const groups = new Int32Array(sizes.length);
  const last = new Float64Array(sizes.length).fill(Number.NaN);
  for (let k = 0; k < sorted.length; k++) {
    const row = sorted[k] ?? 0;
    const position = place[row] ?? -1;
    if (position < 0) continue;
    const p = part === null ? 0 : (part[row] ?? 0);
    const value = values[row] ?? 0;
    if (value !== last[p]) groups[p] = (groups[p] ?? 0) + 1;
    last[p] = value;
    const [order, group] = [orders[p], groupOf[p]];
    const at = reached[p] ?? 0;
    if (order !== undefined) order[at] = position;
    if (group !== undefined) group[position] = (groups[p] ?? 0) - 1;
    reached[p] = at + 1;
  }
  return sizes.map((n, p) => ({
    order: orders[p] ?? new Int32Array(n),
    group: groupOf[p] ?? new Int32Array(n),
    groups: groups[p] ?? 0,
  }));
}

/** The sum of weights by group. */
export function groupWeights({ group, groups }: Grouped, weights: Float64Array): Float64Array {
  const sums = new Float64Array(groups);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0;
    sums[g] = (sums[g] ?? 0) + (weights[i] ?? 0);
  }
  return sums;
}

export function total(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum;
}
