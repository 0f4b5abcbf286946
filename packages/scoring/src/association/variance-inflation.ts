import { defined, type Estimate, notDefined } from '../result.ts';
import { CorrelationFactor } from './correlation-factor.ts';
import { correlationMatrix, leastRemainder, varies } from './correlation-matrix.ts';
import { requireFinite, requirePaired } from './require-paired.ts';

/** One variable's factor and its R² on the others (null where the factor is). */
export type VarianceInflation = Estimate<{ readonly rSquared: number | null; readonly n: number }>;

/**
 * Variance inflation factors: by how much the others' correlation with a variable multiplies the
 * variance of its regression coefficient, 1 / (1 − R²).
 *
 * @param columns - variables of the same cases
 * @returns per column, in order, 1 or more; null for one that does not vary or that the others
 *   determine, and for all with no more cases than columns
 * @throws RangeError for unequal lengths or values that are not finite
 * @see Marquardt (1970), Technometrics 12:591–612
 */
export function varianceInflation(
  columns: readonly ArrayLike<number>[],
): readonly VarianceInflation[] {
  const numbers = columns.map((column) => requireFinite('varianceInflation', column));
  const [first] = numbers;
  if (first === undefined) return Object.freeze([]);
  for (const column of numbers) requirePaired('varianceInflation', first, column);
  const n = first.length;
  const used = numbers.filter(varies);
  const matrix = correlationMatrix(used);
  return Object.freeze(
    numbers.map((column): VarianceInflation => {
      const counts = { rSquared: null, n };
      if (n <= columns.length) return notDefined('there are no more cases than variables', counts);
      const index = used.indexOf(column);
      if (index < 0) return notDefined('the variable does not vary', counts);
      const left = remainder(matrix, used.length, index);
      if (left < leastRemainder)
        return notDefined('the other variables determine it', { rSquared: 1, n });
      return defined(1 / left, { rSquared: 1 - left, n });
    }),
  );
}

/** 1 − R² of one variable on all others, of which those are passed over that others determine. */
function remainder(matrix: Float64Array, size: number, index: number): number {
  const factor = new CorrelationFactor(matrix, size);
  for (let variable = 0; variable < size; variable++) {
    if (variable === index) continue;
    const reduced = factor.reduce(variable);
    if (reduced.left >= leastRemainder) factor.add(variable, reduced);
  }
  return Math.min(1, factor.reduce(index).left);
}
