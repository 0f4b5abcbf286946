import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditions, fertility, rSquared, shares } from '../../published/mosteller-tukey-1977.ts';
import { pearson } from './pearson.ts';
import { shapleyShares } from './shapley-shares.ts';

describe('shapleyShares', () => {
  it('gives the published shares of Grömping', () => {
    const result = shapleyShares(conditions, fertility);
    expect(result.value).toBeCloseTo(rSquared, 4);
    for (const [i, share] of shares.entries()) expect(result.shares?.[i]).toBeCloseTo(share, 8);
  });

  it('shares alike among copies, and gives what does not vary nothing', () => {
    const x = [1, 2, 3, 4, 5, 7];
    const y = [2, 1, 4, 3, 7, 5];
    const r2 = (pearson(x, y).value ?? 0) ** 2;
    const { value, shares: parts } = shapleyShares([x, x, [3, 3, 3, 3, 3, 3]], y);
    expect(value).toBeCloseTo(r2, 12);
    expect(parts?.[0]).toBeCloseTo(r2 / 2, 12);
    expect(parts?.[1]).toBeCloseTo(r2 / 2, 12);
    expect(parts?.[2]).toBe(0);
    expect(shapleyShares([], y)).toMatchObject({ value: 0, shares: [] });
  });

  it('says why there is nothing to share, and refuses too many predictors', () => {
    expect(shapleyShares([[1, 2, 3]], [4, 4, 4]).undefinedBecause).toBe(
      'the outcome does not vary',
    );
    expect(shapleyShares([[1, 2]], [4, 5]).undefinedBecause).toContain('too few cases');
    const many = new Array(21).fill([1, 2]);
    expect(() => shapleyShares(many, [1, 2])).toThrow('shapleyShares requires at most 20');
    expect(() => shapleyShares([[1]], [1, 2])).toThrow('shapleyShares requires two variables');
  });

  it('adds up to R², whatever the order of the predictors', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value, value), { minLength: 6, maxLength: 25 });
    fc.assert(
      fc.property(cases, (points) => {
        const column = (k: 0 | 1 | 2 | 3) => points.map((point) => point[k]);
        const y = column(3);
        const forth = shapleyShares([column(0), column(1), column(2)], y);
        const back = shapleyShares([column(2), column(1), column(0)], y);
        if (forth.value === null || forth.shares === null) {
          expect(back.value).toBeNull();
          return;
        }
        expect(forth.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(forth.value, 10);
        for (const [i, share] of forth.shares.entries()) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(back.shares?.[2 - i]).toBeCloseTo(share, 9);
        }
      }),
    );
  });
});
