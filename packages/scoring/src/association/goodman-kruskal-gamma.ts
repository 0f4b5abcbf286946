import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import {
  type OrdinalData,
  type PairProfile,
  profileOfPairs,
  profileOfTable,
} from './pair-profile.ts';
import { pairRatio, pairRatioDoubt } from './pair-ratio.ts';
import { requirePaired } from './require-paired.ts';

/** A measure of order with the test that there is none. */
export type OrderMeasure = Estimate<{
  /** Cases. */
  readonly n: number;
  /** Concordant less discordant pairs over their standard error where the truth is 0. */
  readonly z: number | null;
  /** Two-sided; null where the value is, or where that error is 0. */
  readonly p: number | null;
}>;

/**
 * Goodman and Kruskal's gamma: among pairs that differ in both variables, the share ordered alike
 * less the share ordered against each other. Ties are left out, so it exceeds tau-b.
 *
 * @param data - two variables of the same cases, or a table of counts
 * @param options.level - coverage of the interval, .95 unless told
 * @returns in [−1, 1] with the asymptotic error and interval, absent at ±1; null where every pair
 *   is tied
 * @throws RangeError for unequal lengths, values that are not finite, counts that are not whole, or
 *   a level outside (0, 1)
 * @see Goodman and Kruskal (1954), JASA 49:732–764; (1963), JASA 58:310–364
 */
export function goodmanKruskalGamma(
  data: OrdinalData,
  options: { readonly level?: number } = {},
): OrderMeasure {
  const { level = 0.95 } = options;
  requireLevel('goodmanKruskalGamma', level);
  const profile = profileOf('goodmanKruskalGamma', data);
  const ratio = pairRatio(profile, 'untiedInBoth');
  if (ratio === null)
    return notDefined('every pair is tied in one variable', { n: profile.n, z: null, p: null });
  const counts = { n: profile.n, ...testOfNoOrder(profile) };
  return defined(ratio.value, counts, pairRatioDoubt(ratio, level));
}

/** The profile of either kind of data. */
export function profileOf(name: string, data: OrdinalData): PairProfile {
  if (!('x' in data)) return profileOfTable(name, data);
  const { x, y } = requirePaired(name, data.x, data.y);
  return profileOfPairs(x, y);
}

/**
 * The test that concordant and discordant pairs are equally many, with the error under that
 * hypothesis; the same for gamma, Somers' D and tau-b of a table.
 *
 * @see Brown and Benedetti (1977), JASA 72:309–315
 */
export function testOfNoOrder(profile: PairProfile): {
  readonly z: number | null;
  readonly p: number | null;
} {
  const { n, weight, concordant, discordant } = profile;
  let difference = 0;
  let squares = 0;
  for (let i = 0; i < concordant.length; i++) {
    const w = weight?.[i] ?? 1;
    const net = (concordant[i] ?? 0) - (discordant[i] ?? 0);
    difference += w * net;
    squares += w * net ** 2;
  }
  const variance = squares - difference ** 2 / n;
  // Where all cases have the same net count only rounding is left.
  if (!(variance > 1e-12 * squares)) return { z: null, p: null };
  const z = difference / (2 * Math.sqrt(variance));
  return { z, p: 2 * normalCdf(-Math.abs(z), 0, 1) };
}
