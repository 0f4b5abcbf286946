/**
 * Ratings of units by raters, in coordinate form: entry i says that rater `rater[i]` gave unit
 * `unit[i]` the value `value[i]`. Indices count from 0; a unit may have any number of entries,
 * and a missing rating has none.
 */
export interface Ratings {
  readonly unit: Int32Array;
  readonly rater: Int32Array;
  readonly value: Float64Array;
  /** number of units, rated or not */
  readonly units: number;
  /** number of raters, rating or not */
  readonly raters: number;
}
