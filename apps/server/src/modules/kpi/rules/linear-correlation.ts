/** A correlation of weighted cases, with what each case adds to its error. */
export interface WeightedCorrelation {
  readonly value: number;
  readonly influence: Float64Array;
}

/**
 * Pearson's correlation where cases count by weights.
 *
 * @returns null where a variable does not vary
 * @see Devlin, Gnanadesikan and Kettenring (1975), Biometrika 62:531–545, for the influence function
 */
export function linearCorrelation(
  x: Float64Array,
  y: Float64Array,
  weights: Float64Array,
): WeightedCorrelation | null {
  const n = weights.length;
  let [all, mx, my] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const w = weights[i] ?? 0;
    all += w;
    mx += w * (x[i] ?? 0);
    my += w * (y[i] ?? 0);
  }
  mx /= all;
  my /= all;
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const dx = (x[i] ?? 0) - mx;
    const dy = (y[i] ?? 0) - my;
    const w = weights[i] ?? 0;
    xx += w * dx * dx;
    xy += w * dx * dy;
    yy += w * dy * dy;
  }
  if (!(xx > 0 && yy > 0)) return null;
  const root = Math.sqrt(xx * yy);
  const value = Math.max(-1, Math.min(1, xy / root));
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const dx = (x[i] ?? 0) - mx;
    const dy = (y[i] ?? 0) - my;
    const own = (dx * dy) / root - (value / 2) * ((dx * dx) / xx + (dy * dy) / yy);
    influence[i] = (weights[i] ?? 0) * own;
  }
  return { value, influence };
}
