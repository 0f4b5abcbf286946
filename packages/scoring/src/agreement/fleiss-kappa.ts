import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import {
  type Asked,
  type ChanceCorrectedCounts,
  chanceCorrectedOfRows,
} from './chance-corrected.ts';
import { countRaters } from './count-raters.ts';
import type { CountRows } from './count-rows.ts';
import { type CategoryKappa, fleissNullTests, type NullTest } from './fleiss-null.ts';
import { gatherRows } from './gather-rows.ts';

export interface FleissCounts extends ChanceCorrectedCounts {
  /** the test that kappa is 0; `null` with weights or where units differ in their ratings */
  readonly nullTest: NullTest | null;
  /** the kappa of each category in use; `null` where there is no null test */
  readonly perCategory: readonly CategoryKappa[] | null;
}

export interface FleissOptions {
  /** 'none' by default */
  readonly weights?: AgreementWeights;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** the categories there are, which only weights depend on; by default those that occur */
  readonly categories?: readonly number[];
}

/**
 * Fleiss' kappa: agreement of many raters, who need not be the same from unit to unit, beyond what
 * the shares of the categories make expected.
 *
 * At most 1. Ratings may be missing; units with one rating count in the chance term only. `null`
 * without a unit of two ratings, or when all ratings are equal. `nullTest` is the classical test
 * that kappa is 0; the standard error is Gwet's, for intervals, beside which `bootstrapAgreement`
 * needs no large sample.
 *
 * @throws RangeError on malformed ratings, a level outside (0, 1), or weights of over 4,096 categories
 * @see Fleiss (1971), Psychological Bulletin 76; with missing ratings Gwet (2014), section 3.4
 */
export function fleissKappa(
  ratings: Ratings,
  { weights = 'none', level = 0.95, categories }: FleissOptions = {},
): Estimate<FleissCounts & { readonly raters: number }> {
  requires(level > 0 && level < 1, 'fleissKappa', 'a level between 0 and 1');
  const grouped = gatherRows('fleissKappa', ratings, categories);
  const raters = countRaters(ratings, grouped, 2);
  return Object.freeze({
    ...fleissOfRows(grouped.rows, { name: 'fleissKappa', weights, level }),
    raters,
  });
}

export function fleissOfRows(rows: CountRows, asked: Asked): Estimate<FleissCounts> {
  const estimate = chanceCorrectedOfRows(rows, 'shares', asked);
  const tests = asked.weights === 'none' ? fleissNullTests(rows, estimate.value) : null;
  return Object.freeze({
    ...estimate,
    nullTest: tests?.overall ?? null,
    perCategory: tests?.categories ?? null,
  });
}
