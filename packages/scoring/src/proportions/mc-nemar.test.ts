import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { bowker } from './bowker.ts';
import { mcNemar } from './mc-nemar.ts';

describe('mcNemar', () => {
  testFixture<{ readonly table: number[][] }>('pref-mcnemar-approval', ({ input, compare }) => {
    const { value, p, corrected, exactP } = mcNemar(input.table);
    compare('chisq', value);
    compare('p', p);
    compare('chisqCorrected', corrected?.value);
    compare('pCorrected', corrected?.p);
    compare('pExact', exactP);
  });

  it('gives the published statistic of the approval ratings', () => {
    // Agresti (1990), Categorical Data Analysis, p. 350: z0 = −4.17, z0² = 17.36.
    const table = [
      [794, 150],
      [86, 570],
    ];
    expect(mcNemar(table).value).toBeCloseTo(17.36, 2);
  });

  it('is undefined when no pair disagrees, and refuses what is no 2 × 2 table of counts', () => {
    const agreed = mcNemar([
      [3, 0],
      [0, 4],
    ]);
    expect(agreed).toMatchObject({ value: null, undefinedBecause: 'no pair disagrees', p: null });
    expect(() => mcNemar([[1, 2]])).toThrow(RangeError);
    expect(() => mcNemar([[1, 2], [3]])).toThrow('a square table');
    expect(() =>
      mcNemar([
        [1, -2],
        [3, 4],
      ]),
    ).toThrow('whole counts');
    const cube = [
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ];
    expect(() => mcNemar(cube)).toThrow('mcNemar requires a 2 × 2 table');
  });

  it("is Bowker's test of two categories, and never more certain when corrected", () => {
    const count = fc.nat({ max: 300 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        const result = mcNemar(table);
        expect(result.value).toBe(bowker(table).value);
        expect(result.p).toBe(bowker(table).p);
        if (result.corrected !== null)
          expect(result.corrected.p).toBeGreaterThanOrEqual(result.p ?? 2);
      }),
    );
  });
});
