import tCdf from '@stdlib/stats-base-dists-t-cdf';

/** On which side of no association a test looks. */
export type Alternative = 'two-sided' | 'greater' | 'less';

/**
 * The probability of a statistic as far out under Student's t; a statistic of ±∞ is allowed.
 *
 * @param degreesOfFreedom - above 0
 */
export function studentP(
  t: number,
  degreesOfFreedom: number,
  alternative: Alternative = 'two-sided',
): number {
  const below = (at: number) => tCdf(at, degreesOfFreedom);
  if (alternative === 'greater') return below(-t);
  if (alternative === 'less') return below(t);
  return Math.min(1, 2 * below(-Math.abs(t)));
}
