import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import { type ChanceCorrectedCounts, chanceCorrectedOfRows } from './chance-corrected.ts';
import { countRaters } from './count-raters.ts';
import { gatherRows } from './gather-rows.ts';

export interface DeclaredCategoryOptions {
  /** all categories there are, used or not: the value depends on them */
  readonly categories: readonly number[];
  /** 'none' by default */
  readonly weights?: AgreementWeights;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
}

/**
 * Gwet's AC1, with weights AC2: agreement beyond chance that stays meaningful when nearly all
 * ratings fall into one category.
 *
 * At most 1, and 1 on unanimous data. Units with one rating count in the chance term only. `null`
 * without a unit of two ratings, or with a single declared category.
 *
 * @throws RangeError on malformed ratings, a value outside the categories, a level outside (0, 1), or
 *   weights of over 4,096 categories
 * @see Gwet (2008), British Journal of Mathematical and Statistical Psychology 61, equation 8
 */
export function gwetAc(
  ratings: Ratings,
  { categories, weights = 'none', level = 0.95 }: DeclaredCategoryOptions,
): Estimate<ChanceCorrectedCounts & { readonly raters: number }> {
  requires(level > 0 && level < 1, 'gwetAc', 'a level between 0 and 1');
  const grouped = gatherRows('gwetAc', ratings, categories);
  const raters = countRaters(ratings, grouped, 2);
  const asked = { name: 'gwetAc', weights, level };
  return Object.freeze({ ...chanceCorrectedOfRows(grouped.rows, 'gwet', asked), raters });
}
