import type { Ratings } from '../ratings/ratings.ts';
import type { GroupedRows } from './group-rows.ts';

/** How many raters rated a unit of at least `minimum` ratings. */
export function countRaters(
  { unit, rater, raters }: Ratings,
  { rows, rowOf }: GroupedRows,
  minimum: number,
): number {
  const seen = new Uint8Array(raters);
  let found = 0;
  for (let i = 0; i < unit.length && found < raters; i++) {
    const r = rater[i] ?? 0;
    if (seen[r] === 1 || (rows.size[rowOf[unit[i] ?? 0] ?? 0] ?? 0) < minimum) continue;
    seen[r] = 1;
    found++;
  }
  return found;
}
