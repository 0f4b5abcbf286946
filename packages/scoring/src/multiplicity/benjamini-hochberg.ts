import { requirePValues } from './require-p-values.ts';

/**
 * q-values: the smallest false discovery rate at which each test would be called a discovery.
 *
 * @param pValues - one a test of the family, in [0, 1], in any order; tests that gave no p do not
 *   belong to the family
 * @returns q-values in [0, 1], in the order of the tests; empty for no tests
 * @throws RangeError for a p outside [0, 1]
 * @see Benjamini and Hochberg (1995), JRSS B 57:289–300, section 3.1
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  requirePValues('benjaminiHochberg', pValues);
  const largestFirst = pValues
    .map((_, i) => i)
    .sort((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0));
  const adjusted = Array<number>(pValues.length).fill(1);
  let least = 1;
  for (const [k, i] of largestFirst.entries()) {
    least = Math.min(least, (pValues[i] ?? 1) * (pValues.length / (pValues.length - k)));
    adjusted[i] = least;
  }
  return Object.freeze(adjusted);
}
