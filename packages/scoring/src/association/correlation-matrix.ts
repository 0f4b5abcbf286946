/** What is left of a variance of 1 below which a variable counts as determined by others. */
export const leastRemainder = 1e-12;

/**
 * Correlations of variables that all vary, row after row.
 *
 * @param columns - of the same length
 */
export function correlationMatrix(columns: readonly Float64Array[]): Float64Array {
  const size = columns.length;
  const standard = columns.map(standardize);
  const matrix = new Float64Array(size * size);
  for (const [i, a] of standard.entries()) {
    for (const [j, b] of standard.slice(0, i + 1).entries()) {
      const r = i === j ? 1 : Math.max(-1, Math.min(1, dot(a, b)));
      matrix[i * size + j] = r;
      matrix[j * size + i] = r;
    }
  }
  return matrix;
}

/** Whether two values of a variable differ. */
export function varies(column: Float64Array): boolean {
  return column.some((value) => value !== column[0]);
}

/** The column with mean 0 and length 1. */
function standardize(column: Float64Array): Float64Array {
  const largest = column.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // Dividing by the largest keeps squares finite.
  const scaled = column.map((value) => value / largest);
  const mean = scaled.reduce((sum, value) => sum + value, 0) / scaled.length;
  const centred = scaled.map((value) => value - mean);
  const length = Math.sqrt(dot(centred, centred));
  return centred.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
