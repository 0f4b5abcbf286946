import { requirePValues } from './require-p-values.ts';

/**
 * Holm's adjusted p-values: calling those at most α keeps the chance of any false call at most α.
 *
 * @param pValues - one a test of the family, in [0, 1], in any order
 * @returns adjusted p-values in [0, 1], in the order of the tests; empty for no tests
 * @throws RangeError for a p outside [0, 1]
 * @see Holm (1979), Scandinavian Journal of Statistics 6:65–70
 */
export function holm(pValues: readonly number[]): readonly number[] {
  requirePValues('holm', pValues);
  const smallestFirst = pValues
    .map((_, i) => i)
    .sort((a, b) => (pValues[a] ?? 0) - (pValues[b] ?? 0));
  const adjusted = Array<number>(pValues.length).fill(1);
  let most = 0;
  for (const [k, i] of smallestFirst.entries()) {
    most = Math.min(1, Math.max(most, (pValues[i] ?? 1) * (pValues.length - k)));
    adjusted[i] = most;
  }
  return Object.freeze(adjusted);
}
