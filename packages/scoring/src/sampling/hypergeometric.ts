import { binomialMass } from '../proportions/binomial-mass.ts';

/**
 * P(at most `most` marked ones in a sample drawn without replacement).
 *
 * @param lot - how many there are
 * @param marked - how many of them are marked
 * @param sample - how many are drawn
 * @see Loader (2000), "Fast and Accurate Computation of Binomial Probabilities", section 5, for
 *   the probability of one outcome
 */
export function hypergeometricAtMost(
  most: number,
  lot: number,
  marked: number,
  sample: number,
): number {
  const least = Math.max(0, sample - (lot - marked));
  if (most < least) return 0;
  if (most >= Math.min(marked, sample)) return 1;
  const share = sample / lot;
  let mass =
    (binomialMass(most, marked, share) * binomialMass(sample - most, lot - marked, share)) /
    binomialMass(sample, lot, share);
  let sum = 0;
  for (let k = most; k >= least && mass > sum * 1e-17; k -= 1) {
    sum += mass;
    mass *= (k * (lot - marked - sample + k)) / ((marked - k + 1) * (sample - k + 1));
  }
  return Math.min(1, sum);
}
