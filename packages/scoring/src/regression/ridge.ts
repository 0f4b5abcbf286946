import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { determined, lengthsOf } from './least-squares.ts';
import { centreIf, dot, readProblem, sumOfSquares } from './predictors.ts';
import { triangularize } from './triangularize.ts';

/** A ridge regression. Parts of the fit are null where R² is. */
export interface RidgeFit {
  readonly intercept: number | null;
  /** One per predictor, in order. */
  readonly coefficients: readonly number[] | null;
  readonly residualSumSquares: number | null;
  /** How many free coefficients the shrunk ones are worth, intercept not counted. */
  readonly effectiveCoefficients: number | null;
  readonly n: number;
}

/**
 * Linear regression that pays for large coefficients: it minimises the residual sum of squares +
 * penalty · Σ coefficient². The intercept is free.
 *
 * Predictors are taken as they are: bring them to one scale first. Other programs divide the loss
 * by n or 2n, or standardise by themselves; their penalties are not interchangeable with this one.
 *
 * @param columns - predictors of the same cases, each as long as `y`
 * @param y - finite numbers
 * @param options.penalty - 0 or more, in squared units of the predictors
 * @param options.intercept - whether to fit an intercept; yes unless told
 * @returns R² of the fit and the coefficients; null where the outcome does not vary, and with a
 *   penalty of 0 where predictors determine one another
 * @throws RangeError for unequal lengths, values that are not finite, or a negative penalty
 * @see Hoerl and Kennard (1970), Technometrics 12:55–67
 */
export function ridge(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
  options: { readonly penalty: number; readonly intercept?: boolean },
): Estimate<RidgeFit> {
  const { penalty, intercept = true } = options;
  requires(Number.isFinite(penalty) && penalty >= 0, 'ridge', 'a penalty of 0 or more');
  const problem = readProblem('ridge', columns, y);
  const { n } = problem;
  const nothing: RidgeFit = {
    intercept: null,
    coefficients: null,
    residualSumSquares: null,
    effectiveCoefficients: null,
    n,
  };
  const centred = centreIf(intercept, problem);
  const total = sumOfSquares(centred.y.values);
  if (total === 0) return notDefined('the outcome does not vary', nothing);
  const size = columns.length;
  const turned = triangularize(
    centred.columns.map(({ values }) => values),
    centred.y.values,
    lengthsOf(problem),
  );
  if (penalty === 0 && turned.dependent !== null)
    return notDefined(determined(turned.dependent), nothing);
  const { coefficients, effective } = shrink(turned.r, turned.rotated, size, penalty);
  // In the coordinates of the triangle: what the coefficients leave of the outcome.
  const left = turned.rotated.map(
    (value, i) => value - dot(turned.r.subarray(i * size, (i + 1) * size), coefficients),
  );
  const residual = turned.residual + sumOfSquares(left);
  const means = Float64Array.from(centred.columns, ({ mean }) => mean);
  return defined(1 - residual / total, {
    intercept: intercept ? centred.y.mean - dot(means, coefficients) : null,
    coefficients: Object.freeze([...coefficients]),
    residualSumSquares: residual,
    effectiveCoefficients: effective,
    n,
  });
}

/** By the singular values d of the triangle: each direction is shrunk by d² / (d² + penalty). */
function shrink(r: Float64Array, rotated: Float64Array, size: number, penalty: number) {
  const coefficients = new Float64Array(size);
  if (size === 0) return { coefficients, effective: 0 };
  const rows = Array.from({ length: size }, (_, i) => r.slice(i * size, (i + 1) * size));
  const svd = new SingularValueDecomposition(new Matrix(rows));
  const { leftSingularVectors: u, rightSingularVectors: v, diagonal } = svd;
  let effective = 0;
  for (const [k, d] of diagonal.entries()) {
    if (d === 0) continue;
    const kept = d ** 2 / (d ** 2 + penalty);
    effective += kept;
    const along = rotated.reduce((sum, value, i) => sum + u.get(i, k) * value, 0);
    for (let j = 0; j < size; j++) {
      coefficients[j] = (coefficients[j] ?? 0) + (v.get(j, k) * along * kept) / d;
    }
  }
  return { coefficients, effective };
}
