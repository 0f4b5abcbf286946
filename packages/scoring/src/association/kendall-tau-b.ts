import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { inversionShares } from './inversion-shares.ts';
import { type PairProfile, profileOfPairs } from './pair-profile.ts';
import { pairRatio, pairRatioDoubt } from './pair-ratio.ts';
import { requirePaired } from './require-paired.ts';
import type { Alternative } from './student-test.ts';

/** Kendall's tau-b with the test that there is no association. */
export type KendallTau = Estimate<{
  readonly n: number;
  /** Whether a value occurs twice in a variable. */
  readonly ties: boolean;
  /** Concordant less discordant pairs over their standard error without association. */
  readonly z: number | null;
  readonly p: number | null;
  /** How p was found; null where it is. */
  readonly pMethod: 'exact' | 'normal' | null;
}>;

export interface KendallOptions {
  /** Coverage of the interval, .95 unless told. */
  readonly level?: number;
  readonly alternative?: Alternative;
  /** `exact` below fifty cases without ties, else `normal`, unless told. */
  readonly pMethod?: 'exact' | 'normal';
}

/** The largest number of cases whose orders are all counted. */
const mostExact = 49;

/**
 * Kendall's tau-b: pairs of cases ordered alike less pairs ordered against each other, over the
 * geometric mean of the pairs untied in each variable. n log n.
 *
 * @param x - finite numbers; `y[i]` belongs to the same case as `x[i]`
 * @returns in [−1, 1]. The normal p has the variance corrected for ties, without correction for
 *   continuity; error and interval are asymptotic and absent at ±1. Null with fewer than two cases
 *   or where a variable does not vary
 * @throws RangeError for unequal lengths, values that are not finite, a level outside (0, 1), or an
 *   exact p asked for with ties or more than 49 cases
 * @see Kendall and Gibbons (1990), Rank Correlation Methods, chapters 3 to 5; Knight (1966), JASA
 *   61:436–439; Brown and Benedetti (1977), JASA 72:309–315
 */
export function kendallTauB(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  options: KendallOptions = {},
): KendallTau {
  const { level = 0.95, alternative = 'two-sided' } = options;
  requireLevel('kendallTauB', level);
  const pairs = requirePaired('kendallTauB', x, y);
  const profile = profileOfPairs(pairs.x, pairs.y);
  const { n } = profile;
  const tiesX = tieSums(n, profile.untiedX);
  const tiesY = tieSums(n, profile.untiedY);
  const ties = tiesX.pairs > 0 || tiesY.pairs > 0;
  const countable = !ties && n <= mostExact;
  requires(
    options.pMethod !== 'exact' || countable,
    'kendallTauB',
    'at most 49 cases without ties for an exact p',
  );
  const ratio = pairRatio(profile, 'geometricMean');
  if (ratio === null) {
    const reason = n < 2 ? 'there are fewer than two cases' : 'a variable does not vary';
    return notDefined(reason, { n, ties, z: null, p: null, pMethod: null });
  }
  const score = scoreOf(profile);
  const z = score / Math.sqrt(scoreVariance(n, tiesX, tiesY));
  const pMethod = options.pMethod ?? (countable ? 'exact' : 'normal');
  const p = pMethod === 'exact' ? exactP(n, score, alternative) : normalP(z, alternative);
  return defined(ratio.value, { n, ties, z, p, pMethod }, pairRatioDoubt(ratio, level));
}

/** Concordant less discordant pairs, each counted once. */
function scoreOf({ concordant, discordant }: PairProfile): number {
  let twice = 0;
  for (let i = 0; i < concordant.length; i++) {
    twice += (concordant[i] ?? 0) - (discordant[i] ?? 0);
  }
  return twice / 2;
}

/** Over groups of t equal values: Σ t(t − 1), Σ t(t − 1)(t − 2), Σ t(t − 1)(2t + 5). */
interface TieSums {
  readonly pairs: number;
  readonly triples: number;
  readonly spread: number;
}

function tieSums(n: number, untied: Float64Array): TieSums {
  let pairs = 0;
  let triples = 0;
  let spread = 0;
  // Each of a group's t values adds a t-th of the group's term.
  for (let i = 0; i < untied.length; i++) {
    const t = n - (untied[i] ?? 0);
    pairs += t - 1;
    triples += (t - 1) * (t - 2);
    spread += (t - 1) * (2 * t + 5);
  }
  return { pairs, triples, spread };
}

function scoreVariance(n: number, x: TieSums, y: TieSums): number {
  const pairs = n * (n - 1);
  const free = (pairs * (2 * n + 5) - x.spread - y.spread) / 18;
  const ofPairs = (x.pairs * y.pairs) / (2 * pairs);
  const ofTriples = n < 3 ? 0 : ((x.triples / (9 * pairs)) * y.triples) / (n - 2);
  return free + ofPairs + ofTriples;
}

function normalP(z: number, alternative: Alternative): number {
  if (alternative === 'two-sided') return 2 * normalCdf(-Math.abs(z), 0, 1);
  return normalCdf(alternative === 'greater' ? -z : z, 0, 1);
}

/** Among all orders, the share as far out; two-sided is twice the smaller tail. */
function exactP(n: number, score: number, alternative: Alternative): number {
  const shares = inversionShares(n);
  const inversions = Math.round((n * (n - 1)) / 4 - score / 2);
  const sum = (from: number, to: number) =>
    shares.slice(from, to).reduce((total, share) => total + share, 0);
  const greater = sum(0, inversions + 1);
  const less = sum(inversions, shares.length);
  if (alternative === 'two-sided') return Math.min(1, 2 * Math.min(greater, less));
  return alternative === 'greater' ? greater : less;
}
