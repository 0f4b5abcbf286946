import { defined, type Estimate, notDefined } from '../result.ts';
import { lawsonHanson } from './lawson-hanson.ts';
import { centreIf, dot, readProblem, sumOfSquares } from './predictors.ts';
import { triangularize } from './triangularize.ts';

/** A linear regression with coefficients of 0 or more. Parts of the fit are null where R² is. */
export interface NonNegativeFit {
  /** Null also where none is fitted. */
  readonly intercept: number | null;
  /** One per predictor, in order, 0 or more. */
  readonly coefficients: readonly number[] | null;
  readonly residualSumSquares: number | null;
  readonly iterations: number;
  readonly converged: boolean;
  readonly n: number;
}

/**
 * Linear regression with no negative coefficient. Where predictors determine one another the fit is
 * one of several equally good ones.
 *
 * @param columns - predictors of the same cases, each as long as `y`
 * @param y - finite numbers
 * @param options.intercept - whether to fit an intercept of any sign; no unless told
 * @returns R² in [0, 1] (about 0 instead of the mean where there is no intercept) and the fit; null
 *   where the outcome is 0, or with an intercept does not vary
 * @throws RangeError for unequal lengths or values that are not finite
 * @see Lawson and Hanson (1974), Solving Least Squares Problems, chapter 23
 */
export function nonNegativeLeastSquares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: { readonly intercept?: boolean } = {},
): Estimate<NonNegativeFit> {
  const { intercept = false } = options;
  const problem = readProblem('nonNegativeLeastSquares', columns, y);
  const { n } = problem;
  const centred = centreIf(intercept, problem);
  const total = sumOfSquares(centred.y.values);
  if (total === 0)
    return notDefined(intercept ? 'the outcome does not vary' : 'the outcome is 0', {
      intercept: null,
      coefficients: null,
      residualSumSquares: null,
      iterations: 0,
      converged: false,
      n,
    });
  // The triangle has the same solution, and as many rows as there are predictors.
  const turned = triangularize(
    centred.columns.map(({ values }) => values),
    centred.y.values,
  );
  const { size } = turned;
  const reduced = Array.from({ length: size }, (_, j) =>
    Float64Array.from({ length: size }, (__, i) => turned.r[i * size + j] ?? 0),
  );
  const { coefficients, residual, iterations, converged } = lawsonHanson(reduced, turned.rotated);
  const residualSumSquares = turned.residual + sumOfSquares(residual);
  const means = Float64Array.from(centred.columns, ({ mean }) => mean);
  return defined(Math.max(0, 1 - residualSumSquares / total), {
    intercept: intercept ? centred.y.mean - dot(means, coefficients) : null,
    coefficients: Object.freeze([...coefficients]),
    residualSumSquares,
    iterations,
    converged,
    n,
  });
}
