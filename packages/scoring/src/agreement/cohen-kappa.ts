import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { crossLabels, crossRatings, type LabelPair } from './cross-table.ts';
import { type KappaCounts, kappaOfTable } from './kappa-of-table.ts';
import type { KappaWeights } from './kappa-parts.ts';

export interface CohenKappaOptions {
  /** agreement by category positions: 'none' (the default), 'linear' or 'quadratic' */
  readonly weights?: KappaWeights;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** for ratings and labels: the categories there are; by default those that occur */
  readonly categories?: readonly number[];
}

/**
 * Cohen's kappa of two raters: agreement beyond what their own margins make expected.
 *
 * In [−1, 1]. `null` without a unit rated by both, or when both used one category only. The
 * standard error and interval are those of Fleiss, Cohen and Everitt; z and p use the null one.
 *
 * @param input - a square table of counts (rows: first rater, columns: second); the labels that two
 *   raters gave to the same units, as typed or plain arrays; or the ratings of two raters, of which
 *   the units rated by both count
 * @throws RangeError on a table that is not square or has a negative entry, on malformed ratings or
 *   labels, or where the ratings are not of two raters
 * @see Cohen (1968), Psychological Bulletin 70; Fleiss, Cohen & Everitt (1969), ibid. 72
 */
export function cohenKappa(
  input: Ratings | LabelPair | readonly (readonly number[])[],
  { weights = 'none', level = 0.95, categories }: CohenKappaOptions = {},
): Estimate<KappaCounts> {
  requires(level > 0 && level < 1, 'cohenKappa', 'a level between 0 and 1');
  if ('unit' in input || 'first' in input) {
    const { table, size } =
      'unit' in input
        ? crossRatings('cohenKappa', input, categories)
        : crossLabels('cohenKappa', input, categories);
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
