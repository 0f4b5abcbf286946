import type { Moment } from './follow-up.ts';

/** How events at the same time are treated. */
export type TieMethod = 'efron' | 'breslow';

/** Cases in the order of time, strata one after another. */
export interface RiskSets {
  /** Covariates case by case, `size` numbers each. */
  readonly rows: Float64Array;
  readonly size: number;
  /** 1 for an event, in that order. */
  readonly status: Float64Array;
  readonly moments: readonly Moment[];
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
 * @param eta - per case the linear predictor, in the order of the risk sets
 * @see Cox (1972), Journal of the Royal Statistical Society B 34:187–220; Efron (1977), JASA
 *   72:557–565; Breslow (1974), Biometrics 30:89–99
 */
export function partialLikelihood(
  { rows, size, status, moments, isLast }: RiskSets,
  eta: Float64Array,
  ties: TieMethod,
): PartialLikelihood {
  // Risks relative to the largest, which cancels, so that none overflows.
  let offset = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < eta.length; i++) offset = Math.max(offset, eta[i] ?? 0);
  const all = new Sums(size);
  const dying = new Sums(size);
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const mean = new Float64Array(size);
  let value = 0;
  for (let k = moments.length - 1; k >= 0; k--) {
    const { from = 0, to = 0 } = moments[k] ?? {};
    if (isLast[k] === 1) all.clear();
    let events = 0;
    for (let i = from; i < to; i++) {
      const logRisk = (eta[i] ?? 0) - offset;
      const risk = Math.exp(logRisk);
      all.add(rows, i, risk);
      if (status[i] !== 1) continue;
      events += 1;
      value += logRisk;
      for (let a = 0; a < size; a++) gradient[a] = (gradient[a] ?? 0) + (rows[i * size + a] ?? 0);
    }
    if (ties === 'efron' && events > 1) {
      dying.clear();
      for (let i = from; i < to; i++)
        if (status[i] === 1) dying.add(rows, i, Math.exp((eta[i] ?? 0) - offset));
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

/** Sums of risks, of risks times covariates, and of risks times their products. */
class Sums {
  risk = 0;
  readonly first: Float64Array;
  readonly second: Float64Array;

  constructor(size: number) {
    this.first = new Float64Array(size);
    this.second = new Float64Array(size * size);
  }

  clear(): void {
    this.risk = 0;
    this.first.fill(0);
    this.second.fill(0);
  }

  add(rows: Float64Array, i: number, risk: number): void {
    const { first, second } = this;
    const size = first.length;
    this.risk += risk;
    for (let a = 0; a < size; a++) {
      const weighted = risk * (rows[i * size + a] ?? 0);
      first[a] = (first[a] ?? 0) + weighted;
      for (let b = 0; b <= a; b++) {
        const cell = a * size + b;
        second[cell] = (second[cell] ?? 0) + weighted * (rows[i * size + b] ?? 0);
      }
    }
  }
}

/**
 * Whether the likelihood rises for ever along a direction: whoever had an event was then, of all at
 * risk, the furthest along it, and at least once further than another.
 *
 * @param along - per case its place in that direction, in the order of the risk sets
 */
export function risesForEver({ status, moments, isLast }: RiskSets, along: Float64Array): boolean {
  const [least, most] = [
    along.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    along.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
  const close = 1e-6 * (most - least);
  let highest = Number.NEGATIVE_INFINITY;
  let lowest = Number.POSITIVE_INFINITY;
  let further = false;
  for (let k = moments.length - 1; k >= 0; k--) {
    const { from = 0, to = 0 } = moments[k] ?? {};
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
