/** How often each way two items met. `tie` stays 0 in a model without ties. */
export interface Outcomes {
  readonly first: number;
  readonly second: number;
  readonly tie: number;
}

/**
 * The log-likelihood of one pair's outcomes and its derivatives by the advantage s of the first
 * item (a difference of log-worths plus the order effect) and by the tie parameter t.
 */
export interface PairCurvature {
  readonly value: number;
  readonly byS: number;
  readonly byT: number;
  readonly byST: number;
  readonly bySS: number;
  readonly byTT: number;
}

/** A model of the outcome of one comparison. */
export interface OutcomeModel {
  /** Where the tie parameter starts; null in a model without one. */
  readonly startT: number | null;
  curvature(outcomes: Outcomes, s: number, t: number): PairCurvature;
  probabilities(s: number, t: number): Outcomes;
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const logLogistic = (x: number) => Math.min(0, x) - Math.log1p(Math.exp(-Math.abs(x)));

/** Bradley and Terry (1952): P(first) = w₁ / (w₁ + w₂). */
export const withoutTies: OutcomeModel = {
  startT: null,
  curvature({ first, second }, s) {
    const p = logistic(s);
    return {
      value: first * logLogistic(s) + second * logLogistic(-s),
      byS: first * (1 - p) - second * p,
      bySS: -(first + second) * p * (1 - p),
      byT: 0,
      byST: 0,
      byTT: 0,
    };
  },
  probabilities: (s) => ({ first: logistic(s), second: logistic(-s), tie: 0 }),
};

/** Davidson (1970): P(tie) in proportion to ν √(w₁ w₂); t = log ν. */
export const davidson: OutcomeModel = {
  startT: 0,
  curvature(outcomes, s, t) {
    const { first, second, tie } = outcomes;
    const n = first + second + tie;
    const p = davidson.probabilities(s, t);
    const lean = p.first - p.second;
    const most = Math.max(Math.abs(s) / 2, t);
    const logTotal =
      most + Math.log(Math.exp(s / 2 - most) + Math.exp(-s / 2 - most) + Math.exp(t - most));
    return {
      value: ((first - second) * s) / 2 + tie * t - n * logTotal,
      byS: (first - second - n * lean) / 2,
      byT: tie - n * p.tie,
      bySS: (-n * (p.first + p.second - lean ** 2)) / 4,
      byST: (n * lean * p.tie) / 2,
      byTT: -n * p.tie * (1 - p.tie),
    };
  },
  probabilities(s, t) {
    const most = Math.max(Math.abs(s) / 2, t);
    const first = Math.exp(s / 2 - most);
    const second = Math.exp(-s / 2 - most);
    const tie = Math.exp(t - most);
    const total = first + second + tie;
    return { first: first / total, second: second / total, tie: tie / total };
  },
};

/** Rao and Kupper (1967): P(first) = w₁ / (w₁ + θ w₂), a tie otherwise; t = log θ > 0. */
export const raoKupper: OutcomeModel = {
  startT: 0.5,
  curvature({ first, second, tie }, s, t) {
    if (t <= 0)
      return { value: Number.NEGATIVE_INFINITY, byS: 0, byT: 0, bySS: 0, byST: 0, byTT: 0 };
    const [a, b] = [logistic(s - t), logistic(-s - t)];
    const [forFirst, forSecond] = [first + tie, second + tie];
    const [gainA, gainB] = [forFirst * (1 - a), forSecond * (1 - b)];
    const [curveA, curveB] = [gainA * a, gainB * b];
    const rest = -Math.expm1(-2 * t);
    return {
      value:
        forFirst * logLogistic(s - t) +
        forSecond * logLogistic(-s - t) +
        tie * Math.log(Math.expm1(2 * t)),
      byS: gainA - gainB,
      byT: -gainA - gainB + (2 * tie) / rest,
      bySS: -curveA - curveB,
      byST: curveA - curveB,
      byTT: -curveA - curveB - (4 * tie * (1 - rest)) / rest ** 2,
    };
  },
  probabilities(s, t) {
    const [first, second] = [logistic(s - t), logistic(-s - t)];
    return { first, second, tie: Math.expm1(2 * t) * first * second };
  },
};
