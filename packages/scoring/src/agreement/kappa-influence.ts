import { agreements, type KappaWeights, marginsOf, positionWeights } from './kappa-parts.ts';

/**
 * What one unit in each cell adds to kappa, times the number of units: mean 0, and the mean square
 * over the units is the units times the squared standard error.
 *
 * @param table - square, row-major, not empty, with a defined kappa
 */
export function kappaInfluence(
  table: Float64Array,
  categories: number,
  weights: KappaWeights,
): Float64Array {
  const units = table.reduce((sum, n) => sum + n, 0);
  const weight = positionWeights(categories, weights);
  const margins = marginsOf(table, categories, units);
  const { observed, expected, rowMean, columnMean } = agreements(table, units, margins, weight);
  const kappa = (observed - expected) / (1 - expected);
  const mean = kappa - expected * (1 - kappa);
  return table.map((_, at) => {
    const i = Math.floor(at / categories);
    const j = at % categories;
    const chance = (rowMean[i] ?? 0) + (columnMean[j] ?? 0);
    return (weight(i, j) - chance * (1 - kappa) - mean) / (1 - expected);
  });
}
