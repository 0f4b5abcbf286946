import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { codedRatings, type Label } from '../testing/coded-ratings.ts';
import { testFixture } from '../testing/fixture.ts';
import { cohenKappa } from './cohen-kappa.ts';

const kinds = [
  ['unweighted', 'none'],
  ['linear', 'linear'],
  ['quadratic', 'quadratic'],
] as const;

interface Input {
  readonly table: number[][];
  readonly ratings?: Label[][];
  readonly categories?: Label[];
}

describe('cohenKappa', () => {
  for (const id of ['anxiety-r1r2', 'diagnoses-r1r2', 'sexualfun', 'skin']) {
    testFixture<Input>(`agree-cohen-${id}`, ({ input, compare }) => {
      for (const [name, weights] of kinds) {
        const result = cohenKappa(input.table, { weights });
        if (weights === 'none') compare('po', result.observed);
        compare('n', result.units);
        compare(name, {
          kappa: result.value,
          se: result.standardError,
          se0: result.nullStandardError,
          ciLow: result.interval?.low,
          ciHigh: result.interval?.high,
          z: result.z,
          pValue: result.pValue,
        });
        if (input.ratings === undefined) continue;
        const ratings = codedRatings(input.ratings, input.categories);
        const categories = input.categories?.map((label, i) =>
          typeof label === 'string' ? i : label,
        );
        const options = categories === undefined ? { weights } : { weights, categories };
        expect(cohenKappa(ratings, options)).toEqual(result);
      }
    });
  }

  it('is undefined, with the reason, for one category or no shared unit', () => {
    const one = cohenKappa([
      [5, 0],
      [0, 0],
    ]);
    expect(one).toMatchObject({
      value: null,
      undefinedBecause: expect.stringMatching(/one and the same/),
      units: 5,
    });
    const none = cohenKappa(
      ratingsFromMatrix([
        [1, null],
        [null, 1],
      ]),
    );
    expect(none).toMatchObject({
      value: null,
      undefinedBecause: expect.stringMatching(/by both/),
      observed: null,
    });
    expect(cohenKappa([[7]])).toMatchObject({ value: null });
  });

  it('is 0 without a test where the raters’ constant answers differ', () => {
    const result = cohenKappa([
      [0, 5],
      [0, 0],
    ]);
    expect(result).toMatchObject({ value: 0, standardError: 0, z: null, pValue: null });
  });

  it('counts declared categories that nobody used in the weights', () => {
    const ratings = ratingsFromMatrix([
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 1],
      [2, 2],
    ]);
    const narrow = cohenKappa(ratings, { weights: 'linear' });
    const wide = cohenKappa(ratings, { weights: 'linear', categories: [1, 2, 3] });
    expect(wide.value).toBeCloseTo(narrow.value ?? Number.NaN, 12);
    expect(wide.observed).toBeGreaterThan(narrow.observed ?? 1);
  });

  it.each([
    ['a table that is not square', [[1, 2]]],
    ['a ragged table', [[1, 2], [3]]],
    ['no table', []],
    [
      'a negative count',
      [
        [1, -1],
        [0, 1],
      ],
    ],
    [
      'NaN',
      [
        [1, Number.NaN],
        [0, 1],
      ],
    ],
  ])('refuses %s', (_what, table) => {
    expect(() => cohenKappa(table)).toThrow(/^cohenKappa requires/);
  });

  it('refuses one rater, three raters, undeclared values and a level of 1', () => {
    expect(() => cohenKappa(ratingsFromMatrix([[1], [2]]))).toThrow('two raters');
    expect(() => cohenKappa(ratingsFromMatrix([[1, 2, 1]]))).toThrow('two raters');
    const pair = ratingsFromMatrix([[1, 2]]);
    expect(() => cohenKappa(pair, { categories: [1] })).toThrow('declared categories');
    expect(() => cohenKappa(pair, { categories: [1, 2, 2] })).toThrow('each category once');
    expect(() => cohenKappa(pair, { level: 1 })).toThrow('a level');
  });

  it('is symmetric in the raters and at most 1', () => {
    const cell = fc.nat(20);
    const square = fc
      .integer({ min: 2, max: 5 })
      .chain((k) =>
        fc.array(fc.array(cell, { minLength: k, maxLength: k }), { minLength: k, maxLength: k }),
      );
    fc.assert(
      fc.property(square, fc.constantFrom(...kinds), (table, [, weights]) => {
        const transposed = table.map((row, i) => row.map((_, j) => table[j]?.[i] ?? 0));
        const [a, b] = [cohenKappa(table, { weights }), cohenKappa(transposed, { weights })];
        if (a.value === null || b.value === null) expect(b.value).toBe(a.value);
        else {
          expect(b.value).toBeCloseTo(a.value, 10);
          expect(b.standardError).toBeCloseTo(a.standardError ?? Number.NaN, 6);
          expect(a.value).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });
});
