import { CholeskyDecomposition, Matrix } from 'ml-matrix';

/** A log-likelihood at one point. `information` is minus the matrix of second derivatives. */
export interface Curvature {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: Matrix;
}

/** Where Newton's method stopped. */
export interface Maximum {
  readonly at: Float64Array;
  readonly value: number;
  /** The inverse information; null where the information is singular there. */
  readonly covariance: Matrix | null;
  readonly iterations: number;
  readonly converged: boolean;
}

/** A step that would gain less than this, times (1 + |value|), is the last. */
const leastGain = 1e-14;
/** What rounding may take from a step that gains: times (1 + |value|). */
const rounding = 1e-13;
const maximumIterations = 100;
const maximumHalvings = 40;

/**
 * Maximises a concave function by Newton's method with step halving; 100 steps at most.
 *
 * @param start - where `evaluate` is finite
 * @param evaluate - may give −∞ outside its domain
 */
export function newton(start: Float64Array, evaluate: (at: Float64Array) => Curvature): Maximum {
  let at = start;
  let here = evaluate(at);
  for (let iterations = 1; iterations <= maximumIterations; iterations += 1) {
    const step = solve(here);
    if (step === null)
      return { at, value: here.value, covariance: null, iterations, converged: false };
    const gain = dot(step, here.gradient) / 2;
    let next: Curvature | null = null;
    let fraction = 1;
    for (let halving = 0; halving < maximumHalvings; halving += 1, fraction /= 2) {
      const tried = move(at, step, fraction);
      const found = evaluate(tried);
      if (!(found.value >= here.value - rounding * (1 + Math.abs(here.value)))) continue;
      at = tried;
      next = found;
      break;
    }
    if (next === null || gain <= leastGain * (1 + Math.abs(here.value))) {
      const last = next ?? here;
      const converged = gain <= 1e-9 * (1 + Math.abs(last.value));
      return { at, value: last.value, covariance: inverse(last), iterations, converged };
    }
    here = next;
  }
  return {
    at,
    value: here.value,
    covariance: inverse(here),
    iterations: maximumIterations,
    converged: false,
  };
}

function solve({ gradient, information }: Curvature): Float64Array | null {
  if (gradient.length === 0) return gradient;
  const cholesky = new CholeskyDecomposition(information);
  if (!cholesky.isPositiveDefinite()) return null;
  return Float64Array.from(cholesky.solve(Matrix.columnVector(gradient)).to1DArray());
}

function inverse({ gradient, information }: Curvature): Matrix | null {
  if (gradient.length === 0) return information;
  const cholesky = new CholeskyDecomposition(information);
  if (!cholesky.isPositiveDefinite()) return null;
  return cholesky.solve(Matrix.eye(gradient.length));
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

const move = (from: Float64Array, step: Float64Array, fraction: number) =>
  from.map((x, i) => x + fraction * (step[i] ?? 0));
