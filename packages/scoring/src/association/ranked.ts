import { ascendingOrder } from './ascending-order.ts';

/** Values in ascending order, equal ones gathered in groups. */
export interface Ranked {
  /** Positions of the values from the smallest to the largest. */
  readonly order: Int32Array;
  /** Per value its group, 0 for the smallest. */
  readonly group: Int32Array;
  /** Per group where it starts in `order`; one entry more, the number of values. */
  readonly start: Int32Array;
  readonly groups: number;
}

/**
 * Sorts finite numbers and gathers the equal ones.
 *
 * @param given - an order that equal values keep
 */
export function rank(values: Float64Array, given?: Int32Array): Ranked {
  const { order, tied } = ascendingOrder(values, given);
  const n = order.length;
  const group = new Int32Array(n);
  const start = new Int32Array(n + 1);
  let groups = 0;
  for (let at = 0; at < n; at++) {
    if (tied[at] === 0) start[groups++] = at;
    group[order[at] ?? 0] = groups - 1;
  }
  start[groups] = n;
  return { order, group, start: start.subarray(0, groups + 1), groups };
}

/** Ranks from 1; equal values share the mean of theirs. */
export function midRanksOf({ group, start }: Ranked): Float64Array {
  const ranks = new Float64Array(group.length);
  for (let i = 0; i < ranks.length; i++) {
    const g = group[i] ?? 0;
    ranks[i] = ((start[g] ?? 0) + 1 + (start[g + 1] ?? 0)) / 2;
  }
  return ranks;
}
