import type { Ratings } from '../ratings/ratings.ts';
import type { Estimate } from '../result.ts';
import { alphaOfRows, type Metric } from './alpha-statistic.ts';
import { countRaters } from './count-raters.ts';
import { gatherRows } from './gather-rows.ts';

/** What a coefficient of several raters rests on. */
export interface RaterCounts {
  /** units with at least two ratings */
  readonly units: number;
  /** raters who rated one of them */
  readonly raters: number;
  /** ratings in them */
  readonly pairable: number;
}

/**
 * Krippendorff's alpha: agreement beyond chance among any number of raters, ratings may be missing.
 *
 * At most 1; 0 is what chance gives, below 0 is less agreement than that. Units with fewer than two
 * ratings are dropped before anything is counted. `null` when no unit has two ratings, or when all
 * that count are equal. The interval is a bootstrap over units: see `bootstrapAgreement`.
 *
 * @param options.metric - the difference that fits the scale; 'ordinal' uses ranks, 'interval' and
 *   'ratio' the values themselves
 * @throws RangeError on malformed ratings, or on negative values with the ratio metric
 * @see Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", sections C to E
 */
export function krippendorffAlpha(
  ratings: Ratings,
  { metric }: { readonly metric: Metric },
): Estimate<RaterCounts> {
  const grouped = gatherRows('krippendorffAlpha', ratings);
  const raters = countRaters(ratings, grouped, 2);
  return Object.freeze({ ...alphaOfRows(grouped.rows, metric), raters });
}
