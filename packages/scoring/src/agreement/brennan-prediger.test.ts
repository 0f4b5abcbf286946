import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coefficients } from '../../published/gwet-2014.ts';
import { ratings as published } from '../../published/krippendorff-2011.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { brennanPrediger } from './brennan-prediger.ts';
import { percentAgreement } from './percent-agreement.ts';

describe('brennanPrediger', () => {
  it('gives the published coefficient of four observers', () => {
    const result = brennanPrediger(ratingsFromMatrix(published), { categories: [1, 2, 3, 4, 5] });
    expect(result.value).toBeCloseTo(coefficients.brennanPrediger, 3);
    expect(result).toMatchObject({ raters: 4, expected: 0.2 });
  });

  it('is percent agreement on a scale where 1/q is 0', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), fc.integer({ min: 4, max: 9 }), (rows, q) => {
        const ratings = ratingsFromMatrix(rows);
        const categories = Array.from({ length: q }, (_, c) => c + 1);
        const { value } = brennanPrediger(ratings, { categories });
        const observed = percentAgreement(ratings).value;
        if (observed === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo((observed - 1 / q) / (1 - 1 / q), 10);
      }),
    );
  });
});
