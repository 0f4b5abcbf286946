import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coefficients } from '../../published/gwet-2014.ts';
import { ratings as published } from '../../published/krippendorff-2011.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { congerKappa } from './conger-kappa.ts';
import { fleissKappa } from './fleiss-kappa.ts';

describe('congerKappa', () => {
  it('gives the published coefficient of four observers', () => {
    const result = congerKappa(ratingsFromMatrix(published));
    expect(result.value).toBeCloseTo(coefficients.congerKappa, 3);
    expect(result.raters).toBe(4);
  });

  it('is Cohen’s kappa for two raters with nothing missing', () => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true, maxRaters: 2 }), (rows) => {
        const ratings = ratingsFromMatrix(rows);
        const [conger, cohen] = [congerKappa(ratings).value, cohenKappa(ratings).value];
        if (cohen === null) expect(conger).toBeNull();
        else expect(conger).toBeCloseTo(cohen, 10);
      }),
    );
  });

  it('forgives raters habits of their own, which Fleiss’ kappa counts as disagreement', () => {
    const rows = [
      [1, 1, 2],
      [1, 1, 2],
      [2, 2, 3],
      [2, 2, 3],
      [3, 3, 3],
    ];
    const ratings = ratingsFromMatrix(rows);
    expect(congerKappa(ratings).value).toBeGreaterThan(fleissKappa(ratings).value ?? 2);
    // The same ratings of each unit by other raters: Fleiss' does not see who rated, Conger's does.
    const shuffled = ratingsFromMatrix(
      rows.map((row, u) => [...row.slice(u % 3), ...row.slice(0, u % 3)]),
    );
    expect(fleissKappa(shuffled).value).toBeCloseTo(fleissKappa(ratings).value ?? 2, 12);
    expect(congerKappa(shuffled).value).toBeLessThan(congerKappa(ratings).value ?? -2);
  });
});
