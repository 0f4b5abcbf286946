import { backward, factorize, forward } from '../aggregation/cholesky.ts';
import {
  type PartialLikelihood,
  partialLikelihood,
  type RiskSets,
  risesForEver,
  type TieMethod,
} from './partial-likelihood.ts';

/** Where the maximisation stopped. */
export interface PartialMaximum {
  readonly coefficients: Float64Array;
  readonly atNull: PartialLikelihood;
  readonly likelihood: PartialLikelihood;
  readonly iterations: number;
  readonly converged: boolean;
  /** The likelihood rises along a direction for ever, or is flat along one. */
  readonly unbounded: 'rising' | 'flat' | null;
}

/** The largest change of a linear predictor, relative to 1 + the largest, that counts as none. */
const tolerance = 1e-9;
/** Linear predictors further apart than this make a rise without end worth looking for. */
const suspicious = 25;
/** The part of the range of a searched direction within which two places count as one. */
const blur = 1e-6;
const maximumHalvings = 30;
/** The part of its information left to a covariate below which the others determine it. */
const leastPart = 1e-10;

/** Newton's method with step halving, from all coefficients at 0. */
export function maximizePartial(
  sets: RiskSets,
  ties: TieMethod,
  maximumIterations: number,
): PartialMaximum {
  const coefficients = new Float64Array(sets.size);
  let eta = new Float64Array(sets.status.length);
  const atNull = partialLikelihood(sets, eta, ties);
  let here = atNull;
  const stop = (
    iterations: number,
    converged: boolean,
    unbounded: 'rising' | 'flat' | null = null,
  ) => ({ coefficients, atNull, likelihood: here, iterations, converged, unbounded });
  // Where there are several covariates a direction is what the steps have made of it.
  const rises = (along: Float64Array) => sets.size > 1 && risesForEver(sets, along, blur);
  if (isFlat(atNull.information, coefficients.length)) return stop(0, false, 'flat');
  if (risesAlongOne(sets)) return stop(0, false, 'rising');
  let change: Float64Array = eta;
  for (let iterations = 1; iterations <= maximumIterations; iterations++) {
    const step = newtonStep(here);
    if (step === null) {
      // So far out that no risk but one is left: only a rise without end leads there.
      return stop(iterations, false, rises(eta) ? 'rising' : null);
    }
    change = linear(sets, step);
    const largest = largestOf(change);
    const furthest = largestOf(eta);
    if (rangeOf(eta) > suspicious && rises(change)) return stop(iterations, false, 'rising');
    let fraction = 1;
    for (let halving = 0; halving < maximumHalvings; halving++, fraction /= 2) {
      const tried = new Float64Array(eta.length);
      for (let i = 0; i < tried.length; i++) tried[i] = (eta[i] ?? 0) + fraction * (change[i] ?? 0);
      const there = partialLikelihood(sets, tried, ties);
      // Close to the maximum rounding hides the gain of a step.
      if (!(there.value >= here.value - 1e-12 * Math.abs(here.value))) continue;
      for (const [j, v] of step.entries()) coefficients[j] = (coefficients[j] ?? 0) + fraction * v;
      eta = tried;
      here = there;
      break;
    }
    if (largest <= tolerance * (1 + furthest)) return stop(iterations, true);
  }
  return stop(maximumIterations, false, rises(change) || rises(eta) ? 'rising' : null);
}

/** A single covariate has two directions, which can be tried before any step and without blur. */
function risesAlongOne(sets: RiskSets): boolean {
  if (sets.size !== 1) return false;
  return (
    risesForEver(sets, sets.rows, 0) ||
    risesForEver(
      sets,
      sets.rows.map((v) => -v),
      0,
    )
  );
}

function newtonStep({ gradient, information }: PartialLikelihood): Float64Array | null {
  const size = gradient.length;
  const factor = information.slice();
  if (factorize(factor, size) === null) return null;
  return backward(factor, size, forward(factor, size, gradient));
}

function isFlat(information: Float64Array, size: number): boolean {
  const factor = information.slice();
  if (factorize(factor, size) === null) return true;
  return Array.from({ length: size }, (_, j) => j * (size + 1)).some(
    (cell) => (factor[cell] ?? 0) ** 2 <= leastPart * (information[cell] ?? 0),
  );
}

function linear({ rows, size, status }: RiskSets, by: Float64Array): Float64Array {
  const sums = new Float64Array(status.length);
  for (let i = 0; i < sums.length; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += (by[j] ?? 0) * (rows[i * size + j] ?? 0);
    sums[i] = sum;
  }
  return sums;
}

function rangeOf(values: Float64Array): number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i] ?? 0);
    high = Math.max(high, values[i] ?? 0);
  }
  return high - low;
}

function largestOf(values: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0));
  return largest;
}
