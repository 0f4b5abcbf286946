import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { requireLevel } from '../proportions/require-counts.ts';
import { requireModerate } from '../require-moderate.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { type SignedRank, signedRank } from './signed-rank.ts';

/** The mean signed strength: positive favours the first response as stored. */
export type PreferenceStrength = Estimate<{
  /** Preferences with a strength. */
  readonly n: number;
  /** Preferences without one, which have no say. */
  readonly unstated: number;
  readonly ties: number;
  /** Mean size among those that are no ties; null where all are. */
  readonly decisiveSize: number | null;
  /** Wilcoxon's test that strengths lie evenly around 0; null where all are ties. */
  readonly signedRank: SignedRank | null;
}>;

/**
 * How strongly, and which way, two responses are told apart.
 *
 * @param strengths - signed, such as −3 (the second is much better) to 3; 0 is a tie, null a
 *   preference stated without strength. Both-bad is no tie: leave it out.
 * @param options.level - confidence of the interval, .95 unless told
 * @param options.exactUpTo - up to how many decisive strengths the signed-rank p is exact; 100
 *   unless told
 * @returns the mean, in units of the scale, with the standard error and Student's interval from two
 *   strengths that differ; null when no strength is stated
 * @throws RangeError for a strength that is not finite
 * @see Student (1908), Biometrika 6:1–25; Wilcoxon (1945), Biometrics Bulletin 1:80–83
 */
export function preferenceStrength(
  strengths: readonly (number | null)[],
  options: { readonly level?: number; readonly exactUpTo?: number } = {},
): PreferenceStrength {
  const { level = 0.95, exactUpTo = 100 } = options;
  const stated = strengths.filter((strength) => strength !== null);
  requireModerate('preferenceStrength', stated, 'strengths');
  requireLevel('preferenceStrength', level);
  const n = stated.length;
  const decisive = stated.filter((strength) => strength !== 0);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const counts = {
    n,
    unstated: strengths.length - n,
    ties: n - decisive.length,
    decisiveSize: decisive.length === 0 ? null : sum(decisive.map(Math.abs)) / decisive.length,
    signedRank: signedRank(decisive, exactUpTo),
  };
  if (n === 0) return notDefined('no strength is stated', counts);
  const mean = sum(stated) / n;
  if (stated.every((strength) => strength === stated[0])) return defined(mean, counts);
  const variance = sum(stated.map((strength) => (strength - mean) ** 2)) / (n - 1);
  const standardError = Math.sqrt(variance / n);
  const reach = tQuantile((1 + level) / 2, n - 1) * standardError;
  const interval = { low: mean - reach, high: mean + reach, level, method: 'Student’s t' };
  return defined(mean, counts, { standardError, interval });
}
