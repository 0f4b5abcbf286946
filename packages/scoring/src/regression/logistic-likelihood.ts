import { backward, factorize, forward, inverseOf } from '../aggregation/cholesky.ts';
import { areSeparated } from './are-separated.ts';
import { dot } from './predictors.ts';

/** Where the maximisation stopped; `separated` where it runs off to infinity. */
export interface LogisticMaximum {
  readonly coefficients: Float64Array;
  /** Per case the probability of a 1. */
  readonly fitted: Float64Array;
  readonly logLikelihood: number;
  readonly separated: boolean;
  readonly iterations: number;
  readonly converged: boolean;
}

/** The largest change of a log odds, relative to 1 + the largest, after which a fit has converged. */
const tolerance = 1e-9;
/** Log odds beyond which separation is looked for. */
const suspicious = 25;
const maximumHalvings = 30;

/**
 * Newton's method with step halving for the logistic log-likelihood.
 *
 * @param design - columns, a column of 1 first
 * @param outcome - 0 or 1 per case, both occurring
 */
export function maximizeLogistic(
  design: readonly Float64Array[],
  outcome: Float64Array,
  maximumIterations: number,
): LogisticMaximum {
  const ones = outcome.reduce((sum, value) => sum + value, 0);
  const coefficients = new Float64Array(design.length);
  coefficients[0] = Math.log(ones / (outcome.length - ones));
  let eta = linear(design, coefficients);
  let value = logLikelihood(eta, outcome);
  let checked = false;
  const stop = (iterations: number, converged: boolean, separated: boolean) => ({
    coefficients,
    fitted: probabilities(eta),
    logLikelihood: value,
    separated,
    iterations,
    converged,
  });
  for (let iterations = 1; iterations <= maximumIterations; iterations++) {
    const step = newtonStep(design, outcome, eta);
    const furthest = largestOf(eta);
    const far = furthest > suspicious;
    if ((step === null || far) && !checked) {
      if (areSeparated(rowsOf(design, outcome))) return stop(iterations, false, true);
      checked = true;
    }
    if (step === null) return stop(iterations, false, false);
    const change = linear(design, step);
    const largest = largestOf(change);
    let fraction = 1;
    for (let halving = 0; halving < maximumHalvings; halving++, fraction /= 2) {
      const tried = new Float64Array(eta.length);
      for (let i = 0; i < tried.length; i++) tried[i] = (eta[i] ?? 0) + fraction * (change[i] ?? 0);
      const found = logLikelihood(tried, outcome);
      // Close to the maximum rounding hides the gain of a step.
      if (!(found >= value - 1e-12 * Math.abs(value))) continue;
      for (const [j, v] of step.entries()) coefficients[j] = (coefficients[j] ?? 0) + fraction * v;
      eta = tried;
      value = found;
      break;
    }
    if (largest <= tolerance * (1 + furthest)) return stop(iterations, true, false);
  }
  const separated = !checked && areSeparated(rowsOf(design, outcome));
  return stop(maximumIterations, false, separated);
}

/** The covariance of the coefficients, row after row; null where the information is singular. */
export function logisticCovariance(
  design: readonly Float64Array[],
  fitted: Float64Array,
): Float64Array | null {
  const information = informationOf(design, fitted);
  return factorize(information, design.length) === null
    ? null
    : inverseOf(information, design.length);
}

function newtonStep(
  design: readonly Float64Array[],
  outcome: Float64Array,
  eta: Float64Array,
): Float64Array | null {
  const fitted = probabilities(eta);
  const left = new Float64Array(eta.length);
  for (let i = 0; i < left.length; i++) left[i] = (outcome[i] ?? 0) - (fitted[i] ?? 0);
  const gradient = Float64Array.from(design, (column) => dot(column, left));
  const information = informationOf(design, fitted);
  const size = design.length;
  if (factorize(information, size) === null) return null;
  return backward(information, size, forward(information, size, gradient));
}

/** Cases whose part of the design stays in the processor's cache while all pairs of columns are summed. */
const block = 1_024;

function informationOf(design: readonly Float64Array[], fitted: Float64Array): Float64Array {
  const size = design.length;
  const information = new Float64Array(size * size);
  const weights = new Float64Array(block);
  const weighted = new Float64Array(block);
  for (let from = 0; from < fitted.length; from += block) {
    const count = Math.min(block, fitted.length - from);
    for (let i = 0; i < count; i++) {
      const p = fitted[from + i] ?? 0;
      weights[i] = p * (1 - p);
    }
    for (const [a, left] of design.entries()) {
      for (let i = 0; i < count; i++) weighted[i] = (left[from + i] ?? 0) * (weights[i] ?? 0);
      for (let b = 0; b <= a; b++) {
        const right = design[b] ?? left;
        let sum = information[a * size + b] ?? 0;
        for (let i = 0; i < count; i++) sum += (weighted[i] ?? 0) * (right[from + i] ?? 0);
        information[a * size + b] = sum;
      }
    }
  }
  return information;
}

function linear(design: readonly Float64Array[], coefficients: Float64Array): Float64Array {
  const eta = new Float64Array(design[0]?.length ?? 0);
  for (const [j, column] of design.entries()) {
    const coefficient = coefficients[j] ?? 0;
    for (let i = 0; i < eta.length; i++) eta[i] = (eta[i] ?? 0) + coefficient * (column[i] ?? 0);
  }
  return eta;
}

function probabilities(eta: Float64Array): Float64Array {
  const fitted = new Float64Array(eta.length);
  for (let i = 0; i < fitted.length; i++) fitted[i] = 1 / (1 + Math.exp(-(eta[i] ?? 0)));
  return fitted;
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
  return largest;
}

function logLikelihood(eta: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < eta.length; i++) {
    const towards = (outcome[i] === 1 ? 1 : -1) * (eta[i] ?? 0);
    // log(1 / (1 + exp(−t))) without overflow.
    sum -= towards > 0 ? Math.log1p(Math.exp(-towards)) : Math.log1p(Math.exp(towards)) - towards;
  }
  return sum;
}

/** Per case its row of the design, turned by its outcome. */
function rowsOf(design: readonly Float64Array[], outcome: Float64Array): Float64Array[] {
  return Array.from(outcome, (y, i) =>
    Float64Array.from(design, (column) => (y === 1 ? 1 : -1) * (column[i] ?? 0)),
  );
}
