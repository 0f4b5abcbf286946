import { requireLevel } from '../proportions/require-counts.ts';
import { defined, notDefined } from '../result.ts';
import { type OrderMeasure, profileOf, testOfNoOrder } from './goodman-kruskal-gamma.ts';
import type { OrdinalData } from './pair-profile.ts';
import { pairRatio, pairRatioDoubt } from './pair-ratio.ts';

/**
 * Somers' D: among pairs that differ in the variable that explains, the share ordered alike less
 * the share ordered against each other. With a yes/no y that explains, it is 2 AUC − 1.
 *
 * @param data - two variables of the same cases, or a table of counts
 * @param options.dependent - the variable that is explained, whose ties count: `y` (columns) unless
 *   told
 * @param options.level - coverage of the interval, .95 unless told
 * @returns in [−1, 1] with the asymptotic error and interval, absent at ±1; null where the
 *   explaining variable does not vary
 * @throws RangeError for unequal lengths, values that are not finite, counts that are not whole, or
 *   a level outside (0, 1)
 * @see Somers (1962), American Sociological Review 27:799–811
 */
export function somersD(
  data: OrdinalData,
  options: { readonly dependent?: 'x' | 'y'; readonly level?: number } = {},
): OrderMeasure {
  const { dependent = 'y', level = 0.95 } = options;
  requireLevel('somersD', level);
  const profile = profileOf('somersD', data);
  const explaining = dependent === 'y' ? 'x' : 'y';
  const ratio = pairRatio(profile, dependent === 'y' ? 'untiedInX' : 'untiedInY');
  if (ratio === null)
    return notDefined(`${explaining} does not vary`, { n: profile.n, z: null, p: null });
  const counts = { n: profile.n, ...testOfNoOrder(profile) };
  return defined(ratio.value, counts, pairRatioDoubt(ratio, level));
}
