import { chiSquareTail } from '../proportions/chi-square-tail.ts';
import type { Ratings } from '../ratings/ratings.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { midRanks } from './mid-ranks.ts';
import { completeColumns } from './rater-columns.ts';

/** A test that the raters rank at random; the chi-squared approximation wants eight units or more. */
export interface ConcordanceTest {
  readonly chiSquared: number;
  readonly df: number;
  readonly pValue: number;
}

export interface ConcordanceOfRaters {
  /** units rated by every rater */
  readonly units: number;
  readonly raters: number;
  /** ratings of those units */
  readonly pairable: number;
  readonly test: ConcordanceTest | null;
  /** the same without the correction for ties; `null` where W is undefined */
  readonly withoutTieCorrection: ({ readonly value: number } & ConcordanceTest) | null;
}

/**
 * Kendall's coefficient of concordance: how alike several raters rank the units.
 *
 * In [0, 1]; corrected for ties. Only units rated by every rater count. `null` with fewer than two
 * such units or two raters, or when no rater tells any units apart.
 *
 * @throws RangeError on malformed ratings
 * @see Kendall & Gibbons (1990), Rank Correlation Methods, 5th ed., chapter 6
 */
export function kendallW(ratings: Ratings): Estimate<ConcordanceOfRaters> {
  const columns = completeColumns('kendallW', ratings);
  const raters = columns.length;
  const units = columns[0]?.length ?? 0;
  const counts = { units, raters, pairable: units * raters };
  const nothing = { ...counts, test: null, withoutTieCorrection: null };
  if (raters < 2) return notDefined('Fewer than two raters rated.', nothing);
  if (units < 2) return notDefined('Fewer than two units were rated by every rater.', nothing);
  const sums = new Float64Array(units);
  let tieTerm = 0;
  for (const column of columns) {
    const { ranks, ties } = midRanks(column);
    for (let u = 0; u < units; u++) sums[u] = (sums[u] ?? 0) + (ranks[u] ?? 0);
    for (const t of ties) tieTerm += t ** 3 - t;
  }
  const mean = (raters * (units + 1)) / 2;
  const squares = sums.reduce((sum, s) => sum + (s - mean) ** 2, 0);
  const largest = raters ** 2 * (units ** 3 - units);
  const corrected = largest - raters * tieTerm;
  if (corrected === 0) return notDefined('No rater tells any of the units apart.', nothing);
  const testOf = (w: number) => {
    const chiSquared = raters * (units - 1) * w;
    return { chiSquared, df: units - 1, pValue: chiSquareTail(chiSquared, units - 1) };
  };
  const value = (12 * squares) / corrected;
  const plain = (12 * squares) / largest;
  return defined(value, {
    ...counts,
    test: testOf(value),
    withoutTieCorrection: { value: plain, ...testOf(plain) },
  });
}
