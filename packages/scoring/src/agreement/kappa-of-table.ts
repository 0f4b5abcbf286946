import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { defined, type Estimate, notDefined } from '../result.ts';
import { agreements, type KappaWeights, marginsOf, positionWeights } from './kappa-parts.ts';

export interface KappaCounts {
  /** units rated by both */
  readonly units: number;
  readonly raters: 2;
  readonly pairable: number;
  /** observed agreement, weighted; `null` without units */
  readonly observed: number | null;
  /** agreement expected from the two raters' own margins, weighted; `null` without units */
  readonly expected: number | null;
  /** standard error if kappa were 0, for the test; `null` where kappa is undefined */
  readonly nullStandardError: number | null;
  /** kappa / nullStandardError; `null` where that is 0 or undefined */
  readonly z: number | null;
  /** two-sided */
  readonly pValue: number | null;
}

/**
 * Cohen's kappa of a square table, row-major, with the large-sample standard errors.
 *
 * @see Fleiss, Cohen & Everitt (1969), Psychological Bulletin 72, equations 8 and 9
 */
export function kappaOfTable(
  table: Float64Array,
  categories: number,
  weights: KappaWeights,
  level: number,
): Estimate<KappaCounts> {
  const units = table.reduce((sum, n) => sum + n, 0);
  const counts = { units, raters: 2, pairable: 2 * units } as const;
  const none = { nullStandardError: null, z: null, pValue: null };
  if (units === 0) {
    const empty = { ...counts, observed: null, expected: null, ...none };
    return notDefined('No unit was rated by both raters.', empty);
  }
  const margins = marginsOf(table, categories, units);
  const weight = positionWeights(categories, weights);
  const { observed, expected, rowMean, columnMean } = agreements(table, units, margins, weight);
  if (1 - expected < 1e-14) {
    const certain = { ...counts, observed, expected, ...none };
    return notDefined('Both raters used one and the same category only.', certain);
  }
  const kappa = (observed - expected) / (1 - expected);
  let variance = -((kappa - expected * (1 - kappa)) ** 2);
  let nullVariance = -(expected ** 2);
  for (let i = 0; i < categories; i++) {
    for (let j = 0; j < categories; j++) {
      const w = weight(i, j);
      const mean = (rowMean[i] ?? 0) + (columnMean[j] ?? 0);
      variance += ((table[i * categories + j] ?? 0) / units) * (w - mean * (1 - kappa)) ** 2;
      nullVariance += (margins.rows[i] ?? 0) * (margins.columns[j] ?? 0) * (w - mean) ** 2;
    }
  }
  const scale = units * (1 - expected) ** 2;
  // Rounding can leave either sum a little below 0 where it is 0.
  const standardError = Math.sqrt(Math.max(0, variance) / scale);
  const nullStandardError = Math.sqrt(Math.max(0, nullVariance) / scale);
  const z = nullStandardError > 0 ? kappa / nullStandardError : null;
  const half = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const interval = {
    low: Math.max(-1, kappa - half),
    high: Math.min(1, kappa + half),
    level,
    method: 'normal, Fleiss–Cohen–Everitt standard error',
  };
  const pValue = z === null ? null : 2 * normalCdf(-Math.abs(z), 0, 1);
  const tested = { ...counts, observed, expected, nullStandardError, z, pValue };
  return defined(kappa, tested, { standardError, interval });
}
