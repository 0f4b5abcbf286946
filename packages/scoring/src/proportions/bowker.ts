import { defined, type Estimate, notDefined } from '../result.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { requireSquareCounts } from './require-counts.ts';

/** A chi-squared test of a square table of paired ratings; p is null where the value is. */
export type TableTest = Estimate<{
  readonly degreesOfFreedom: number;
  readonly p: number | null;
  readonly units: number;
}>;

/**
 * Bowker's test of symmetry: do two raters confuse each pair of categories equally often both ways?
 *
 * A pair of categories that were never confused has no say: it adds no degree of freedom.
 *
 * @param table - k × k counts, rows the first rating, columns the second
 * @returns chi-squared, its degrees of freedom and p; null when no pair of ratings disagrees
 * @throws RangeError unless the table is square with whole counts
 * @see Bowker (1948), JASA 43:572–574
 */
export function bowker(table: readonly (readonly number[])[]): TableTest {
  requireSquareCounts('bowker', table);
  let value = 0;
  let degreesOfFreedom = 0;
  let units = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, count] of row.entries()) {
      units += count;
      const mirrored = table[j]?.[i] ?? 0;
      if (j <= i || count + mirrored === 0) continue;
      value += (count - mirrored) ** 2 / (count + mirrored);
      degreesOfFreedom += 1;
    }
  }
  if (degreesOfFreedom === 0)
    return notDefined('no pair of ratings disagrees', { degreesOfFreedom, p: null, units });
  return defined(value, { degreesOfFreedom, p: chiSquareTail(value, degreesOfFreedom), units });
}
