import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { codedRatings, type Label } from '../testing/coded-ratings.ts';
import { testFixture } from '../testing/fixture.ts';
import { percentAgreement } from './percent-agreement.ts';

describe('percentAgreement', () => {
  testFixture<{ ratings: Label[][] }>('agree-percent-diagnoses', ({ input, compare }) => {
    const result = percentAgreement(codedRatings(input.ratings));
    compare('pairwise', result.value);
    compare('pairwiseSe', result.standardError);
    compare('allRatersAgree', result.unanimous);
  });

  it('is 1 on unanimous data and undefined without pairs', () => {
    expect(percentAgreement(ratingsFromMatrix([[1, 1], [2, 2], [3]]))).toEqual({
      value: 1,
      units: 2,
      raters: 2,
      pairable: 4,
      unanimous: 1,
      standardError: 0,
      interval: { low: 1, high: 1, level: 0.95, method: 'Student t over units' },
    });
    expect(percentAgreement(ratingsFromMatrix([[1], [2]]))).toMatchObject({
      value: null,
      undefinedBecause: expect.stringMatching(/two ratings/),
    });
  });

  it('has no standard error from one unit', () => {
    const result = percentAgreement(ratingsFromMatrix([[1, 1, 2]]));
    expect(result.value).toBeCloseTo(1 / 3, 12);
    expect('standardError' in result || 'interval' in result).toBe(false);
  });

  it('refuses a level outside (0, 1)', () => {
    expect(() => percentAgreement(ratingsFromMatrix([[1, 1]]), { level: 1 })).toThrow(RangeError);
  });

  it('lies between the share of unanimous units and 1', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), (rows) => {
        const { value, unanimous, interval } = percentAgreement(ratingsFromMatrix(rows));
        if (value === null || unanimous === null) return;
        expect(value).toBeGreaterThanOrEqual(unanimous - 1e-12);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(interval === undefined || interval.low >= 0).toBe(true);
        expect(interval === undefined || interval.high <= 1).toBe(true);
      }),
    );
  });
});
