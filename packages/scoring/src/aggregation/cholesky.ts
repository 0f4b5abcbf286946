/**
 * Replaces the lower triangle of a symmetric matrix by its Cholesky factor, in place.
 *
 * Rows lie one after another in one typed array, which is several times faster here than a matrix
 * of rows; the upper triangle is neither read nor written.
 *
 * @returns the log determinant; null where the matrix is not positive definite
 */
export function factorize(matrix: Float64Array, size: number): number | null {
  let logDeterminant = 0;
  for (let i = 0; i < size; i += 1) {
    const rowI = i * size;
    for (let j = 0; j <= i; j += 1) {
      const rowJ = j * size;
      let sum = matrix[rowI + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (matrix[rowI + k] ?? 0) * (matrix[rowJ + k] ?? 0);
      if (j < i) {
        matrix[rowI + j] = sum / (matrix[rowJ + j] ?? 1);
        continue;
      }
      if (!(sum > 0)) return null;
      matrix[rowI + i] = Math.sqrt(sum);
      logDeterminant += Math.log(sum);
    }
  }
  return logDeterminant;
}

/** Solves L x = b for the factor L. */
export function forward(factor: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    let sum = b[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (factor[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (factor[i * size + i] ?? 1);
  }
  return x;
}

/** Solves Lᵀ x = b for the factor L. */
export function backward(factor: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = size - 1; i >= 0; i -= 1) {
    const solved = (x[i] ?? 0) / (factor[i * size + i] ?? 1);
    x[i] = solved;
    for (let k = 0; k < i; k += 1) x[k] = (x[k] ?? 0) - (factor[i * size + k] ?? 0) * solved;
  }
  return x;
}

/** The inverse of the factored matrix, in full. */
export function inverseOf(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column += 1) {
    unit.fill(0);
    unit[column] = 1;
    inverse.set(backward(factor, size, forward(factor, size, unit)), column * size);
  }
  return inverse;
}
