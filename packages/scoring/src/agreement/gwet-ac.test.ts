import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coefficients } from '../../published/gwet-2014.ts';
import { ratings as published } from '../../published/krippendorff-2011.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { gwetAc } from './gwet-ac.ts';

describe('gwetAc', () => {
  it('gives the published coefficient of four observers', () => {
    const result = gwetAc(ratingsFromMatrix(published), { categories: [1, 2, 3, 4, 5] });
    expect(result.value).toBeCloseTo(coefficients.gwetAc1, 3);
    expect(result).toMatchObject({ raters: 4, units: 11 });
  });

  it('is the closed form of two raters and two categories', () => {
    const cells = fc.array(fc.nat(30), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(cells, ([a = 0, b = 0, c = 0, d = 0]) => {
        const n = a + b + c + d;
        fc.pre(n > 0);
        const rows = [
          ...new Array<number[]>(a).fill([0, 0]),
          ...new Array<number[]>(b).fill([0, 1]),
          ...new Array<number[]>(c).fill([1, 0]),
          ...new Array<number[]>(d).fill([1, 1]),
        ];
        const share = (2 * a + b + c) / (2 * n);
        const chance = 2 * share * (1 - share);
        const { value } = gwetAc(ratingsFromMatrix(rows), { categories: [0, 1] });
        expect(value).toBeCloseTo(((a + d) / n - chance) / (1 - chance), 10);
      }),
    );
  });

  it('rises with categories that nobody used', () => {
    const ratings = ratingsFromMatrix([
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
    const two = gwetAc(ratings, { categories: [1, 2] }).value ?? 2;
    expect(gwetAc(ratings, { categories: [1, 2, 3] }).value).toBeGreaterThan(two);
  });
});
