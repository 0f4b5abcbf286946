import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { preferenceStrength } from './preference-strength.ts';

describe('preferenceStrength', () => {
  testFixture<{ readonly x: number[]; readonly y: number[] }>(
    'pref-sign-wilcoxon-depression',
    ({ input: { x, y }, compare, omit }) => {
      const differences = x.map((value, i) => value - (y[i] ?? 0));
      const exact = preferenceStrength(differences).signedRank;
      const normal = preferenceStrength(differences, { exactUpTo: 0 }).signedRank;
      compare('wilcoxonV', exact?.statistic);
      compare('wilcoxonPExact', exact?.p);
      compare('wilcoxonPNormalCC', normal?.p);
      for (const field of ['signPositive', 'signN', 'signP'])
        omit(field, 'compared by the test of signTest');
    },
  );

  it('gives the published mean and interval of sleep gained', () => {
    // Student (1908), Biometrika 6:20: ten patients, mean difference 1.58, t = 4.06, p = .0028.
    const gained = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const { value, standardError } = preferenceStrength(gained);
    expect(value).toBeCloseTo(1.58, 10);
    expect((value ?? 0) / (standardError ?? 1)).toBeCloseTo(4.06, 2);
  });

  it('shares ranks among ties, as a count of all signs shows', () => {
    // Sizes 1, 1, 2: mid-ranks 1.5, 1.5, 3. All positive is 1 of 8 choices of sign.
    const found = preferenceStrength([1, 1, 2, 0, null]);
    expect(found).toMatchObject({ n: 4, ties: 1, unstated: 1, decisiveSize: 4 / 3 });
    expect(found.signedRank).toEqual({ statistic: 6, p: 0.25, exact: true });
  });

  it('answers on little and refuses what is not finite', () => {
    expect(preferenceStrength([null])).toMatchObject({ value: null, n: 0, unstated: 1 });
    expect(preferenceStrength([2])).toMatchObject({ value: 2, n: 1 });
    expect(preferenceStrength([2, 2]).interval).toBeUndefined();
    expect(preferenceStrength([0, 0])).toMatchObject({ value: 0, signedRank: null });
    expect(() => preferenceStrength([Number.NaN])).toThrow('requires finite strengths');
  });

  it('changes sign with the responses, and approximates its exact p', () => {
    const strengths = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 25, maxLength: 60 });
    fc.assert(
      fc.property(strengths, (list) => {
        const plain = preferenceStrength(list);
        const turned = preferenceStrength(list.map((strength) => -strength));
        expect(turned.value).toBeCloseTo(-(plain.value ?? 9), 12);
        expect(turned.signedRank?.p ?? 2).toBeCloseTo(plain.signedRank?.p ?? 2, 9);
        const decisive = plain.n - plain.ties;
        const normal = preferenceStrength(list, { exactUpTo: 0 }).signedRank;
        if (decisive >= 20 && normal !== null)
          expect(Math.abs(normal.p - (plain.signedRank?.p ?? 2))).toBeLessThan(0.06);
      }),
    );
  });
});
