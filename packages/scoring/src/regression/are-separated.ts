import { lawsonHanson } from './lawson-hanson.ts';
import { dot, sumOfSquares } from './predictors.ts';

/**
 * Whether there is a direction of coefficients that never speaks against an outcome and at least
 * once for it. Along such a direction the likelihood rises for ever.
 *
 * Decided by Stiemke's theorem: either there is such a direction, or positive multiples of the rows,
 * turned by their outcome, add up to 0. Least squares finds one or the other.
 *
 * @param rows - per case its predictors with a 1 for the intercept, times −1 for the outcome 0
 * @see Albert and Anderson (1984), Biometrika 71:1–10
 */
export function areSeparated(rows: readonly Float64Array[]): boolean {
  const size = rows[0]?.length ?? 0;
  const sum = new Float64Array(size);
  for (const row of rows) for (const [j, value] of row.entries()) sum[j] = (sum[j] ?? 0) - value;
  const { residual } = lawsonHanson(rows, sum, 200 + 50 * size);
  const length = Math.sqrt(sumOfSquares(residual));
  if (length === 0) return false;
  let supported = false;
  for (const row of rows) {
    const along = -dot(row, residual) / (Math.sqrt(sumOfSquares(row)) * length);
    if (along < -1e-8) return false;
    if (along > 1e-6) supported = true;
  }
  return supported;
}
