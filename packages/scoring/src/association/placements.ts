import { requires } from '../result.ts';
import { rank } from './ranked.ts';
import { requirePaired } from './require-paired.ts';

/**
 * Where each case's score stands among those of the other kind: for a positive the share of
 * negatives below it, for a negative the share of positives above it, ties counting one half. The
 * mean over either kind is the AUC.
 */
export interface Placements {
  readonly auc: number;
  readonly placement: Float64Array;
}

export interface Outcomes {
  /** 1 for a positive, 0 for a negative. */
  readonly outcome: Float64Array;
  readonly positives: number;
  readonly negatives: number;
}

/** @throws RangeError unless every outcome is 0 or 1 */
export function requireOutcomes(name: string, given: ArrayLike<number>): Outcomes {
  const outcome = Float64Array.from(given);
  let positives = 0;
  for (const value of outcome) {
    requires(value === 0 || value === 1, name, 'an outcome of 0 or 1 for each case');
    positives += value;
  }
  return { outcome, positives, negatives: outcome.length - positives };
}

/**
 * Placements of all cases by one sort: n log n. Both kinds have to occur.
 *
 * @throws RangeError for scores of another length than the outcomes or that are not finite
 * @see Sun and Xu (2014), IEEE Signal Processing Letters 21:1389–1393
 */
export function placementsOf(name: string, of: Outcomes, scores: ArrayLike<number>): Placements {
  const { outcome, positives, negatives } = of;
  const { y } = requirePaired(name, outcome, scores);
  const { order, start, groups } = rank(y);
  const placement = new Float64Array(y.length);
  let positivesBelow = 0;
  let sum = 0;
  for (let g = 0; g < groups; g++) {
    const from = start[g] ?? 0;
    const to = start[g + 1] ?? 0;
    let positivesHere = 0;
    for (let at = from; at < to; at++) positivesHere += outcome[order[at] ?? 0] ?? 0;
    const negativesBelow = from - positivesBelow;
    const negativesHere = to - from - positivesHere;
    const ofPositive = (negativesBelow + negativesHere / 2) / negatives;
    const ofNegative = (positives - positivesBelow - positivesHere / 2) / positives;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      placement[i] = outcome[i] === 1 ? ofPositive : ofNegative;
    }
    sum += positivesHere * (negativesBelow + negativesHere / 2);
    positivesBelow += positivesHere;
  }
  return { auc: sum / positives / negatives, placement };
}

/**
 * The covariance of the AUCs of two scores on the same cases; of a score with itself, the variance.
 * It takes two cases of each kind.
 *
 * @see DeLong, DeLong and Clarke-Pearson (1988), Biometrics 44:837–845
 */
export function delongCovariance(of: Outcomes, a: Placements, b: Placements): number {
  const { outcome, positives, negatives } = of;
  let ofPositives = 0;
  let ofNegatives = 0;
  for (let i = 0; i < outcome.length; i++) {
    const product = ((a.placement[i] ?? 0) - a.auc) * ((b.placement[i] ?? 0) - b.auc);
    if (outcome[i] === 1) ofPositives += product;
    else ofNegatives += product;
  }
  return ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives;
}
