import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { codedRatings, type Label } from '../testing/coded-ratings.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { congerKappa } from './conger-kappa.ts';
import { type FleissCounts, fleissKappa } from './fleiss-kappa.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { PairTables } from './pair-tables.ts';

function nullFields({ nullTest, perCategory }: Pick<FleissCounts, 'nullTest' | 'perCategory'>) {
  return {
    z: nullTest?.z,
    se0: nullTest?.nullStandardError,
    pValue: nullTest?.pValue,
    perCategory: perCategory?.map(({ value, z, pValue }) => ({ kappa: value, z, p: pValue })),
    perCategorySe0: perCategory?.[0]?.nullStandardError,
  };
}

const names = 'a label of the reference; categories are numbers here';

describe('fleissKappa', () => {
  testFixture<{ ratings: Label[][]; categories: Label[] }>(
    'agree-fleiss-diagnoses',
    ({ input, compare, omit }) => {
      const ratings = codedRatings(input.ratings, input.categories);
      const result = fleissKappa(ratings);
      compare('kappa', result.value);
      compare('', nullFields(result));
      compare('congerExactKappa', congerKappa(ratings).value);
      const tables = PairTables.fromRatings(ratings, [...input.categories.keys()]);
      const pairs = tables.pairs();
      const kappas = pairs.map(([a, b]) => tables.cohenKappa(a, b).value ?? Number.NaN);
      compare('lightKappa', kappas.reduce((sum, kappa) => sum + kappa, 0) / pairs.length);
      for (const c of input.categories.keys()) omit(`perCategory.${c}.category`, names);
    },
  );

  testFixture<{ counts: number[][] }>('agree-fleiss-wikipedia', ({ input, compare, omit }) => {
    const counts = new AgreementCounts(input.counts[0]?.map((_, c) => c + 1) ?? []);
    for (const row of input.counts) counts.add(row, 1);
    const result = counts.fleiss();
    compare('kappa', result.value);
    compare('', nullFields(result));
    for (const c of counts.categories.keys()) omit(`perCategory.${c}.category`, names);
  });

  it('has no null test with weights or unequal numbers of ratings', () => {
    const uneven = ratingsFromMatrix([
      [1, 2, 1],
      [2, 2, null],
      [1, 1, 2],
    ]);
    expect(fleissKappa(uneven)).toMatchObject({ nullTest: null, perCategory: null });
    const even = ratingsFromMatrix([
      [1, 2],
      [2, 2],
      [1, 1],
    ]);
    expect(fleissKappa(even).nullTest).not.toBeNull();
    expect(fleissKappa(even, { weights: 'linear' }).nullTest).toBeNull();
  });

  it('is tied to nominal alpha by 1 − (1 − kappa)(N − 1)/N on complete data', () => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true }), (rows) => {
        const ratings = ratingsFromMatrix(rows);
        const kappa = fleissKappa(ratings).value;
        const alpha = krippendorffAlpha(ratings, { metric: 'nominal' }).value;
        const n = ratings.value.length;
        if (kappa === null || alpha === null) expect(kappa).toBe(alpha);
        else expect(alpha).toBeCloseTo(1 - ((1 - kappa) * (n - 1)) / n, 10);
      }),
    );
  });

  it('is Scott’s pi and Conger’s is Cohen’s for two raters', () => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true, maxRaters: 2 }), (rows) => {
        const ratings = ratingsFromMatrix(rows);
        const tables = PairTables.fromRatings(ratings, [1, 2, 3, 4]);
        const conger = congerKappa(ratings).value;
        const cohen = tables.cohenKappa(0, 1).value;
        if (conger === null || cohen === null) expect(conger).toBe(cohen);
        else expect(conger).toBeCloseTo(cohen, 10);
      }),
    );
  });
});
