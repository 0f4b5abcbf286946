import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { requires } from '../result.ts';
import { binomialMass } from './binomial-mass.ts';
import { clopperPearson, type Proportion } from './clopper-pearson.ts';
import { requireCounts, requireLevel } from './require-counts.ts';

/** A share tested against a supposed one; p is null when there are no trials. */
export type BinomialTest = Proportion & { readonly p: number | null };

/**
 * Exact test that a proportion is the supposed one.
 *
 * The two-sided p adds up every outcome that is no likelier than the one seen. It is not twice the
 * smaller tail.
 *
 * @param successes - whole number from 0 to `trials`
 * @param trials - whole number, at least 0
 * @param options.probability - the supposed share in [0, 1], ½ unless told
 * @param options.alternative - `two-sided` unless told; `greater`: the truth is above the supposed
 * @param options.level - confidence of the exact two-sided interval, .95 unless told
 * @returns the share, its Clopper–Pearson interval and p; share and p are null without trials
 * @throws RangeError for counts that are not whole or out of order, a probability outside [0, 1], or a
 *   level outside (0, 1)
 * @see Conover (1971), Practical Nonparametric Statistics, pp. 97–104
 */
export function binomialTest(
  successes: number,
  trials: number,
  options: {
    readonly probability?: number;
    readonly alternative?: 'two-sided' | 'greater' | 'less';
    readonly level?: number;
  } = {},
): BinomialTest {
  const { probability = 0.5, alternative = 'two-sided', level = 0.95 } = options;
  requireCounts('binomialTest', successes, trials);
  requireLevel('binomialTest', level);
  requires(probability >= 0 && probability <= 1, 'binomialTest', 'a probability from 0 to 1');
  const share = clopperPearson(successes, trials, { level });
  if (trials === 0) return Object.freeze({ ...share, p: null });
  const p = {
    less: () => atMost(successes, trials, probability),
    greater: () => atLeast(successes, trials, probability),
    'two-sided': () => noLikelier(successes, trials, probability),
  }[alternative]();
  return Object.freeze({ ...share, p: Math.min(1, p) });
}

function atMost(successes: number, trials: number, probability: number): number {
  if (successes < 0) return 0;
  return successes >= trials ? 1 : binomialCdf(successes, trials, probability);
}

/** By counting failures, so that a small upper tail keeps its digits. */
function atLeast(successes: number, trials: number, probability: number): number {
  return atMost(trials - successes, trials, 1 - probability);
}

function noLikelier(successes: number, trials: number, probability: number): number {
  if (probability === 0 || probability === 1) return successes === trials * probability ? 1 : 0;
  const mean = trials * probability;
  if (successes === mean) return 1;
  // Two outcomes of equal probability must stay equal after rounding: the slack is R's.
  const limit = binomialMass(successes, trials, probability) * (1 + 1e-7);
  const mass = (k: number) => binomialMass(k, trials, probability);
  if (successes < mean) {
    const first = firstWhere(Math.ceil(mean), trials, (k) => mass(k) <= limit);
    return atMost(successes, trials, probability) + atLeast(first, trials, probability);
  }
  const first = firstWhere(0, Math.floor(mean), (k) => mass(k) > limit);
  return atMost(first - 1, trials, probability) + atLeast(successes, trials, probability);
}

/** The least whole number in [low, high] that satisfies a condition which holds from there on; else high + 1. */
function firstWhere(low: number, high: number, holds: (k: number) => boolean): number {
  let from = low;
  let to = high + 1;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
