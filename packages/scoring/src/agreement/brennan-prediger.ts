import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { type ChanceCorrectedCounts, chanceCorrectedOfRows } from './chance-corrected.ts';
import { countRaters } from './count-raters.ts';
import { gatherRows } from './gather-rows.ts';
import type { DeclaredCategoryOptions } from './gwet-ac.ts';

/**
 * Brennan and Prediger's coefficient: agreement beyond what raters who pick any declared category
 * alike would reach.
 *
 * At most 1, and 1 on unanimous data. Units with fewer than two ratings do not count. `null`
 * without others, or with a single declared category.
 *
 * @throws RangeError on malformed ratings, a value outside the categories, a level outside (0, 1), or
 *   weights of over 4,096 categories
 * @see Brennan & Prediger (1981), Educational and Psychological Measurement 41
 */
export function brennanPrediger(
  ratings: Ratings,
  { categories, weights = 'none', level = 0.95 }: DeclaredCategoryOptions,
): Estimate<ChanceCorrectedCounts & { readonly raters: number }> {
  requires(level > 0 && level < 1, 'brennanPrediger', 'a level between 0 and 1');
  const grouped = gatherRows('brennanPrediger', ratings, categories);
  const raters = countRaters(ratings, grouped, 2);
  return Object.freeze({
    ...chanceCorrectedOfRows(grouped.rows, 'uniform', { name: 'brennanPrediger', weights, level }),
    raters,
  });
}
