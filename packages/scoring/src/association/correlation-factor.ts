/** What one more variable brings to a factor. */
export interface Reduced {
  /** Its correlations with the orthogonal parts of the variables in the factor. */
  readonly entries: readonly number[];
  /** The share of its variance that they leave unexplained, 1 − R². */
  readonly left: number;
}

/**
 * The Cholesky factor of a correlation matrix, grown variable by variable, so that those which
 * others determine can be passed over.
 */
export class CorrelationFactor {
  readonly #matrix: Float64Array;
  readonly #size: number;
  readonly #rows: { variable: number; pivot: number; entries: readonly number[] }[] = [];

  /** @param matrix - correlations of `size` variables, row after row */
  constructor(matrix: Float64Array, size: number) {
    this.#matrix = matrix;
    this.#size = size;
  }

  /** What the variables in the factor explain of another. */
  reduce(variable: number): Reduced {
    const entries: number[] = [];
    for (const { variable: earlier, pivot, entries: row } of this.#rows) {
      let sum = this.#matrix[variable * this.#size + earlier] ?? 0;
      for (const [k, entry] of entries.entries()) sum -= entry * (row[k] ?? 0);
      entries.push(sum / pivot);
    }
    return { entries, left: 1 - entries.reduce((sum, entry) => sum + entry ** 2, 0) };
  }

  /** Enters a variable with what `reduce` gave for it; something of it has to be left. */
  add(variable: number, { entries, left }: Reduced): void {
    this.#rows.push({ variable, pivot: Math.sqrt(left), entries });
  }
}
