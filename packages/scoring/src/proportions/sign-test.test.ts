import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { signTest } from './sign-test.ts';

describe('signTest', () => {
  testFixture<{ readonly x: number[]; readonly y: number[] }>(
    'pref-sign-wilcoxon-depression',
    ({ input, compare, omit }) => {
      const { positive, negative, p } = signTest(input.x.map((x, i) => x - (input.y[i] ?? 0)));
      compare('signPositive', positive);
      compare('signN', positive + negative);
      compare('signP', p);
      for (const field of ['wilcoxonV', 'wilcoxonPExact', 'wilcoxonPNormalCC'])
        omit(field, 'compared by the test of preferenceStrength');
    },
  );

  it('gives the published p of seven gains in nine', () => {
    // Hollander and Wolfe (1973), p. 39, depression scores: B = 7 of 9, two-sided p = 2 × .0898.
    expect(signTest([1, 2, 1, -1, 3, 1, -2, 4, 1]).p).toBeCloseTo(2 * 0.0898, 3);
  });

  it('is undefined when nothing differs, and refuses what is not finite', () => {
    expect(signTest([])).toMatchObject({
      value: null,
      undefinedBecause: 'no pair differs',
      p: null,
    });
    expect(signTest([0, -0, 0])).toMatchObject({ value: null, ties: 3 });
    expect(() => signTest([1, Number.NaN])).toThrow('signTest requires finite differences');
    expect(() => signTest([Number.POSITIVE_INFINITY])).toThrow(RangeError);
  });

  it('keeps its p when every difference changes sign', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 })), (differences) => {
        const [a, b] = [signTest(differences), signTest(differences.map((d) => -d))];
        expect(b.p ?? -1).toBeCloseTo(a.p ?? -1, 12);
        expect(b.positive).toBe(a.negative);
      }),
    );
  });
});
