/** A figure of cases that can be computed again under other weights. */
export interface Statistic {
  readonly coefficient: 'SPEARMAN' | 'AUC' | 'CONCORDANCE';
  /** Its value where there is no link. */
  readonly nothing: 0 | 0.5;
  /** Null where undefined. Weights are 0 or more; a case of weight 0 is not there. */
  readonly value: (weights: Float64Array) => number | null;
  /**
   * What each case adds to the error of the value: the sum of squares, over cases or over sums of
   * clusters, is its variance (infinitesimal jackknife).
   */
  readonly influence: (weights: Float64Array, value: number) => Float64Array;
}
