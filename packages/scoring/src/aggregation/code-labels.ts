import { codeValues } from '../agreement/code-values.ts';
import type { Ratings } from '../ratings/ratings.ts';
import { requires } from '../result.ts';

/** Ratings as category codes, sorted by unit: unit u has the entries `start[u]` to `start[u + 1]`. */
export interface CodedLabels {
  /** The values the codes stand for, ascending. */
  readonly categories: readonly number[];
  readonly start: Int32Array;
  readonly rater: Int32Array;
  readonly code: Int32Array;
  readonly units: number;
  readonly raters: number;
}

/**
 * Codes nominal ratings for counting.
 *
 * @param categories - the possible values; those that occur unless told
 * @throws RangeError for a rating that is not finite or not among the declared categories, or an
 *   index out of range
 */
export function codeLabels(
  caller: string,
  ratings: Ratings,
  categories?: readonly number[],
): CodedLabels {
  const { unit, rater, value, units, raters } = ratings;
  const known = codeValues(caller, value, categories);
  const start = new Int32Array(units + 1);
  let inRange = true;
  for (let i = 0; i < unit.length; i += 1) {
    const u = unit[i] ?? -1;
    const r = rater[i] ?? -1;
    if (u < 0 || u >= units || r < 0 || r >= raters) inRange = false;
    start[u + 1] = (start[u + 1] ?? 0) + 1;
  }
  requires(inRange, caller, 'unit and rater indices in range');
  for (let u = 0; u < units; u += 1) start[u + 1] = (start[u + 1] ?? 0) + (start[u] ?? 0);
  const free = start.slice();
  const sortedRater = new Int32Array(unit.length);
  const code = new Int32Array(unit.length);
  for (let i = 0; i < unit.length; i += 1) {
    const u = unit[i] ?? 0;
    const at = free[u] ?? 0;
    sortedRater[at] = rater[i] ?? 0;
    code[at] = known.code[i] ?? 0;
    free[u] = at + 1;
  }
  const named = Object.freeze(Array.from(known.categories));
  return { categories: named, start, rater: sortedRater, code, units, raters };
}
