import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';

/**
 * The probability that a chi-squared variable exceeds `statistic`.
 *
 * Whole degrees of freedom use the finite series, which keeps its digits far into the tail, where
 * 1 − CDF gives 0.
 *
 * @param statistic - at least 0
 * @param degrees - degrees of freedom, above 0
 * @returns a probability in [0, 1]
 * @see Abramowitz and Stegun (1964), 26.4.4 and 26.4.5
 */
export function chiSquareTail(statistic: number, degrees: number): number {
  if (statistic <= 0) return 1;
  if (!Number.isInteger(degrees) || degrees > 400) return 1 - chiSquareCdf(statistic, degrees);
  const half = statistic / 2;
  const odd = degrees % 2 === 1;
  let tail = odd ? 2 * normalCdf(-Math.sqrt(statistic), 0, 1) : Math.exp(-half);
  let term = odd ? Math.sqrt((2 * statistic) / Math.PI) * Math.exp(-half) : half * Math.exp(-half);
  for (let k = odd ? 3 : 4; k <= degrees; k += 2) {
    tail += term;
    term *= statistic / k;
  }
  return Math.min(1, tail);
}
