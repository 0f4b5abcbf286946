import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import type { AgreementWeights } from './agreement-weights.ts';
import { bootstrapAgreement } from './bootstrap-agreement.ts';
import { brennanPrediger } from './brennan-prediger.ts';
import { congerKappa } from './conger-kappa.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { gwetAc } from './gwet-ac.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { percentAgreement } from './percent-agreement.ts';

const kinds = [
  ['unweighted', 'none'],
  ['linear', 'linear'],
  ['quadratic', 'quadratic'],
  ['ordinal', 'ordinal'],
  ['radical', 'radical'],
  ['ratio', 'ratio'],
] as const satisfies readonly (readonly [string, AgreementWeights])[];

const metrics = { none: 'nominal', quadratic: 'interval', ratio: 'ratio' } as const;

interface WeightedResult {
  readonly value: number | null;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly standardError?: number;
  readonly interval?: { readonly low: number; readonly high: number };
}

function fieldsOf(result: WeightedResult) {
  return {
    pa: result.observed,
    pe: result.expected,
    value: result.value,
    se: result.standardError,
    ciLow: result.interval?.low,
    ciHigh: result.interval?.high,
  };
}

const noTest = 'a test from a standard error that does not assume 0 is not offered';
const noAlphaError = 'alpha has a bootstrap interval, no closed-form standard error';

describe('gwetAc, brennanPrediger, fleissKappa and congerKappa', () => {
  for (const id of ['agree-gwet-raw4raters', 'agree-gwet-synth40x6']) {
    testFixture<{ ratings: (number | null)[][] }>(id, ({ input, compare, omit }) => {
      const ratings = ratingsFromMatrix(input.ratings);
      const rated = input.ratings.flat().filter((v) => v !== null);
      const categories = [...new Set(rated)].sort();
      for (const [name, weights] of kinds) {
        const results = {
          gwetAC: gwetAc(ratings, { categories, weights }),
          brennanPrediger: brennanPrediger(ratings, { categories, weights }),
          fleissKappa: fleissKappa(ratings, { weights }),
          congerKappa: congerKappa(ratings, { weights }),
        };
        for (const [coefficient, result] of Object.entries(results)) {
          compare(`${name}.${coefficient}`, fieldsOf(result));
          omit(`${name}.${coefficient}.pValue`, noTest);
        }
        const percent = `${name}.percentAgreement`;
        const observed = results.gwetAC.observed;
        compare(percent, { pa: observed, value: observed, pe: 0 });
        for (const field of ['se', 'ciLow', 'ciHigh', 'pValue']) {
          omit(`${percent}.${field}`, 'the reference counts a unit with one rating as one of none');
        }
        if (weights === 'none') compare(`${percent}.value`, percentAgreement(ratings).value);
        const alpha = `${name}.krippendorffAlphaGwetWeights`;
        if (weights === 'none' || weights === 'quadratic' || weights === 'ratio') {
          const metric = metrics[weights];
          compare(`${alpha}.value`, krippendorffAlpha(ratings, { metric }).value);
        } else {
          omit(`${alpha}.value`, 'alpha has no such metric');
        }
        for (const field of ['pa', 'pe', 'se', 'ciLow', 'ciHigh', 'pValue']) {
          omit(`${alpha}.${field}`, noAlphaError);
        }
      }
    });
  }

  testFixture<{ ratings: number[][]; categories: number[] }>(
    'agree-gwet-unused-category',
    ({ input, compare, omit }) => {
      const ratings = ratingsFromMatrix(input.ratings);
      const observed = [...new Set(input.ratings.flat())].sort();
      for (const [set, categories] of [
        ['declared', input.categories],
        ['observedOnly', observed],
      ] as const) {
        for (const [name, weights] of [
          ['unweighted', 'none'],
          ['quadratic', 'quadratic'],
        ] as const) {
          const at = `${set}.${name}`;
          const options = { categories, weights };
          const results = {
            gwetAC: gwetAc(ratings, options),
            brennanPrediger: brennanPrediger(ratings, options),
            fleissKappa: fleissKappa(ratings, options),
          };
          for (const [coefficient, result] of Object.entries(results)) {
            compare(`${at}.${coefficient}`, fieldsOf(result));
            omit(`${at}.${coefficient}.pValue`, noTest);
          }
          const metric = metrics[weights];
          const alpha = krippendorffAlpha(ratings, { metric }).value;
          compare(`${at}.krippendorffAlpha.value`, alpha);
          for (const field of ['pa', 'pe', 'se', 'ciLow', 'ciHigh', 'pValue']) {
            omit(`${at}.krippendorffAlpha.${field}`, noAlphaError);
          }
        }
      }
    },
  );

  it('are 1 on unanimous data only where chance does not come from the ratings', () => {
    const equal = ratingsFromMatrix([
      [1, 1, 1],
      [1, 1, 1],
    ]);
    const declared = { categories: [1, 2] };
    expect(gwetAc(equal, declared)).toMatchObject({ value: 1, standardError: 0 });
    expect(brennanPrediger(equal, declared)).toMatchObject({ value: 1, standardError: 0 });
    const reason = { value: null, undefinedBecause: expect.stringContaining('equal') };
    expect(fleissKappa(equal)).toMatchObject(reason);
    expect(congerKappa(equal)).toMatchObject(reason);
    for (const coefficient of [gwetAc, brennanPrediger]) {
      expect(coefficient(equal, { categories: [1] })).toMatchObject({
        value: null,
        undefinedBecause: expect.stringContaining('two declared categories'),
      });
    }
  });

  it('are undefined without a pair of ratings', () => {
    const alone = ratingsFromMatrix([
      [1, null],
      [null, 2],
    ]);
    const reason = { value: null, undefinedBecause: expect.stringContaining('two ratings') };
    expect(gwetAc(alone, { categories: [1, 2] })).toMatchObject(reason);
    expect(brennanPrediger(alone, { categories: [1, 2] })).toMatchObject(reason);
    expect(fleissKappa(alone)).toMatchObject(reason);
    expect(congerKappa(alone)).toMatchObject(reason);
  });

  it('refuse undeclared values, levels outside (0, 1), and bootstraps without categories', () => {
    const ratings = ratingsFromMatrix([[1, 2]]);
    expect(() => gwetAc(ratings, { categories: [1] })).toThrow(/^gwetAc requires/);
    expect(() => brennanPrediger(ratings, { categories: [1] })).toThrow(/^brennanPrediger/);
    for (const level of [0, 1, Number.NaN]) {
      expect(() => gwetAc(ratings, { categories: [1, 2], level })).toThrow('a level');
      expect(() => brennanPrediger(ratings, { categories: [1, 2], level })).toThrow('a level');
      expect(() => fleissKappa(ratings, { level })).toThrow('a level');
      expect(() => congerKappa(ratings, { level })).toThrow('a level');
    }
    const random = seededRandom(1);
    expect(() => bootstrapAgreement(ratings, { name: 'gwetAc' }, { random })).toThrow(
      'declared categories for gwetAc',
    );
    const negative = ratingsFromMatrix([[-1, 2]]);
    expect(() => fleissKappa(negative, { weights: 'ratio' })).toThrow(/^fleissKappa .* 0 or above/);
    expect(() => congerKappa(negative, { weights: 'ratio' })).toThrow(/^congerKappa .* 0 or above/);
  });

  it('take any number of categories without weights, and a table of them with weights', () => {
    const rows = Array.from({ length: 6000 }, (_, u) => [u, u % 2 === 0 ? u : u + 1]);
    const ratings = ratingsFromMatrix(rows);
    const categories = [...new Set(rows.flat())];
    // Half of the units agree, and chance is next to nothing.
    for (const result of [
      fleissKappa(ratings),
      congerKappa(ratings),
      gwetAc(ratings, { categories }),
      brennanPrediger(ratings, { categories }),
    ]) {
      expect(result.value).toBeCloseTo(0.5, 3);
    }
    expect(() => fleissKappa(ratings, { weights: 'linear' })).toThrow(
      'fleissKappa requires at most 4,096 categories with weights',
    );
  });

  it('are the same from counts as from ratings', () => {
    const categories = [1, 2, 3, 4];
    fc.assert(
      fc.property(arbitraryMatrix(), fc.constantFrom(...kinds), (rows, [, weights]) => {
        const ratings = ratingsFromMatrix(rows);
        const counts = AgreementCounts.fromRatings(ratings, categories);
        const pairs = [
          [gwetAc(ratings, { categories, weights }), counts.ac({ weights })],
          [brennanPrediger(ratings, { categories, weights }), counts.brennanPrediger({ weights })],
          [fleissKappa(ratings, { categories, weights }), counts.fleiss({ weights })],
        ] as const;
        for (const [direct, counted] of pairs) {
          expect(counted.units).toBe(direct.units);
          if (direct.value === null) expect(counted.value).toBeNull();
          else {
            expect(counted.value).toBeCloseTo(direct.value, 10);
            expect(counted.standardError ?? -1).toBeCloseTo(direct.standardError ?? -1, 8);
          }
        }
      }),
    );
  });

  it('have bootstrap errors near the linearised ones', () => {
    const ratings = ratingsFromMatrix(
      Array.from({ length: 300 }, (_, u) => [u % 4, u % 5 === 0 ? (u + 1) % 4 : u % 4, u % 4]),
    );
    const categories = [0, 1, 2, 3];
    for (const name of ['gwetAc', 'brennanPrediger', 'fleissKappa'] as const) {
      const result = bootstrapAgreement(
        ratings,
        { name, weights: 'linear' },
        { random: seededRandom(1), categories },
      );
      const counts = AgreementCounts.fromRatings(ratings, categories);
      const closed = {
        gwetAc: 'ac',
        brennanPrediger: 'brennanPrediger',
        fleissKappa: 'fleiss',
      } as const;
      const { standardError = Number.NaN } = counts[closed[name]]({ weights: 'linear' });
      expect((result.standardError ?? 0) / standardError).toBeGreaterThan(0.93);
      expect((result.standardError ?? 0) / standardError).toBeLessThan(1.07);
    }
  });
});
