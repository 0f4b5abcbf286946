/** Per row of a table which of the distinct values of a column it has, 0 for the smallest; -1 for none. */
export interface Ranked {
  readonly codes: Int32Array;
  readonly groups: number;
  /** The rows that have a value, from the smallest to the largest; only where it is kept. */
  readonly order?: Int32Array;
  /** Where each value begins in that order and, at last, where the order ends; with the order. */
  readonly starts?: Int32Array;
}

export function rankedBy(values: Float64Array, order: Int32Array): Ranked {
  const codes = new Int32Array(values.length).fill(-1);
  let groups = 0;
  let last = Number.NaN;
  for (let at = 0; at < order.length; at++) {
    const row = order[at] ?? 0;
    const value = values[row] ?? 0;
    if (value !== last) groups += 1;
    last = value;
    codes[row] = groups - 1;
  }
  return { codes, groups };
}

/** Cases with equal values of one variable in groups. */
export interface Grouped {
  /** Per case its group, 0 for the smallest value. */
  readonly group: Int32Array;
  readonly groups: number;
  /** What `orderWithin` and `startsWithin` give, where it is known. */
  readonly order?: Int32Array;
  readonly starts?: Int32Array;
}

/** Groups per case from which sorting the codes is quicker than marking them. */
const sparse = 16;

/** The groups that some rows have, numbered without a gap. @param rows - ascending, all with a value */
export function groupedOf(ranked: Ranked, rows: Int32Array): Grouped {
  const { codes, groups } = ranked;
  const n = rows.length;
  if (n === codes.length) return { ...ranked, group: codes };
  const group = new Int32Array(n);
  for (let i = 0; i < n; i++) group[i] = codes[rows[i] ?? 0] ?? 0;
  return groups > sparse * n ? withoutGapsBySorting(group) : withoutGaps(group, groups);
}

function withoutGaps(group: Int32Array, most: number): Grouped {
  const place = new Int32Array(most);
  for (let i = 0; i < group.length; i++) place[group[i] ?? 0] = 1;
  let groups = 0;
  for (let g = 0; g < most; g++) if (place[g] === 1) place[g] = groups++;
  for (let i = 0; i < group.length; i++) group[i] = place[group[i] ?? 0] ?? 0;
  return { group, groups };
}

function withoutGapsBySorting(group: Int32Array): Grouped {
  const distinct = group.toSorted();
  let groups = 0;
  for (let at = 0; at < distinct.length; at++) {
    const code = distinct[at] ?? 0;
    if (at === 0 || code !== distinct[groups - 1]) distinct[groups++] = code;
  }
  for (let i = 0; i < group.length; i++) group[i] = placeIn(distinct, groups, group[i] ?? 0);
  return { group, groups };
}

/** Where a code stands among the distinct ones. */
function placeIn(distinct: Int32Array, groups: number, code: number): number {
  let [low, high] = [0, groups - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((distinct[middle] ?? 0) < code) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Positions of the cases from the smallest value to the largest, equal ones as they come. */
export function orderWithin({ group, groups, order: known }: Grouped): Int32Array {
  if (known !== undefined) return known;
  const next = startsWithin({ group, groups });
  const order = new Int32Array(group.length);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0;
    const at = next[g] ?? 0;
    order[at] = i;
    next[g] = at + 1;
  }
  return order;
}

/** Where each group begins in the order of the cases and, at last, where the order ends. */
export function startsWithin({ group, groups, starts: known }: Grouped): Int32Array {
  if (known !== undefined) return known;
  const starts = new Int32Array(groups + 1);
  for (let i = 0; i < group.length; i++) {
    const above = (group[i] ?? 0) + 1;
    starts[above] = (starts[above] ?? 0) + 1;
  }
  for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
  return starts;
}

/** The sum of something by group. */
export function sumsByGroup({ group, groups }: Grouped, values: Float64Array): Float64Array {
  const sums = new Float64Array(groups);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] ?? 0;
    sums[g] = (sums[g] ?? 0) + (values[i] ?? 0);
  }
  return sums;
}

/** The value that each group has. */
export function valuesByGroup({ group, groups }: Grouped, values: Float64Array): Float64Array {
  const found = new Float64Array(groups);
  for (let i = 0; i < group.length; i++) found[group[i] ?? 0] = values[i] ?? 0;
  return found;
}
