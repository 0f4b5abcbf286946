import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { countRaters } from './count-raters.ts';
import { gatherRows } from './gather-rows.ts';
import type { RaterCounts } from './krippendorff-alpha.ts';
import { percentOfRows } from './percent-statistic.ts';

/**
 * Percent agreement: the mean over units of the share of pairs of ratings that agree, in [0, 1].
 *
 * Not corrected for chance. Units with fewer than two ratings do not count; `null` when there are
 * no others. `unanimous` is the other thing that is called percent agreement: the share of units on
 * which all ratings are the same. The standard error needs two units.
 *
 * @param options.level - coverage of the interval, .95 by default
 * @throws RangeError on malformed ratings or a level outside (0, 1)
 * @see Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., chapter 2
 */
export function percentAgreement(
  ratings: Ratings,
  { level = 0.95 }: { readonly level?: number } = {},
): Estimate<RaterCounts & { readonly unanimous: number | null }> {
  requires(level > 0 && level < 1, 'percentAgreement', 'a level between 0 and 1');
  const grouped = gatherRows('percentAgreement', ratings);
  const raters = countRaters(ratings, grouped, 2);
  return Object.freeze({ ...percentOfRows(grouped.rows, level), raters });
}
