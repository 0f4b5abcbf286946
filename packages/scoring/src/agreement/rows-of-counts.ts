import type { CountRows } from './count-rows.ts';

/** How often each category was given to one unit, in the order of the declared categories. */
export type CategoryCounts = readonly number[];

/** The plain form: the same counts always give the same one. */
export interface AgreementCountsJson {
  readonly categories: readonly number[];
  readonly rows: readonly { readonly counts: CategoryCounts; readonly units: number }[];
}

/** The rows in the order they are listed. */
export function rowsOfCounts({ categories, rows }: AgreementCountsJson): CountRows {
  const start = new Int32Array(rows.length + 1);
  const category: number[] = [];
  const count: number[] = [];
  rows.forEach(({ counts }, r) => {
    counts.forEach((n, c) => {
      if (n === 0) return;
      category.push(c);
      count.push(n);
    });
    start[r + 1] = category.length;
  });
  return {
    categories: Float64Array.from(categories),
    start,
    category: Int32Array.from(category),
    count: Int32Array.from(count),
    size: Int32Array.from(rows, ({ counts }) => counts.reduce((sum, n) => sum + n, 0)),
    units: Float64Array.from(rows, ({ units }) => units),
  };
}
