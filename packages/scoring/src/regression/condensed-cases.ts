import type { CrossProducts } from './cross-products.ts';

/** The share of a variable's variance below which what others leave of it is rounding. */
const leastPart = 1e-12;

/**
 * A few cases with the same means, variances and covariances as those that cross-products were made
 * from, so that whatever rests on these alone (least squares with or without bounds, correlation,
 * variance inflation, shares of R²) gives the same figures in no time. What also counts the cases,
 * such as standard errors, does not.
 *
 * @returns per variable, in order, one value more than there are variables; the variable's mean, again
 *   and again, where it does not vary
 */
export function condensedCases({ weight, origin, sums, products }: CrossProducts): Float64Array[] {
  const size = origin.length;
  const mean = (sum: number | undefined) => (weight === 0 ? 0 : (sum ?? 0) / weight);
  const covariance = (j: number, k: number) =>
    mean(products[j * size + k]) - mean(sums[j]) * mean(sums[k]);
  const lower = factorOf(covariance, size, (j) => mean(products[j * size + j]));
  const contrasts = contrastsOf(size);
  const cases = size + 1;
  return Array.from({ length: size }, (_, j) => {
    const values = new Float64Array(cases).fill((origin[j] ?? 0) + mean(sums[j]));
    for (let k = 0; k <= j; k++) {
      const part = Math.sqrt(cases) * (lower[j * size + k] ?? 0);
      const contrast = contrasts[k] ?? values;
      for (let i = 0; i < cases; i++) values[i] = (values[i] ?? 0) + part * (contrast[i] ?? 0);
    }
    return values;
  });
}

/** Cholesky's factor, with a row and column of 0 for a variable that the ones before it determine. */
function factorOf(
  covariance: (j: number, k: number) => number,
  size: number,
  square: (j: number) => number,
): Float64Array {
  const lower = new Float64Array(size * size);
  const at = (j: number, k: number) => lower[j * size + k] ?? 0;
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let left = covariance(j, k);
      for (let l = 0; l < k; l++) left -= at(j, l) * at(k, l);
      if (k < j) lower[j * size + k] = at(k, k) === 0 ? 0 : left / at(k, k);
      else lower[j * size + j] = left > leastPart * square(j) ? Math.sqrt(left) : 0;
    }
  }
  return lower;
}

/** Directions of length 1 that are at right angles to one another and to a constant (Helmert). */
function contrastsOf(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, k) => {
    const contrast = new Float64Array(size + 1);
    const length = Math.sqrt((k + 1) * (k + 2));
    contrast.fill(1 / length, 0, k + 1);
    contrast[k + 1] = -(k + 1) / length;
    return contrast;
  });
}
