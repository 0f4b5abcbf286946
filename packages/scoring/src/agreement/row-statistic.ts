import type { CountRows } from './count-rows.ts';

/**
 * A coefficient of count rows as a function of how many units each row stands for, so that a
 * bootstrap replicate is one call. NaN stands for undefined.
 */
export type RowStatistic = (units: Float64Array) => number;

/** Ratings in units with at least two, units of that kind, and categories in use among them. */
export interface PairableCounts {
  readonly pairable: number;
  readonly units: number;
  readonly usedCategories: number;
}

export function pairableCounts(rows: CountRows): PairableCounts {
  const used = new Uint8Array(rows.categories.length);
  let pairable = 0;
  let units = 0;
  for (let r = 0; r < rows.size.length; r++) {
    const size = rows.size[r] ?? 0;
    const weight = rows.units[r] ?? 0;
    if (size < 2 || weight === 0) continue;
    pairable += size * weight;
    units += weight;
    for (let e = rows.start[r] ?? 0; e < (rows.start[r + 1] ?? 0); e++) {
      used[rows.category[e] ?? 0] = 1;
    }
  }
  return { pairable, units, usedCategories: used.reduce((sum, flag) => sum + flag, 0) };
}

/** Adds to `margins` how often each category was given in rows of at least `minimum` ratings. */
export function addMargins(
  { start, category, count, size }: CountRows,
  units: Float64Array,
  minimum: number,
  margins: Float64Array,
): void {
  for (let r = 0; r < size.length; r++) {
    const weight = units[r] ?? 0;
    if (weight === 0 || (size[r] ?? 0) < minimum) continue;
    const end = start[r + 1] ?? 0;
    for (let e = start[r] ?? 0; e < end; e++) {
      const c = category[e] ?? 0;
      margins[c] = (margins[c] ?? 0) + weight * (count[e] ?? 0);
    }
  }
}
