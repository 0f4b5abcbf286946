/**
 * Sums over cases at risk of risks, of risks times covariates and of risks times their products, all
 * relative to one case: the one with the largest linear predictor yet.
 */
export class RiskSums {
  /** The linear predictor whose risk counts as 1. */
  offset = Number.NEGATIVE_INFINITY;
  risk = 0;
  /** The covariates counted as 0. */
  readonly centre: Float64Array;
  readonly first: Float64Array;
  /** Lower triangle, row after row. */
  readonly second: Float64Array;
  readonly #rows: Float64Array;
  readonly #away: Float64Array;

  /** @param rows - covariates case by case, `size` numbers each */
  constructor(rows: Float64Array, size: number) {
    this.centre = new Float64Array(size);
    this.first = new Float64Array(size);
    this.second = new Float64Array(size * size);
    this.#rows = rows;
    this.#away = new Float64Array(size);
  }

  clear(): void {
    this.offset = Number.NEGATIVE_INFINITY;
    this.risk = 0;
    this.first.fill(0);
    this.second.fill(0);
  }

  /** Empties the sums and takes over another's offset and centre, so that the two can be compared. */
  clearAround(other: RiskSums): void {
    this.clear();
    this.offset = other.offset;
    this.centre.set(other.centre);
  }

  /** Adds a case with linear predictor `eta`. */
  add(i: number, eta: number): void {
    if (eta > this.offset) this.#moveTo(i, eta);
    const { centre, first, second } = this;
    const away = this.#away;
    const rows = this.#rows;
    const size = first.length;
    const risk = Math.exp(eta - this.offset);
    this.risk += risk;
    for (let a = 0; a < size; a++) {
      away[a] = (rows[i * size + a] ?? 0) - (centre[a] ?? 0);
      const weighted = risk * (away[a] ?? 0);
      first[a] = (first[a] ?? 0) + weighted;
      for (let b = 0; b <= a; b++) {
        const cell = a * size + b;
        second[cell] = (second[cell] ?? 0) + weighted * (away[b] ?? 0);
      }
    }
  }

  #moveTo(i: number, eta: number): void {
    const { centre, first, second } = this;
    const away = this.#away;
    const size = first.length;
    const scale = Math.exp(this.offset - eta);
    for (let a = 0; a < size; a++) {
      away[a] = (this.#rows[i * size + a] ?? 0) - (centre[a] ?? 0);
      centre[a] = this.#rows[i * size + a] ?? 0;
    }
    // Σ w (x − d)(x − d)ᵀ = Σ w x xᵀ − d (Σ w x)ᵀ − (Σ w x) dᵀ + (Σ w) d dᵀ
    for (let a = 0; a < size; a++) {
      for (let b = 0; b <= a; b++) {
        const cell = a * size + b;
        const da = away[a] ?? 0;
        const db = away[b] ?? 0;
        const crossed = da * (first[b] ?? 0) + (first[a] ?? 0) * db;
        second[cell] = scale * ((second[cell] ?? 0) - crossed + this.risk * da * db);
      }
    }
    for (let a = 0; a < size; a++)
      first[a] = scale * ((first[a] ?? 0) - this.risk * (away[a] ?? 0));
    this.risk *= scale;
    this.offset = eta;
  }
}
