import type { Moments } from './follow-up.ts';
import { RiskSums } from './risk-sums.ts';

/** How events at the same time are treated. */
export type TieMethod = 'efron' | 'breslow';

/** Cases in the order of time, strata one after another. */
export interface RiskSets {
  /** Covariates case by case, `size` numbers each. */
  readonly rows: Float64Array;
  readonly size: number;
  /** 1 for an event, in that order. */
  readonly status: Float64Array;
  readonly moments: Moments;
  /** Whether a moment is the last of its stratum, so that nobody after it was at risk. */
  readonly isLast: Uint8Array;
}

/** The logarithm of the partial likelihood at one point. */
export interface PartialLikelihood {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives; lower triangle, row after row. */
  readonly information: Float64Array;
}

/**
 * The partial likelihood and its derivatives, in one pass from the last time to the first.
 *
 * Sums of risks are kept relative to the largest among those at risk, and covariates relative to that
 * case's. So no risk set overflows or vanishes, and far out, where one case outweighs all others, the
 * little that the others leave of gradient and information is not lost in a difference.
 *
 * @param eta - per case the linear predictor, in the order of the risk sets
 * @see Cox (1972), Journal of the Royal Statistical Society B 34:187–220; Efron (1977), JASA
 *   72:557–565; Breslow (1974), Biometrics 30:89–99
 */
export function partialLikelihood(
  { rows, size, status, moments, isLast }: RiskSets,
  eta: Float64Array,
  ties: TieMethod,
): PartialLikelihood {
  const all = new RiskSums(rows, size);
  const dying = new RiskSums(rows, size);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const mean = new Float64Array(size);
  let value = 0;
  const { count, starts } = moments;
  for (let k = count - 1; k >= 0; k--) {
    const from = starts[k] ?? 0;
    const to = starts[k + 1] ?? 0;
    if (isLast[k] === 1) all.clear();
    let events = 0;
    for (let i = from; i < to; i++) {
      all.add(i, eta[i] ?? 0);
      if (status[i] === 1) events += 1;
    }
    if (events === 0) continue;
    if (ties === 'efron' && events > 1) dying.clearAround(all);
    for (let i = from; i < to; i++) {
      if (status[i] !== 1) continue;
      value += (eta[i] ?? 0) - all.offset;
      for (let a = 0; a < size; a++)
        gradient[a] = (gradient[a] ?? 0) + (rows[i * size + a] ?? 0) - (all.centre[a] ?? 0);
      if (ties === 'efron' && events > 1) dying.add(i, eta[i] ?? 0);
    }
    for (let death = 0; death < events; death++) {
      // Of those who die together a growing part is counted out.
      const out = ties === 'efron' ? death / events : 0;
      const risk = all.risk - out * dying.risk;
      value -= Math.log(risk);
      for (let a = 0; a < size; a++) {
        mean[a] = ((all.first[a] ?? 0) - out * (dying.first[a] ?? 0)) / risk;
        gradient[a] = (gradient[a] ?? 0) - (mean[a] ?? 0);
        for (let b = 0; b <= a; b++) {
          const cell = a * size + b;
          const second = ((all.second[cell] ?? 0) - out * (dying.second[cell] ?? 0)) / risk;
          information[cell] = (information[cell] ?? 0) + second - (mean[a] ?? 0) * (mean[b] ?? 0);
        }
      }
    }
  }
  return { value, gradient, information };
}

/**
 * Whether the likelihood rises for ever along a direction: whoever had an event was then, of all at
 * risk, the furthest along it, and at least once further than another.
 *
 * @param along - per case its place in that direction, in the order of the risk sets
 * @param blur - places no further apart than this part of their range count as one: 0 where the
 *   direction is known exactly
 */
export function risesForEver(
  { status, moments, isLast }: RiskSets,
  along: Float64Array,
  blur: number,
): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < along.length; i++) {
    least = Math.min(least, along[i] ?? 0);
    most = Math.max(most, along[i] ?? 0);
  }
  const close = blur * (most - least);
  let highest = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let further = false;
  const { count, starts } = moments;
  for (let k = count - 1; k >= 0; k--) {
    const from = starts[k] ?? 0;
    const to = starts[k + 1] ?? 0;
    if (isLast[k] === 1) {
      highest = Number.NEGATIVE_INFINITY;
      lowest = Number.POSITIVE_INFINITY;
    }
    for (let i = from; i < to; i++) {
      highest = Math.max(highest, along[i] ?? 0);
      lowest = Math.min(lowest, along[i] ?? 0);
    }
    for (let i = from; i < to; i++) {
      if (status[i] !== 1) continue;
      if ((along[i] ?? 0) < highest - close) return false;
      if ((along[i] ?? 0) > lowest + close) further = true;
    }
  }
  return further;
}
