import { moderate } from './moderate.ts';

/**
 * Pearson's correlation of two variables of equal length; `null` where one does not vary.
 *
 * @returns in [−1, 1]
 */
export function pearsonValue(first: Float64Array, second: Float64Array): number | null {
  const [x, y] = [moderate(first), moderate(second)];
  // The mean of equal values may be off by rounding, so variation is looked for by itself.
  if (isConstant(x) || isConstant(y)) return null;
  const [meanX, meanY] = [mean(x), mean(y)];
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = (x[i] ?? 0) - meanX;
    const b = (y[i] ?? 0) - meanY;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  // One root of the product is exact for equal values; two are safe where the product is not.
  const product = xx * yy;
  const scale =
    product > 0 && product < Number.MAX_VALUE ? Math.sqrt(product) : Math.sqrt(xx) * Math.sqrt(yy);
  return Math.max(-1, Math.min(1, xy / scale));
}

function isConstant(values: Float64Array): boolean {
  return values.every((v) => v === values[0]);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
