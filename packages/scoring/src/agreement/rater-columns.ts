import type { Ratings } from '../ratings/ratings.ts';
import { requires } from '../result.ts';

/**
 * Each rater's values as a column over the units that every rater rated, in the order of the units.
 *
 * @throws RangeError on values that are not finite, indices out of range, or repeated ratings
 */
export function completeColumns(name: string, ratings: Ratings): readonly Float64Array[] {
  const { unit, rater, value, units, raters } = ratings;
  const size = new Int32Array(units);
  checkEntries(name, ratings, (u) => {
    size[u] = (size[u] ?? 0) + 1;
  });
  const place = new Int32Array(units).fill(-1);
  let complete = 0;
  for (let u = 0; u < units; u++) if (size[u] === raters) place[u] = complete++;
  const columns = Array.from({ length: raters }, () => new Float64Array(complete).fill(Number.NaN));
  for (let i = 0; i < value.length; i++) {
    const column = columns[rater[i] ?? 0];
    const at = place[unit[i] ?? 0] ?? -1;
    if (at < 0 || column === undefined) continue;
    requires(Number.isNaN(column[at]), name, 'one rating per unit and rater');
    column[at] = value[i] ?? 0;
  }
  return columns;
}

/** Refuses malformed entries, and hands on the unit of each. */
export function checkEntries(
  name: string,
  { unit, rater, value, units, raters }: Ratings,
  visit: (u: number, i: number) => void,
): void {
  for (let i = 0; i < value.length; i++) {
    const u = unit[i] ?? -1;
    const r = rater[i] ?? -1;
    const inRange = u >= 0 && u < units && r >= 0 && r < raters;
    requires(inRange, name, 'unit and rater indices in range');
    requires(Number.isFinite(value[i]), name, 'finite values');
    visit(u, i);
  }
}
