import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { correlationMatrix, leastRemainder, varies } from './correlation-matrix.ts';
import { requireFinite, requirePaired } from './require-paired.ts';

/** R² of all predictors together, and how much of it each brings. */
export type ShapleyShares = Estimate<{
  /** Per predictor, 0 or more; they add up to R². Null where R² is. */
  readonly shares: readonly number[] | null;
  readonly n: number;
}>;

/** 2²⁰ subsets take about a second. */
const mostPredictors = 20;

/**
 * Splits the R² of a linear regression among its predictors: each gets what it adds, averaged over
 * all orders of entering them. Correlated predictors share what they explain in common.
 *
 * A predictor that others determine shares with them; one that does not vary gets 0.
 *
 * @param columns - predictors of the same cases, at most 20
 * @param y - finite numbers of the same cases
 * @returns R² in [0, 1] with the shares; null where y does not vary or with no more cases than
 *   predictors and one
 * @throws RangeError for unequal lengths, values that are not finite, or more than 20 predictors
 * @see Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis, p.
 *   119; Grömping (2007), American Statistician 61:139–147
 */
export function shapleyShares(
  columns: readonly ArrayLike<number>[],
  y: ArrayLike<number>,
): ShapleyShares {
  requires(columns.length <= mostPredictors, 'shapleyShares', 'at most 20 predictors');
  const outcome = requireFinite('shapleyShares', y);
  const numbers = columns.map((column) => requirePaired('shapleyShares', outcome, column).y);
  const n = outcome.length;
  const nothing = { shares: null, n };
  if (n === 0 || !varies(outcome)) return notDefined('the outcome does not vary', nothing);
  if (n <= columns.length + 1)
    return notDefined('there are too few cases for the predictors', nothing);
  const used = numbers.flatMap((column, i) => (varies(column) ? [{ column, i }] : []));
  const explained = explainedBySubsets(
    correlationMatrix([...used.map(({ column }) => column), outcome]),
    used.length,
  );
  const shares = new Array<number>(columns.length).fill(0);
  const averages = averageGains(explained, used.length);
  for (const [k, { i }] of used.entries()) shares[i] = Math.max(0, averages[k] ?? 0);
  return defined(explained.at(-1) ?? 0, { shares: Object.freeze(shares), n });
}

/**
 * R² of every subset of predictors, one bit each: the subsets are gone through depth first, each
 * predictor that is entered swept out of those that may still follow.
 *
 * @param matrix - correlations, the outcome last
 */
function explainedBySubsets(matrix: Float64Array, predictors: number): Float64Array {
  const size = predictors + 1;
  const explained = new Float64Array(2 ** predictors);
  const enter = (given: Float64Array, from: number, subset: number, before: number): void => {
    for (let j = from; j < predictors; j++) {
      const pivot = given[j * size + j] ?? 0;
      const withOutcome = given[predictors * size + j] ?? 0;
      const gain = pivot < leastRemainder ? 0 : withOutcome ** 2 / pivot;
      const extended = subset | (1 << j);
      const now = Math.min(1, before + gain);
      explained[extended] = now;
      if (j + 1 < predictors) enter(sweep(given, size, j), j + 1, extended, now);
    }
  };
  enter(matrix, 0, 0, 0);
  return explained;
}

/** The lower triangle behind variable j with j held fixed. */
function sweep(given: Float64Array, size: number, j: number): Float64Array {
  const pivot = given[j * size + j] ?? 0;
  if (pivot < leastRemainder) return given;
  const left = given.slice();
  for (let a = j + 1; a < size; a++) {
    const factor = (given[a * size + j] ?? 0) / pivot;
    for (let b = j + 1; b <= a; b++) {
      left[a * size + b] = (left[a * size + b] ?? 0) - factor * (given[b * size + j] ?? 0);
    }
  }
  return left;
}

/** What each predictor adds to a subset, averaged over orders. */
function averageGains(explained: Float64Array, predictors: number): Float64Array {
  const gains = new Float64Array(predictors);
  // The share of orders in which exactly a given subset of `size` comes before a predictor.
  const weights: number[] = [];
  for (let size = 0, weight = 1 / Math.max(1, predictors); size < predictors; size++) {
    weights.push(weight);
    weight *= (size + 1) / Math.max(1, predictors - 1 - size);
  }
  for (let subset = 0; subset < explained.length; subset++) {
    let size = 0;
    for (let rest = subset; rest > 0; rest &= rest - 1) size++;
    const weight = weights[size] ?? 0;
    for (let j = 0; j < predictors; j++) {
      if ((subset & (1 << j)) !== 0) continue;
      const gain = (explained[subset | (1 << j)] ?? 0) - (explained[subset] ?? 0);
      gains[j] = (gains[j] ?? 0) + weight * gain;
    }
  }
  return gains;
}
