import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { determined, lengthsOf } from './least-squares.ts';
import { centreIf, dot, readProblem, sumOfSquares } from './predictors.ts';
import { type Constraint, nearestPoint } from './quadratic-program.ts';
import { roundToSteps } from './round-to-steps.ts';
import {
  backSubstitute,
  forwardSubstitute,
  type Triangular,
  triangularize,
} from './triangularize.ts';

/** Weights of predictors. Parts of the fit are null where its R² is. */
export interface SimplexFit {
  /** One per predictor, between its floor and cap; they add up to 1. */
  readonly weights: readonly number[] | null;
  /** What the weighted sum is multiplied by; 1 unless it is free. */
  readonly scale: number | null;
  /** Null also where none is fitted. */
  readonly intercept: number | null;
  readonly residualSumSquares: number | null;
  readonly iterations: number;
  /** False without weights, and where rounding to steps ran into its cap. */
  readonly converged: boolean;
  readonly n: number;
}

export interface SimplexOptions {
  /** The least weight, one for all or one each; 0 unless told. */
  readonly floors?: number | readonly number[];
  /** The largest weight, one for all or one each; 1 unless told. */
  readonly caps?: number | readonly number[];
  /** Weights are whole multiples of this part of 1 (.05, say); any number unless told. */
  readonly step?: number;
  /** Whether to fit an intercept; no unless told. */
  readonly intercept?: boolean;
  /**
   * `one` (unless told): the outcome has the scale of the predictors. `free`: the weighted sum is
   * multiplied by a factor of 0 or more that is fitted too.
   */
  readonly scale?: 'one' | 'free';
}

/**
 * The weights that add up to 1 and bring the weighted sum of predictors closest to an outcome.
 *
 * With `step` the weights are the best rounded ones; where there are more than 50,000 of them, such
 * that no shift of one step from one weight to another improves them.
 *
 * @param columns - predictors of the same cases, each as long as `y`
 * @param y - finite numbers
 * @returns R², at most 1, negative where the mean fits better, and the weights. Null where the
 *   outcome does not vary (is 0 without intercept) or dwarfs the predictors, predictors determine one
 *   another, or with a free scale no weighted sum goes with the outcome
 * @throws RangeError for unequal lengths, values that are not finite, no predictor, floors and caps
 *   that leave no weights adding up to 1, or a step of which 1 is no multiple
 * @see Goldfarb and Idnani (1983), Mathematical Programming 27:1–33
 */
export function simplexLeastSquares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: SimplexOptions = {},
): Estimate<SimplexFit> {
  const { intercept = false, scale = 'one', step } = options;
  const problem = readProblem('simplexLeastSquares', columns, y);
  const { n } = problem;
  const size = columns.length;
  requires(size > 0, 'simplexLeastSquares', 'a predictor');
  const bounds = readBounds(size, options);
  const centred = centreIf(intercept, problem);
  const total = sumOfSquares(centred.y.values);
  const nothing = (iterations: number): SimplexFit => ({
    weights: null,
    scale: null,
    intercept: null,
    residualSumSquares: null,
    iterations,
    converged: false,
    n,
  });
  if (total === 0)
    return notDefined(intercept ? 'the outcome does not vary' : 'the outcome is 0', nothing(0));
  const turned = triangularize(
    centred.columns.map(({ values }) => values),
    centred.y.values,
    lengthsOf(problem),
  );
  if (turned.dependent !== null) return notDefined(determined(turned.dependent), nothing(0));
  const found = nearestPoint(turned.rotated, constraintsOf(turned, bounds, scale));
  const { iterations } = found;
  if (found.point === null)
    return notDefined(
      `the search for weights ended without result (${found.because})`,
      nothing(iterations),
    );
  const raw = backSubstitute(turned.r, size, found.point);
  const sum = raw.reduce((all, value) => all + value, 0);
  // At the apex of the cone only rounding is left of the coefficients.
  if (scale === 'free' && sumOfSquares(found.point) <= 1e-20 * total)
    return notDefined(
      'no weighted sum of the predictors goes with the outcome',
      nothing(iterations),
    );
  if (scale === 'one' && !(Math.abs(sum - 1) < 1e-6))
    return notDefined(
      'the outcome is so much larger than the predictors that rounding leaves no weights',
      nothing(iterations),
    );
  let weights = raw.map((value) => value / sum);
  let converged = true;
  if (step !== undefined) {
    ({ weights, converged } = roundToSteps(
      weights,
      { ...bounds, step },
      (tried) => profile(turned, tried, scale).left,
    ));
  }
  weights = weights.map((value, j) =>
    Math.min(bounds.caps[j] ?? 1, Math.max(bounds.floors[j] ?? 0, value)),
  );
  const { factor, left } = profile(turned, weights, scale);
  const residualSumSquares = turned.residual + left;
  const means = Float64Array.from(centred.columns, ({ mean }) => mean);
  return defined(1 - residualSumSquares / total, {
    weights: Object.freeze([...weights]),
    scale: factor,
    intercept: intercept ? centred.y.mean - factor * dot(means, weights) : null,
    residualSumSquares,
    iterations,
    converged,
    n,
  });
}

/** Least and largest weight per predictor. */
export interface Bounds {
  readonly floors: readonly number[];
  readonly caps: readonly number[];
}

function readBounds(size: number, { floors = 0, caps = 1, step }: SimplexOptions): Bounds {
  const each = (given: number | readonly number[]) =>
    typeof given === 'number' ? new Array<number>(size).fill(given) : [...given];
  const bounds = { floors: each(floors), caps: each(caps) };
  const name = 'simplexLeastSquares';
  requires(
    bounds.floors.length === size && bounds.caps.length === size,
    name,
    'a floor and cap each',
  );
  const ordered = bounds.floors.every((floor, j) => {
    const cap = bounds.caps[j] ?? Number.NaN;
    return floor >= 0 && floor <= cap && cap <= 1;
  });
  requires(ordered, name, 'floors and caps from 0 to 1, no floor above its cap');
  const sum = (of: readonly number[]) => of.reduce((all, value) => all + value, 0);
  // A hundred floors of .01 add up to a little more than 1.
  const reachable = sum(bounds.floors) <= 1 + 1e-12 && sum(bounds.caps) >= 1 - 1e-12;
  requires(reachable, name, 'floors and caps that weights adding up to 1 can keep');
  if (step === undefined) return bounds;
  const steps = 1 / step;
  const whole = step > 0 && Math.abs(steps - Math.round(steps)) < 1e-9 * steps;
  requires(whole, name, 'a step of which 1 is a multiple');
  const up = bounds.floors.map((floor) => Math.ceil(floor * steps - 1e-9));
  const down = bounds.caps.map((cap) => Math.floor(cap * steps + 1e-9));
  const between = up.every((floor, j) => floor <= (down[j] ?? 0));
  requires(
    between && sum(up) <= Math.round(steps) && sum(down) >= Math.round(steps),
    name,
    'floors and caps that whole steps adding up to 1 can keep',
  );
  return bounds;
}

/**
 * The constraints on coefficients in the coordinates of the triangle. With a free scale each floor
 * f means coefficient ≥ f · sum, and each cap likewise.
 */
function constraintsOf(
  { r, size }: Triangular,
  { floors, caps }: Bounds,
  scale: 'one' | 'free',
): Constraint[] {
  const constraint = (normal: Float64Array, bound: number, equality = false): Constraint => ({
    normal: forwardSubstitute(r, size, normal),
    bound,
    equality,
  });
  const ones = new Float64Array(size).fill(1);
  const row = (j: number, sign: 1 | -1, share: number) =>
    Float64Array.from(ones, (_, k) => sign * ((k === j ? 1 : 0) - share));
  if (scale === 'one') {
    return [
      constraint(ones, 1, true),
      ...floors.map((floor, j) => constraint(row(j, 1, 0), floor)),
      ...caps.flatMap((cap, j) => (cap < 1 ? [constraint(row(j, -1, 0), -cap)] : [])),
    ];
  }
  // A single predictor with floor 1 has an empty row.
  return [
    constraint(ones, 0),
    ...floors.flatMap((floor, j) => (size > 1 ? [constraint(row(j, 1, floor), 0)] : [])),
    ...caps.flatMap((cap, j) => (cap < 1 && size > 1 ? [constraint(row(j, -1, cap), 0)] : [])),
  ];
}

/** The best factor of a weighted sum, and what it leaves of the outcome beyond the residual. */
function profile({ r, rotated, size }: Triangular, weights: Float64Array, scale: 'one' | 'free') {
  const fitted = rotated.map((_, i) => dot(r.subarray(i * size, (i + 1) * size), weights));
  const squares = sumOfSquares(fitted);
  const factor =
    scale === 'one' ? 1 : squares === 0 ? 0 : Math.max(0, dot(fitted, rotated) / squares);
  return {
    factor,
    left: sumOfSquares(rotated.map((value, i) => value - factor * (fitted[i] ?? 0))),
  };
}
