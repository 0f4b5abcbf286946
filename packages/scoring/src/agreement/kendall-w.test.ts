import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { interRaterCorrelation } from './inter-rater-correlation.ts';
import { kendallW } from './kendall-w.ts';

describe('kendallW', () => {
  testFixture<{ ratings: number[][] }>('agree-kendallw-anxiety', ({ input, compare }) => {
    const { value, test, withoutTieCorrection } = kendallW(ratingsFromMatrix(input.ratings));
    compare('', {
      W: withoutTieCorrection?.value,
      chisq: withoutTieCorrection?.chiSquared,
      pValue: withoutTieCorrection?.pValue,
      Wt: value,
      chisqT: test?.chiSquared,
      pValueT: test?.pValue,
      df: test?.df,
    });
  });

  it('counts only units that every rater rated', () => {
    const complete = [
      [1, 2],
      [2, 1],
      [3, 3],
    ];
    expect(kendallW(ratingsFromMatrix([...complete, [9, null]]))).toEqual(
      kendallW(ratingsFromMatrix(complete)),
    );
  });

  it.each<[string, (number | null)[][], RegExp]>([
    ['one rater', [[1], [2]], /two raters/],
    [
      'one shared unit',
      [
        [1, 2],
        [2, null],
      ],
      /two units/,
    ],
    [
      'ties throughout',
      [
        [1, 2],
        [1, 2],
      ],
      /apart/,
    ],
  ])('is undefined, with the reason, for %s', (_what, rows, reason) => {
    const result = kendallW(ratingsFromMatrix(rows));
    expect(result.value).toBeNull();
    expect(result.undefinedBecause).toMatch(reason);
  });

  it('refuses a rating given twice', () => {
    const ratings = { ...ratingsFromMatrix([[1, 2]]), rater: Int32Array.of(0, 0) };
    expect(() => kendallW(ratings)).toThrow('one rating per unit');
  });

  it('is tied to the mean rank correlation r of the raters by W = (r (m − 1) + 1) / m', () => {
    const ranking = fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 6 });
    fc.assert(
      fc.property(fc.array(ranking, { minLength: 2, maxLength: 5 }), (rankings) => {
        const units = [0, 1, 2, 3, 4, 5].map((u) => rankings.map((ranks) => ranks[u] ?? null));
        const ratings = ratingsFromMatrix(units);
        const mean = interRaterCorrelation(ratings, { method: 'spearman' }).value ?? 2;
        const raters = rankings.length;
        expect(kendallW(ratings).value).toBeCloseTo((mean * (raters - 1) + 1) / raters, 10);
      }),
    );
  });

  it('lies in [0, 1], is 1 for equal rankings, and depends on ranks alone', () => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true }), (rows) => {
        const { value } = kendallW(ratingsFromMatrix(rows));
        const stretched = rows.map((row) => row.map((v) => (v === null ? null : v ** 3 - 7)));
        const other = kendallW(ratingsFromMatrix(stretched)).value;
        const same = kendallW(ratingsFromMatrix(rows.map(([v = null]) => [v, v, v]))).value;
        expect(same === null || Math.abs(same - 1) < 1e-12).toBe(true);
        expect(other).toBe(value);
        if (value !== null) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});
