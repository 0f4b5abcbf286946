import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { studentP } from '../association/student-test.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import {
  bareCoefficient,
  type FittedCoefficient,
  fittedCoefficient,
} from './fitted-coefficient.ts';
import { centreIf, dot, type Problem, readProblem, sumOfSquares } from './predictors.ts';
import { backSubstitute, forwardSubstitute, triangularize } from './triangularize.ts';

/** A linear regression. Parts of the fit are null where R² is. */
export interface LinearFit {
  /** Null also where none is fitted. */
  readonly intercept: FittedCoefficient | null;
  /** One per predictor, in order. */
  readonly coefficients: readonly FittedCoefficient[] | null;
  readonly residualSumSquares: number | null;
  /** √(residual sum of squares / degrees of freedom); null without degrees of freedom. */
  readonly residualDeviation: number | null;
  readonly degreesOfFreedom: number | null;
  readonly n: number;
}

export interface LeastSquaresOptions {
  /** Whether to fit an intercept; yes unless told. */
  readonly intercept?: boolean;
  /** Coverage of the intervals, .95 unless told. */
  readonly level?: number;
}

/**
 * Linear regression by least squares, through Householder reflections of centred predictors, which
 * keep their digits where predictors nearly determine one another.
 *
 * @param columns - predictors of the same cases, each as long as `y`
 * @param y - finite numbers
 * @returns R² in [0, 1] (about 0 instead of the mean where there is no intercept) and the fit; null
 *   where the outcome does not vary, cases are too few, or predictors determine one another
 * @throws RangeError for unequal lengths, values that are not finite, or a level outside (0, 1)
 * @see Golub and Van Loan (2013), Matrix Computations, section 5.3
 */
export function leastSquares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: LeastSquaresOptions = {},
): Estimate<LinearFit> {
  const { intercept = true, level = 0.95 } = options;
  requireLevel('leastSquares', level);
  const problem = readProblem('leastSquares', columns, y);
  const { n } = problem;
  const nothing: LinearFit = {
    intercept: null,
    coefficients: null,
    residualSumSquares: null,
    residualDeviation: null,
    degreesOfFreedom: null,
    n,
  };
  const size = columns.length;
  const degreesOfFreedom = n - size - (intercept ? 1 : 0);
  if (n === 0 || degreesOfFreedom < 0) return notDefined('there are too few cases', nothing);
  const centred = centreIf(intercept, problem);
  const total = sumOfSquares(centred.y.values);
  if (total === 0) return notDefined('the outcome does not vary', nothing);
  const turned = triangularize(
    centred.columns.map(({ values }) => values),
    centred.y.values,
    lengthsOf(problem),
  );
  if (turned.dependent !== null) return notDefined(determined(turned.dependent), nothing);
  const slopes = backSubstitute(turned.r, size, turned.rotated);
  const means = Float64Array.from(centred.columns, ({ mean }) => mean);
  const level0 = centred.y.mean - dot(means, slopes);
  const variance = turned.residual / degreesOfFreedom;
  const quantile = degreesOfFreedom > 0 ? tQuantile((1 + level) / 2, degreesOfFreedom) : 0;
  const coefficient = (value: number, length: number) =>
    degreesOfFreedom === 0
      ? bareCoefficient(value)
      : fittedCoefficient(
          value,
          Math.sqrt(variance) * length,
          (t) => studentP(t, degreesOfFreedom),
          quantile,
          { level, method: 'Student t' },
        );
  // (RᵀR)⁻¹ is the covariance but for the error variance: aᵀ(RᵀR)⁻¹a is the square of (Rᵀ)⁻¹a.
  const lengthOf = (a: Float64Array) => Math.hypot(...forwardSubstitute(turned.r, size, a));
  const unit = (j: number) => Float64Array.from(means, (_, k) => (k === j ? 1 : 0));
  return defined(Math.max(0, 1 - turned.residual / total), {
    intercept: intercept
      ? coefficient(level0, Math.hypot(1 / Math.sqrt(n), lengthOf(means)))
      : null,
    coefficients: Object.freeze(
      Array.from(slopes, (slope, j) => coefficient(slope, lengthOf(unit(j)))),
    ),
    residualSumSquares: turned.residual,
    residualDeviation: degreesOfFreedom === 0 ? null : Math.sqrt(variance),
    degreesOfFreedom,
    n,
  });
}

/** Lengths of the predictors before centring. */
export function lengthsOf({ columns }: Problem): number[] {
  return columns.map((column) => Math.sqrt(sumOfSquares(column)));
}

/** Why there is no fit where a predictor is determined, counted from 1. */
export function determined(column: number): string {
  return `predictor ${column + 1} does not vary or is determined by those before it`;
}
