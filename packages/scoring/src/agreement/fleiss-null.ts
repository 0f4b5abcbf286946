import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { CountRows } from './count-rows.ts';
import { addMargins } from './row-statistic.ts';

/** A test that agreement is what chance gives. */
export interface NullTest {
  readonly nullStandardError: number;
  readonly z: number;
  /** two-sided */
  readonly pValue: number;
}

/** Agreement on one category against all others. */
export interface CategoryKappa extends NullTest {
  readonly category: number;
  readonly value: number;
}

/**
 * The tests of Fleiss' kappa and of each category in use, valid where kappa is 0, so not for
 * intervals.
 *
 * @returns `null` unless every rated unit has the same number of ratings, at least two, and there
 *   is a kappa to test
 * @see Fleiss, Nee & Landis (1979), Psychological Bulletin 86, equations 12 and 13
 */
export function fleissNullTests(
  rows: CountRows,
  kappa: number | null,
): { readonly overall: NullTest; readonly categories: readonly CategoryKappa[] } | null {
  const sizes = new Set(rows.size.filter((m, r) => m > 0 && (rows.units[r] ?? 0) > 0));
  const [size] = sizes;
  if (kappa === null || size === undefined || size < 2 || sizes.size > 1) return null;
  const margins = new Float64Array(rows.categories.length);
  addMargins(rows, rows.units, 2, margins);
  const ratings = margins.reduce((sum, n) => sum + n, 0);
  const units = ratings / size;
  let spread = 0;
  let skew = 0;
  for (const n of margins) {
    const p = n / ratings;
    spread += p * (1 - p);
    skew += p * (1 - p) * (1 - 2 * p);
  }
  const scale = 2 / (units * size * (size - 1));
  const overall = testOf(kappa, Math.sqrt(scale * (spread ** 2 - skew)) / spread);
  const disagreeing = disagreeingPairs(rows, margins.length);
  const categories = Array.from(margins, (n, c) => {
    const p = n / ratings;
    const expected = units * size * (size - 1) * p * (1 - p);
    const value = 1 - (disagreeing[c] ?? 0) / expected;
    return { category: rows.categories[c] ?? 0, value, ...testOf(value, Math.sqrt(scale)) };
  });
  return { overall, categories: categories.filter((_, c) => (margins[c] ?? 0) > 0) };
}

function testOf(value: number, nullStandardError: number): NullTest {
  const z = value / nullStandardError;
  return { nullStandardError, z, pValue: 2 * normalCdf(-Math.abs(z), 0, 1) };
}

/** Per category: Σ over units of (ratings in it) · (ratings outside it). */
function disagreeingPairs(rows: CountRows, categories: number): Float64Array {
  const pairs = new Float64Array(categories);
  for (let r = 0; r < rows.size.length; r++) {
    for (let e = rows.start[r] ?? 0; e < (rows.start[r + 1] ?? 0); e++) {
      const c = rows.category[e] ?? 0;
      const n = rows.count[e] ?? 0;
      pairs[c] = (pairs[c] ?? 0) + (rows.units[r] ?? 0) * n * ((rows.size[r] ?? 0) - n);
    }
  }
  return pairs;
}
