import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { requireLevel } from '../proportions/require-counts.ts';
import { type Doubt, defined, type Estimate, notDefined } from '../result.ts';
import { CorrelationFactor } from './correlation-factor.ts';
import { correlationMatrix, leastRemainder, varies } from './correlation-matrix.ts';
import { fisherInterval, testCorrelation } from './correlation-test.ts';
import { kendallTauB } from './kendall-tau-b.ts';
import { midRanksOf, rank } from './ranked.ts';
import { requireFinite, requirePaired } from './require-paired.ts';

/** A correlation with controls held fixed, and the test that there is none. */
export type PartialCorrelation = Estimate<{
  readonly n: number;
  readonly controls: number;
  /** Student's t, or the normal z for Kendall's; null where undefined or infinite. */
  readonly statistic: number | null;
  readonly p: number | null;
}>;

export interface PartialOptions {
  /** `pearson` unless told. */
  readonly method?: 'pearson' | 'spearman' | 'kendallTauB';
  /** Coverage of the interval, .95 unless told. */
  readonly level?: number;
}

/**
 * The correlation of two variables with others held fixed: Pearson's of what linear regression on
 * the controls leaves of each; for Spearman's the same of ranks, for Kendall's by the same formula.
 *
 * @param x - finite numbers; `y` and each of `controls` have its length
 * @param controls - variables held fixed; without any it is the plain correlation
 * @returns in [−1, 1] with a two-sided p and, but for Kendall's, Fisher's interval. Null with too
 *   few cases, where a variable does not vary or the controls determine x, y or one another
 * @throws RangeError for unequal lengths, values that are not finite, or a level outside (0, 1)
 * @see Fisher (1924), Metron 3:329–332; Kendall and Gibbons (1990), Rank Correlation Methods,
 *   chapter 8
 */
export function partialCorrelation(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  controls: readonly ArrayLike<number>[],
  options: PartialOptions = {},
): PartialCorrelation {
  const { method = 'pearson', level = 0.95 } = options;
  requireLevel('partialCorrelation', level);
  const pairs = requirePaired('partialCorrelation', x, y);
  for (const control of controls) requirePaired('partialCorrelation', pairs.x, control);
  const given = [...controls.map((c) => requireFinite('partialCorrelation', c)), pairs.x, pairs.y];
  const n = pairs.x.length;
  const counts = { n, controls: controls.length };
  const nothing = { ...counts, statistic: null, p: null };
  if (n < 2 + controls.length) return notDefined('there are too few cases', nothing);
  if (!given.every(varies)) return notDefined('a variable does not vary', nothing);
  const matrix = matrixOf(given, method);
  const r = conditional(matrix, given.length);
  if (typeof r === 'string') return notDefined(r, nothing);
  const { statistic, p, doubt } = testOf(r, n - controls.length, method, level);
  return defined(r, { ...counts, statistic, p }, doubt);
}

function matrixOf(
  columns: readonly Float64Array[],
  method: 'pearson' | 'spearman' | 'kendallTauB',
): Float64Array {
  if (method === 'pearson') return correlationMatrix(columns);
  if (method === 'spearman')
    return correlationMatrix(columns.map((column) => midRanksOf(rank(column))));
  const size = columns.length;
  const matrix = new Float64Array(size * size).fill(1);
  for (const [i, a] of columns.entries()) {
    for (const [j, b] of columns.slice(0, i).entries()) {
      const tau = kendallTauB(a, b).value ?? 0;
      matrix[i * size + j] = tau;
      matrix[j * size + i] = tau;
    }
  }
  return matrix;
}

/** The correlation of the last two variables given the others, or why there is none. */
function conditional(matrix: Float64Array, size: number): number | string {
  const factor = new CorrelationFactor(matrix, size);
  for (let variable = 0; variable < size - 1; variable++) {
    const reduced = factor.reduce(variable);
    if (reduced.left < leastRemainder)
      return `the controls determine ${variable < size - 2 ? 'one another' : 'x'}`;
    factor.add(variable, reduced);
  }
  const { entries, left } = factor.reduce(size - 1);
  const joint = entries.at(-1) ?? 0;
  const unexplained = left + joint ** 2;
  if (unexplained < leastRemainder) return 'the controls determine y';
  return Math.max(-1, Math.min(1, joint / Math.sqrt(unexplained)));
}

function testOf(
  r: number,
  cases: number,
  method: 'pearson' | 'spearman' | 'kendallTauB',
  level: number,
): { readonly statistic: number | null; readonly p: number | null; readonly doubt: Doubt } {
  if (method === 'kendallTauB') {
    if (cases < 2) return { statistic: null, p: null, doubt: {} };
    const statistic = r / Math.sqrt((2 * (2 * cases + 5)) / (9 * cases * (cases - 1)));
    return { statistic, p: 2 * normalCdf(-Math.abs(statistic), 0, 1), doubt: {} };
  }
  const { t, p } = testCorrelation(r, cases - 2);
  const inflation = method === 'spearman' ? 1 + r ** 2 / 2 : 1;
  return { statistic: t, p, doubt: fisherInterval(r, inflation / (cases - 3), level) };
}
