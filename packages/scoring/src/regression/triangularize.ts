import { dot, sumOfSquares } from './predictors.ts';

/** A least squares problem turned to a triangular one of the same solution. */
export interface Triangular {
  /** Upper triangle, row after row; size × size. */
  readonly r: Float64Array;
  /** The outcome in the same coordinates. */
  readonly rotated: Float64Array;
  readonly size: number;
  /** What no choice of coefficients removes from the sum of squares. */
  readonly residual: number;
  /** The first column that those before it determine; null where there is none. */
  readonly dependent: number | null;
}

/** The share of a column's length below which what others leave of it is rounding. */
const leastPart = 1e-10;

/**
 * Householder reflections of the columns, applied to the outcome.
 *
 * Typed arrays by column: a matrix of rows would take several times the memory and time for many
 * cases.
 *
 * @param columns - of the length of `y`; not changed
 * @param lengths - of the columns before centring, to tell rounding from variation
 * @see Golub and Van Loan (2013), Matrix Computations, algorithm 5.2.1
 */
export function triangularize(
  columns: readonly Float64Array[],
  y: Float64Array,
  lengths: readonly number[] = columns.map((column) => Math.sqrt(sumOfSquares(column))),
): Triangular {
  const size = columns.length;
  const work = columns.map((column) => column.slice());
  const rotated = y.slice();
  const r = new Float64Array(size * size);
  let dependent: number | null = null;
  for (const [j, column] of work.entries()) {
    const below = column.subarray(j);
    const length = Math.sqrt(sumOfSquares(below));
    if (!(length > leastPart * (lengths[j] ?? 0))) dependent ??= j;
    const first = below[0] ?? 0;
    const pivot = first > 0 ? -length : length;
    if (length > 0) {
      below[0] = first - pivot;
      const squares = sumOfSquares(below);
      for (const other of work.slice(j + 1)) reflect(other.subarray(j), below, squares);
      reflect(rotated.subarray(j), below, squares);
    }
    if (j < column.length) r[j * size + j] = pivot;
    for (const [k, other] of work.entries()) if (k > j) r[j * size + k] = other[j] ?? 0;
  }
  const residual = sumOfSquares(rotated.subarray(Math.min(size, rotated.length)));
  const top = new Float64Array(size);
  top.set(rotated.subarray(0, size));
  return { r, rotated: top, size, residual, dependent };
}

function reflect(target: Float64Array, normal: Float64Array, squares: number): void {
  const factor = (2 * dot(target, normal)) / squares;
  for (let i = 0; i < target.length; i++) {
    target[i] = (target[i] ?? 0) - factor * (normal[i] ?? 0);
  }
}

/** Solves R x = b for an upper triangle without zeros on its diagonal. */
export function backSubstitute(r: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] ?? 0;
    for (let k = i + 1; k < size; k++) sum -= (r[i * size + k] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (r[i * size + i] ?? 1);
  }
  return x;
}

/** Solves Rᵀ x = b for the same. */
export function forwardSubstitute(r: Float64Array, size: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < size; i++) {
    let sum = x[i] ?? 0;
    for (let k = 0; k < i; k++) sum -= (r[k * size + i] ?? 0) * (x[k] ?? 0);
    x[i] = sum / (r[i * size + i] ?? 1);
  }
  return x;
}
