import { defined, type Estimate, notDefined, requires } from '../result.ts';

/** The share of testable triples that break weak stochastic transitivity. */
export type StochasticTransitivity = Estimate<{
  /** Triples with P(i, k) below ½. */
  readonly weak: number;
  /** Triples with P(i, k) below the smaller of P(i, j) and P(j, k). */
  readonly moderate: number;
  /** Triples with P(i, k) below the larger of the two. */
  readonly strong: number;
  /** Ordered triples with P(i, j) ≥ ½ and P(j, k) ≥ ½. */
  readonly tests: number;
  readonly items: number;
}>;

/**
 * How often preferences of many judges fail to be transitive: without weak transitivity no one
 * scale orders the items, without strong transitivity no one-dimensional model fits.
 *
 * @param counts - items × items, how often the row was preferred to the column; a pair that nobody
 *   compared takes no part
 * @returns the share in [0, 1], and the three counts; null when no triple can be tested
 * @throws RangeError unless the table is square with counts of 0 or more
 * @see Block and Marschak (1960); Rumelhart and Greeno (1971), Journal of Mathematical Psychology
 *   8:370–381
 */
export function stochasticTransitivity(
  counts: readonly (readonly number[])[],
): StochasticTransitivity {
  for (const row of counts) {
    requires(row.length === counts.length, 'stochasticTransitivity', 'a square table');
    const sane = row.every((count) => Number.isFinite(count) && count >= 0);
    requires(sane, 'stochasticTransitivity', 'counts of 0 or more');
  }
  const shares = counts.map((row, i) =>
    row.map((count, j) => {
      const total = count + (counts[j]?.[i] ?? 0);
      return i === j || total === 0 ? null : count / total;
    }),
  );
  const found = { weak: 0, moderate: 0, strong: 0, tests: 0, items: counts.length };
  for (const [i, row] of shares.entries()) {
    for (const [j, ij] of row.entries()) {
      if (ij === null || ij < 0.5) continue;
      for (const [k, jk] of (shares[j] ?? []).entries()) {
        const ik = row[k] ?? null;
        if (k === i || jk === null || jk < 0.5 || ik === null) continue;
        found.tests += 1;
        if (ik < 0.5) found.weak += 1;
        if (ik < Math.min(ij, jk)) found.moderate += 1;
        if (ik < Math.max(ij, jk)) found.strong += 1;
      }
    }
  }
  if (found.tests === 0) return notDefined('no three items were all compared', found);
  return defined(found.weak / found.tests, found);
}
