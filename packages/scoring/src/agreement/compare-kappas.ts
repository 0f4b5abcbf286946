import fCdf from '@stdlib/stats-base-dists-f-cdf';
import fQuantile from '@stdlib/stats-base-dists-f-quantile';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { codeValues } from './code-values.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { kappaInfluence } from './kappa-influence.ts';
import { type KappaCounts, kappaOfTable } from './kappa-of-table.ts';
import type { KappaWeights } from './kappa-parts.ts';
import { completeColumns } from './rater-columns.ts';

type Table = readonly (readonly number[])[];

export interface KappaComparison {
  readonly before: Estimate<KappaCounts>;
  readonly after: Estimate<KappaCounts>;
  /** the test that the two are equal; `null` where the difference is undefined or has no error */
  readonly test: {
    /** chi-squared with one degree of freedom, or Hotelling's T² with 1 and units − 1 */
    readonly statistic: number;
    readonly pValue: number;
  } | null;
  /** both together, weighted by the inverse of their variances; `null` if they are dependent */
  readonly pooled: { readonly value: number; readonly standardError: number } | null;
  /** correlation of the two estimates; `null` if they are independent or it is undefined */
  readonly correlation: number | null;
}

export interface KappaComparisonOptions {
  readonly weights: KappaWeights;
  readonly level: number;
  readonly categories?: readonly number[];
}

const undefinedSide = 'Kappa is undefined on one of the two sides.';

/**
 * Two kappas of different units.
 *
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., 18.1
 */
export function compareIndependentKappas(
  first: Ratings | Table,
  second: Ratings | Table,
  { weights, level, categories }: KappaComparisonOptions,
): Estimate<KappaComparison> {
  const options = { weights, level, ...(categories === undefined ? {} : { categories }) };
  const before = cohenKappa(first, options);
  const after = cohenKappa(second, options);
  const none = { before, after, test: null, pooled: null, correlation: null };
  if (before.value === null || after.value === null) return notDefined(undefinedSide, none);
  const value = after.value - before.value;
  const variances = [before.standardError ?? 0, after.standardError ?? 0].map((se) => se ** 2);
  const [beforeVariance = 0, afterVariance = 0] = variances;
  const standardError = Math.sqrt(beforeVariance + afterVariance);
  const half = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const interval = { low: value - half, high: value + half, level, method: 'normal' };
  if (beforeVariance === 0 || afterVariance === 0) {
    return defined(value, none, { standardError, interval });
  }
  const information = 1 / beforeVariance + 1 / afterVariance;
  const pooled = {
    value: (before.value / beforeVariance + after.value / afterVariance) / information,
    standardError: Math.sqrt(1 / information),
  };
  const z = value / standardError;
  const test = { statistic: z ** 2, pValue: 2 * normalCdf(-Math.abs(z), 0, 1) };
  return defined(value, { ...none, test, pooled }, { standardError, interval });
}

/**
 * Two kappas of the same units, such as two raters against one reference. Units with all four
 * ratings count.
 *
 * @see Vanbelle & Albert (2008), Statistica Neerlandica 62; Vanbelle (2017), Psychometrika 82
 */
export function compareDependentKappas(
  first: Ratings,
  second: Ratings,
  { weights, level, categories: declared }: KappaComparisonOptions,
): Estimate<KappaComparison> {
  const name = 'compareAgreement';
  requires(
    first.raters === 2 && second.raters === 2,
    name,
    'the ratings of two raters on each side',
  );
  requires(first.units === second.units, name, 'the same units on both sides');
  const columns = completeColumns(name, sideBySide(first, second));
  const units = columns[0]?.length ?? 0;
  const values = Float64Array.from(columns.flatMap((column) => [...column]));
  const { categories, code } = codeValues(name, values, declared);
  const size = categories.length;
  const sides = [0, 1].map((side) => {
    const a = code.subarray(2 * side * units, (2 * side + 1) * units);
    const b = code.subarray((2 * side + 1) * units, (2 * side + 2) * units);
    const table = new Float64Array(size * size);
    for (let u = 0; u < units; u++) {
      const at = (a[u] ?? 0) * size + (b[u] ?? 0);
      table[at] = (table[at] ?? 0) + 1;
    }
    const estimate = kappaOfTable(table, size, weights, level);
    return { estimate, influence: kappaInfluence(table, size, weights), a, b };
  });
  const [left, right] = sides;
  if (left === undefined || right === undefined) throw new Error('cannot happen: two sides');
  const [before, after] = [left.estimate, right.estimate];
  const none = { before, after, test: null, pooled: null, correlation: null };
  if (before.value === null || after.value === null) return notDefined(undefinedSide, none);
  let covariance = 0;
  for (let u = 0; u < units; u++) {
    const x = left.influence[(left.a[u] ?? 0) * size + (left.b[u] ?? 0)] ?? 0;
    const y = right.influence[(right.a[u] ?? 0) * size + (right.b[u] ?? 0)] ?? 0;
    covariance += (x * y) / units ** 2;
  }
  const errors = (before.standardError ?? 0) * (after.standardError ?? 0);
  const correlation = errors > 0 ? covariance / errors : null;
  const spread =
    (before.standardError ?? 0) ** 2 + (after.standardError ?? 0) ** 2 - 2 * covariance;
  const variance = Math.max(0, spread);
  const value = after.value - before.value;
  const counts = { ...none, correlation };
  if (units < 2 || variance < 1e-20) return defined(value, counts);
  const standardError = Math.sqrt(variance);
  const statistic = value ** 2 / variance;
  const pValue = statistic === 0 ? 1 : fCdf(1 / statistic, units - 1, 1);
  const half = Math.sqrt(fQuantile(level, 1, units - 1)) * standardError;
  return defined(
    value,
    { ...counts, test: { statistic, pValue } },
    {
      standardError,
      interval: { low: value - half, high: value + half, level, method: 'Hotelling T²' },
    },
  );
}

/** The second side's raters as two more of the first. */
function sideBySide(first: Ratings, second: Ratings): Ratings {
  const at = first.value.length;
  const size = at + second.value.length;
  const unit = new Int32Array(size);
  const rater = new Int32Array(size);
  const value = new Float64Array(size);
  unit.set(first.unit);
  rater.set(first.rater);
  value.set(first.value);
  unit.set(second.unit, at);
  rater.set(
    second.rater.map((r) => r + 2),
    at,
  );
  value.set(second.value, at);
  return { unit, rater, value, units: first.units, raters: 4 };
}
