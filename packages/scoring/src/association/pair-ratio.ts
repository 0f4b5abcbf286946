import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Doubt } from '../result.ts';
import type { PairProfile } from './pair-profile.ts';

/** What concordant less discordant pairs are divided by. */
export type PairBase = 'untiedInBoth' | 'untiedInX' | 'untiedInY' | 'geometricMean';

/** A measure of order and its standard error where the truth need not be 0. */
export interface PairRatio {
  readonly value: number;
  readonly standardError: number;
}

/**
 * Concordant less discordant pairs, over a number of pairs: gamma, Somers' D or tau-b.
 *
 * The standard error is the delta method's under multinomial sampling.
 *
 * @returns null where there is no pair to divide by
 * @see Goodman and Kruskal (1972), JASA 67:415–421; Brown and Benedetti (1977), JASA 72:309–315
 */
export function pairRatio(profile: PairProfile, base: PairBase): PairRatio | null {
  const { weight, concordant, discordant, untiedX, untiedY } = profile;
  const cases = concordant.length;
  let difference = 0;
  let inBoth = 0;
  let inX = 0;
  let inY = 0;
  for (let i = 0; i < cases; i++) {
    const w = weight === null ? 1 : (weight[i] ?? 0);
    const c = concordant[i] ?? 0;
    const d = discordant[i] ?? 0;
    difference += w * (c - d);
    inBoth += w * (c + d);
    inX += w * (untiedX[i] ?? 0);
    inY += w * (untiedY[i] ?? 0);
  }
  // The base is Σ w (a·(c + d) + b·untiedX + e·untiedY), for tau-b to first order.
  const [pairs, a, b, e] = {
    untiedInBoth: [inBoth, 1, 0, 0] as const,
    untiedInX: [inX, 0, 1, 0] as const,
    untiedInY: [inY, 0, 0, 1] as const,
    geometricMean: [
      Math.sqrt(inX * inY),
      0,
      Math.sqrt(inY / inX) / 2,
      Math.sqrt(inX / inY) / 2,
    ] as const,
  }[base];
  if (!(pairs > 0)) return null;
  const value = Math.max(-1, Math.min(1, difference / pairs));
  let squares = 0;
  for (let i = 0; i < cases; i++) {
    const w = weight === null ? 1 : (weight[i] ?? 0);
    const c = concordant[i] ?? 0;
    const d = discordant[i] ?? 0;
    const share = a * (c + d) + b * (untiedX[i] ?? 0) + e * (untiedY[i] ?? 0);
    const off = c - d - value * share;
    squares += w * off * off;
  }
  return { value, standardError: (2 * Math.sqrt(squares)) / pairs };
}

/** The normal interval of such a measure within [−1, 1]; none where every pair goes one way. */
export function pairRatioDoubt({ value, standardError }: PairRatio, level: number): Doubt {
  // Rounding leaves a trace of error where all pairs are concordant.
  if (Math.abs(value) === 1 || standardError === 0) return {};
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const low = Math.max(-1, value - reach);
  const high = Math.min(1, value + reach);
  return { standardError, interval: { low, high, level, method: 'asymptotic' } };
}
