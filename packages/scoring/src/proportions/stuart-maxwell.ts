import { Matrix, solve } from 'ml-matrix';
import { defined, notDefined } from '../result.ts';
import type { TableTest } from './bowker.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { requireSquareCounts } from './require-counts.ts';

/**
 * The Stuart–Maxwell test of marginal homogeneity: do two raters use the categories equally often?
 *
 * Categories that disagreements do not link are compared among themselves; each such group has one
 * degree of freedom less than it has categories.
 *
 * @param table - k × k counts, rows the first rating, columns the second
 * @returns chi-squared, its degrees of freedom and p; null when no pair of ratings disagrees
 * @throws RangeError unless the table is square with whole counts
 * @see Stuart (1955), Biometrika 42:412–416; Maxwell (1970), British Journal of Psychiatry
 *   116:651–655
 */
export function stuartMaxwell(table: readonly (readonly number[])[]): TableTest {
  requireSquareCounts('stuartMaxwell', table);
  const at = (i: number, j: number) => table[i]?.[j] ?? 0;
  const units = table.flat().reduce((sum, count) => sum + count, 0);
  const kept = keptCategories(table.length, (i, j) => at(i, j) + at(j, i) > 0);
  if (kept.length === 0)
    return notDefined('no pair of ratings disagrees', { degreesOfFreedom: 0, p: null, units });
  const margin = (i: number) =>
    table.reduce((sum, _, j) => (i === j ? sum : sum + at(i, j) + at(j, i)), 0);
  const difference = Matrix.columnVector(
    kept.map((i) => table.reduce((sum, _, j) => sum + at(i, j) - at(j, i), 0)),
  );
  const covariance = new Matrix(
    kept.map((i) => kept.map((j) => (i === j ? margin(i) : -(at(i, j) + at(j, i))))),
  );
  const value = difference.transpose().mmul(solve(covariance, difference)).get(0, 0);
  const degreesOfFreedom = kept.length;
  return defined(value, { degreesOfFreedom, p: chiSquareTail(value, degreesOfFreedom), units });
}

/** Every category but the first of each group that disagreements link. */
function keptCategories(size: number, linked: (i: number, j: number) => boolean): number[] {
  const seen = new Set<number>();
  const kept: number[] = [];
  for (let root = 0; root < size; root += 1) {
    if (seen.has(root)) continue;
    seen.add(root);
    const queue = [root];
    for (const i of queue) {
      for (let j = 0; j < size; j += 1) {
        if (seen.has(j) || i === j || !linked(i, j)) continue;
        seen.add(j);
        kept.push(j);
        queue.push(j);
      }
    }
  }
  return kept;
}
