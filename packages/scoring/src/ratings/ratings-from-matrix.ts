import { requires } from '../result.ts';
import type { Ratings } from './ratings.ts';

/**
 * Ratings from a table.
 *
 * @param rows - one row a unit, one entry a rater; `null` where that rater gave none; rows may
 *   differ in length, and a short row lacks its last raters
 * @throws RangeError if an entry is NaN or infinite
 */
export function ratingsFromMatrix(rows: readonly (readonly (number | null)[])[]): Ratings {
  let size = 0;
  let raters = 0;
  for (const row of rows) {
    raters = Math.max(raters, row.length);
    for (const value of row) if (value !== null) size++;
  }
  const unit = new Int32Array(size);
  const rater = new Int32Array(size);
  const values = new Float64Array(size);
  let at = 0;
  rows.forEach((row, u) => {
    row.forEach((value, r) => {
      if (value === null) return;
      requires(Number.isFinite(value), 'ratingsFromMatrix', 'finite values, or null where missing');
      unit[at] = u;
      rater[at] = r;
      values[at++] = value;
    });
  });
  return Object.freeze({ unit, rater, value: values, units: rows.length, raters });
}
