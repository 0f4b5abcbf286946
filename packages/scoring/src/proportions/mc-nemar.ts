import { defined, type Estimate, notDefined, requires } from '../result.ts';
import { binomialTest } from './binomial-test.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { requireSquareCounts } from './require-counts.ts';

/** Whether two yes/no ratings of the same units differ in their rate of yes. */
export type McNemar = Estimate<{
  readonly p: number | null;
  /** With Edwards' continuity correction. */
  readonly corrected: { readonly value: number; readonly p: number } | null;
  /** The exact binomial p: prefer it under 25 discordant pairs. */
  readonly exactP: number | null;
  readonly discordant: number;
  readonly units: number;
}>;

/**
 * McNemar's test of two paired yes/no ratings.
 *
 * @param table - 2 × 2 counts: rows the first rating, columns the second
 * @returns chi-squared with one degree of freedom, 0 or more, uncorrected, and p three ways; null
 *   when no pair disagrees
 * @throws RangeError unless the table is 2 × 2 with whole counts
 * @see McNemar (1947), Psychometrika 12:153–157; Agresti (1990), Categorical Data Analysis, p. 350
 */
export function mcNemar(table: readonly (readonly number[])[]): McNemar {
  requireSquareCounts('mcNemar', table);
  requires(table.length === 2, 'mcNemar', 'a 2 × 2 table');
  const [[both = 0, first = 0] = [], [second = 0, neither = 0] = []] = table;
  const discordant = first + second;
  const units = both + discordant + neither;
  if (discordant === 0)
    return notDefined('no pair disagrees', {
      p: null,
      corrected: null,
      exactP: null,
      discordant,
      units,
    });
  const difference = Math.abs(first - second);
  const value = difference ** 2 / discordant;
  const correctedValue = Math.max(0, difference - 1) ** 2 / discordant;
  return defined(value, {
    p: chiSquareTail(value, 1),
    corrected: Object.freeze({ value: correctedValue, p: chiSquareTail(correctedValue, 1) }),
    exactP: binomialTest(first, discordant).p,
    discordant,
    units,
  });
}
