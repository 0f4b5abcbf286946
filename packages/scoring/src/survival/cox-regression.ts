import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { factorize, forward, inverseOf } from '../aggregation/cholesky.ts';
import { numberClusters } from '../agreement/clusters.ts';
import { chiSquareTail } from '../proportions/chi-square-tail.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { type FittedCoefficient, fittedCoefficient } from '../regression/fitted-coefficient.ts';
import { centre, readProblem, requireIterations, sumOfSquares } from '../regression/predictors.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { momentsOf, readFollowUp } from './follow-up.ts';
import { maximizePartial } from './maximize-partial.ts';
import type { RiskSets, TieMethod } from './partial-likelihood.ts';

/** A log hazard ratio per unit of a covariate, and the ratio itself. */
export interface HazardCoefficient extends FittedCoefficient {
  /** At most the largest number there is. */
  readonly hazardRatio: number;
}

/** A test that all coefficients are 0. */
export interface ModelTest {
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** A Cox regression. Parts of the fit are null where the log-likelihood is. */
export interface CoxFit {
  /** One per covariate, in order. */
  readonly coefficients: readonly HazardCoefficient[] | null;
  /** With all coefficients at 0; null without covariates or events. */
  readonly nullLogLikelihood: number | null;
  readonly likelihoodRatioTest: ModelTest | null;
  readonly scoreTest: ModelTest | null;
  readonly waldTest: ModelTest | null;
  readonly iterations: number;
  readonly converged: boolean;
  readonly n: number;
  readonly events: number;
}

export interface CoxOptions {
  /** How events at the same time are treated: `efron` unless told. */
  readonly ties?: TieMethod;
  /** Per case an id of any kind: each stratum has a baseline of its own. */
  readonly strata?: ArrayLike<unknown>;
  /** Coverage of the Wald intervals, .95 unless told. */
  readonly level?: number;
  /** 50 unless told. */
  readonly maximumIterations?: number;
}

/**
 * Cox regression: how covariates multiply the rate of an event, whatever that rate is over time. For
 * competing causes count the others as censored: the rates are then those of the one cause.
 *
 * A likelihood that rises for ever (each event has the largest covariate of those at risk) is found
 * out and reported.
 *
 * @param columns - covariates of the same cases, each as long as `time`
 * @param time - 0 or more, any unit
 * @param status - 1 for the event at that time, 0 for no event until then
 * @returns the log partial likelihood and the fit; null without covariates or events, where the
 *   covariates do not vary or determine one another among those at risk, and where no finite
 *   estimate exists
 * @throws RangeError for unequal lengths, times that are negative or not finite, another status,
 *   covariates that are not finite, a level outside (0, 1), or no iteration
 * @see Cox (1972), Journal of the Royal Statistical Society B 34:187–220; Therneau and Grambsch
 *   (2000), Modeling Survival Data, chapter 3
 */
export function coxRegression(
  columns: readonly ArrayLike<number>[],
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  options: CoxOptions = {},
): Estimate<CoxFit> {
  const { ties = 'efron', strata, level = 0.95, maximumIterations = 50 } = options;
  requireLevel('coxRegression', level);
  requireIterations('coxRegression', maximumIterations);
  const followUp = readFollowUp('coxRegression', time, status);
  const { n } = followUp;
  const problem = readProblem('coxRegression', columns, followUp.time);
  const stratum =
    strata === undefined ? undefined : numberClusters('coxRegression', strata, n).clusterOf;
  const events = followUp.status.reduce((sum, value) => sum + value, 0);
  const nothing: CoxFit = {
    coefficients: null,
    nullLogLikelihood: null,
    likelihoodRatioTest: null,
    scoreTest: null,
    waldTest: null,
    iterations: 0,
    converged: false,
    n,
    events,
  };
  const size = columns.length;
  if (size === 0) return notDefined('there is no covariate', nothing);
  if (events === 0) return notDefined('there is no event', nothing);
  const centred = problem.columns.map(centre);
  const spreads = centred.map(({ values }) => Math.sqrt(sumOfSquares(values) / n));
  if (spreads.includes(0)) return notDefined('a covariate does not vary', nothing);
  const standard = centred.map(({ values }, j) => values.map((v) => v / (spreads[j] ?? 1)));
  const sets = riskSets(standard, followUp.time, followUp.status, stratum);
  const fit = maximizePartial(sets, ties, maximumIterations);
  const { iterations, converged } = fit;
  if (fit.unbounded === 'flat') {
    const because = 'the covariates do not vary, or determine one another, among those at risk';
    return notDefined(because, nothing);
  }
  const found = { ...nothing, nullLogLikelihood: fit.atNull.value, iterations };
  if (fit.unbounded === 'rising')
    return notDefined('no finite estimate exists: the likelihood rises for ever', found);
  const factor = fit.likelihood.information.slice();
  if (factorize(factor, size) === null)
    return notDefined('the likelihood is flat where the search for its maximum ended', found);
  const inverse = inverseOf(factor, size);
  const quantile = normalQuantile((1 + level) / 2, 0, 1);
  const coefficients = Array.from(fit.coefficients, (value, j): HazardCoefficient => {
    const spread = spreads[j] ?? 1;
    const error = Math.sqrt(inverse[j * (size + 1)] ?? 0) / spread;
    const tail = (z: number) => 2 * normalCdf(-Math.abs(z), 0, 1);
    const named = { level, method: 'Wald' };
    const one = fittedCoefficient(value / spread, error, tail, quantile, named);
    return Object.freeze({ ...one, hazardRatio: Math.min(Number.MAX_VALUE, Math.exp(one.value)) });
  });
  return defined(fit.likelihood.value, {
    ...found,
    coefficients: Object.freeze(coefficients),
    likelihoodRatioTest: modelTest(2 * (fit.likelihood.value - fit.atNull.value), size),
    scoreTest: modelTest(inverseForm(fit.atNull.information, fit.atNull.gradient), size),
    waldTest: modelTest(form(fit.likelihood.information, fit.coefficients), size),
    converged,
  });
}

function riskSets(
  columns: readonly Float64Array[],
  time: Float64Array,
  status: Float64Array,
  stratum: Int32Array | undefined,
): RiskSets {
  const { order, moments } = momentsOf(time, stratum);
  const size = columns.length;
  const rows = new Float64Array(order.length * size);
  for (const [j, column] of columns.entries()) {
    for (let at = 0; at < order.length; at++) rows[at * size + j] = column[order[at] ?? 0] ?? 0;
  }
  const ends = new Float64Array(order.length);
  for (let at = 0; at < order.length; at++) ends[at] = status[order[at] ?? 0] ?? 0;
  const stratumOf = (position: number) => stratum?.[order[position] ?? 0] ?? 0;
  const isLast = new Uint8Array(moments.count);
  for (let k = 0; k < isLast.length; k++) {
    const from = moments.starts[k] ?? 0;
    const to = moments.starts[k + 1] ?? 0;
    isLast[k] = to === order.length || stratumOf(to) !== stratumOf(from) ? 1 : 0;
  }
  return { rows, size, status: ends, moments, isLast };
}

function modelTest(statistic: number, degreesOfFreedom: number): ModelTest {
  const chiSquared = Math.max(0, statistic);
  return Object.freeze({
    chiSquared,
    degreesOfFreedom,
    p: chiSquareTail(chiSquared, degreesOfFreedom),
  });
}

/** gᵀ A⁻¹ g for the lower triangle of A. */
function inverseForm(matrix: Float64Array, vector: Float64Array): number {
  const factor = matrix.slice();
  factorize(factor, vector.length);
  return sumOfSquares(forward(factor, vector.length, vector));
}

/** bᵀ A b for the lower triangle of A. */
function form(matrix: Float64Array, vector: Float64Array): number {
  const size = vector.length;
  let sum = 0;
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      const product = (vector[a] ?? 0) * (vector[b] ?? 0) * (matrix[a * size + b] ?? 0);
      sum += a === b ? product : 2 * product;
    }
  }
  return sum;
}
