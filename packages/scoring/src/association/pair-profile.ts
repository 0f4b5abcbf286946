import { requires } from '../result.ts';
import { ascendingOrder } from './ascending-order.ts';
import { RankSet } from './rank-set.ts';
import { rank } from './ranked.ts';

/**
 * For each case how it stands to all others in two ordered variables. A case may stand for several
 * equal ones (`weight`); counts are of cases.
 */
export interface PairProfile {
  /** Cases, the sum of the weights. */
  readonly n: number;
  readonly weight: Float64Array | null;
  /** Others that both variables place on the same side of it. */
  readonly concordant: Float64Array;
  /** Others that the variables place on different sides of it. */
  readonly discordant: Float64Array;
  /** Others with another x; with another y. */
  readonly untiedX: Float64Array;
  readonly untiedY: Float64Array;
}

/** Cases with two ordered values, or a table of counts: rows are x, columns y, both ascending. */
export type OrdinalData =
  | { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> }
  | readonly (readonly number[])[];

/**
 * The profile of two variables by one sweep in the order of x: n log n. Cases stand in that order,
 * and among equal x in that of y.
 *
 * @param x - finite; `y` has its length and is finite too
 */
export function profileOfPairs(x: Float64Array, y: Float64Array): PairProfile {
  const n = x.length;
  const byY = rank(y);
  const { order, tied } = ascendingOrder(x, byY.order);
  const groupOfY = new Int32Array(n);
  for (let at = 0; at < n; at++) groupOfY[at] = byY.group[order[at] ?? 0] ?? 0;
  if (byY.groups === n && !tied.includes(1)) return profileWithoutTies(groupOfY);
  const concordant = new Float64Array(n);
  const discordant = new Float64Array(n);
  const untiedX = new Float64Array(n);
  const untiedY = new Float64Array(n);
  const smallerX = new RankSet(n);
  // Per group of y: how many cases of a smaller x it holds.
  const seen = new Int32Array(byY.groups);
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && tied[to] === 1) to++;
    for (let runFrom = from; runFrom < to; ) {
      // Within equal x the cases ascend in y: a run has both equal.
      const yGroup = groupOfY[runFrom] ?? 0;
      let runTo = runFrom + 1;
      while (runTo < to && groupOfY[runTo] === yGroup) runTo++;
      const yFrom = byY.start[yGroup] ?? 0;
      const yTo = byY.start[yGroup + 1] ?? 0;
      const below = smallerX.countBelow(yFrom);
      const above = from - below - (seen[yGroup] ?? 0);
      const same = below + (n - yTo - above - (to - runTo));
      const opposite = above + (yFrom - below - (runFrom - from));
      for (let at = runFrom; at < runTo; at++) {
        concordant[at] = same;
        discordant[at] = opposite;
        untiedX[at] = n - (to - from);
        untiedY[at] = n - (yTo - yFrom);
      }
      runFrom = runTo;
    }
    for (let at = from; at < to; at++) {
      const yGroup = groupOfY[at] ?? 0;
      const place = seen[yGroup] ?? 0;
      smallerX.add((byY.start[yGroup] ?? 0) + place);
      seen[yGroup] = place + 1;
    }
    from = to;
  }
  return { n, weight: null, concordant, discordant, untiedX, untiedY };
}

/** The same where no value occurs twice. @param rankOfY - per case in the order of x its rank in y, from 0 */
function profileWithoutTies(rankOfY: Int32Array): PairProfile {
  const n = rankOfY.length;
  const concordant = new Float64Array(n);
  const discordant = new Float64Array(n);
  const smallerX = new RankSet(n);
  for (let at = 0; at < n; at++) {
    const place = rankOfY[at] ?? 0;
    const below = smallerX.addAndCountBelow(place);
    const same = 2 * below + n - 1 - at - place;
    concordant[at] = same;
    discordant[at] = n - 1 - same;
  }
  const untied = new Float64Array(n).fill(n - 1);
  return { n, weight: null, concordant, discordant, untiedX: untied, untiedY: untied };
}

/**
 * The profile of a table of counts: one case a cell.
 *
 * @throws RangeError unless rows have the same length and hold whole counts
 */
export function profileOfTable(name: string, table: readonly (readonly number[])[]): PairProfile {
  const columns = table[0]?.length ?? 0;
  for (const row of table) {
    requires(row.length === columns, name, 'rows of the same length');
    const whole = row.every((count) => Number.isSafeInteger(count) && count >= 0);
    requires(whole, name, 'whole counts, 0 or more');
  }
  const cumulated = cumulate(table, columns);
  const upTo = (row: number, column: number) => cumulated[row]?.[column] ?? 0;
  const rows = table.length;
  const n = upTo(rows, columns);
  const size = rows * columns;
  const weight = Float64Array.from(table.flat());
  const profile = {
    concordant: new Float64Array(size),
    discordant: new Float64Array(size),
    untiedX: new Float64Array(size),
    untiedY: new Float64Array(size),
  };
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const cell = i * columns + j;
      const lowerLeft = upTo(i, j);
      const lowerRight = upTo(i, columns) - upTo(i, j + 1);
      const upperLeft = upTo(rows, j) - upTo(i + 1, j);
      const inRow = upTo(i + 1, columns) - upTo(i, columns);
      const inColumn = upTo(rows, j + 1) - upTo(rows, j);
      const upperRight = n - upTo(i + 1, columns) - upTo(rows, j + 1) + upTo(i + 1, j + 1);
      profile.concordant[cell] = lowerLeft + upperRight;
      profile.discordant[cell] = lowerRight + upperLeft;
      profile.untiedX[cell] = n - inRow;
      profile.untiedY[cell] = n - inColumn;
    }
  }
  return { n, weight, ...profile };
}

/** At (i, j) the sum of the counts in rows before i and columns before j. */
function cumulate(table: readonly (readonly number[])[], columns: number): Float64Array[] {
  const sums = [new Float64Array(columns + 1)];
  for (const row of table) {
    const above = sums.at(-1);
    const next = new Float64Array(columns + 1);
    let inRow = 0;
    for (const [j, count] of row.entries()) {
      inRow += count;
      next[j + 1] = (above?.[j + 1] ?? 0) + inRow;
    }
    sums.push(next);
  }
  return sums;
}
