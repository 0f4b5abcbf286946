import type { Ratings } from '../ratings/ratings.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';

export type Label = string | number;

/** Ratings from a table of numbers, or of labels, which become their positions in order. */
export function codedRatings(
  rows: readonly (readonly (Label | null)[])[],
  labels: readonly Label[] = [...new Set(rows.flat().filter((label) => label !== null))].sort(),
): Ratings {
  return ratingsFromMatrix(
    rows.map((row) =>
      row.map((label) => (typeof label === 'string' ? labels.indexOf(label) : label)),
    ),
  );
}
