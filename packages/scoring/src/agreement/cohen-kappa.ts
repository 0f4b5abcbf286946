import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { codeValues } from './code-values.ts';
import { type KappaCounts, kappaOfTable } from './kappa-of-table.ts';
import type { KappaWeights } from './kappa-parts.ts';

export interface CohenKappaOptions {
  /** agreement by category positions: 'none' (the default), 'linear' or 'quadratic' */
  readonly weights?: KappaWeights;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** for ratings: the categories there are; by default those that occur */
  readonly categories?: readonly number[];
}

/**
 * Cohen's kappa of two raters: agreement beyond what their own margins make expected.
 *
 * In [−1, 1]. `null` without a unit rated by both, or when both used one category only. The
 * standard error and interval are those of Fleiss, Cohen and Everitt; z and p use the null one.
 *
 * @param input - a square table of counts (rows: first rater, columns: second), or the ratings of
 *   two raters, of which the units rated by both count
 * @throws RangeError on a table that is not square or has a negative entry, on malformed ratings,
 *   or where the ratings are not of two raters
 * @see Cohen (1968), Psychological Bulletin 70; Fleiss, Cohen & Everitt (1969), ibid. 72
 */
export function cohenKappa(
  input: Ratings | readonly (readonly number[])[],
  { weights = 'none', level = 0.95, categories }: CohenKappaOptions = {},
): Estimate<KappaCounts> {
  requires(level > 0 && level < 1, 'cohenKappa', 'a level between 0 and 1');
  if ('unit' in input) {
    const { table, size } = crossTable(input, categories);
    return kappaOfTable(table, size, weights, level);
  }
  const size = input.length;
  requires(
    size > 0 && input.every((row) => row.length === size),
    'cohenKappa',
    'a table with as many columns as rows',
  );
  const table = Float64Array.from(input.flat());
  requires(
    table.every((n) => n >= 0 && Number.isFinite(n)),
    'cohenKappa',
    'counts of 0 or above',
  );
  return kappaOfTable(table, size, weights, level);
}

/** How often the first rater gave i and the second j to the same unit. */
function crossTable(
  { unit, rater, value, units, raters }: Ratings,
  declared: readonly number[] | undefined,
): { readonly table: Float64Array; readonly size: number } {
  requires(raters === 2, 'cohenKappa', 'the ratings of two raters');
  const { categories, code } = codeValues('cohenKappa', value, declared);
  const given = [new Int32Array(units).fill(-1), new Int32Array(units).fill(-1)] as const;
  for (let i = 0; i < code.length; i++) {
    const own = rater[i] === 0 ? given[0] : given[1];
    const u = unit[i] ?? -1;
    requires(u >= 0 && u < units, 'cohenKappa', 'unit indices in range');
    requires(own[u] === -1, 'cohenKappa', 'one rating per unit and rater');
    own[u] = code[i] ?? -1;
  }
  const size = categories.length;
  const table = new Float64Array(size * size);
  for (let u = 0; u < units; u++) {
    const i = given[0][u] ?? -1;
    const j = given[1][u] ?? -1;
    if (i >= 0 && j >= 0) table[i * size + j] = (table[i * size + j] ?? 0) + 1;
  }
  return { table, size };
}
