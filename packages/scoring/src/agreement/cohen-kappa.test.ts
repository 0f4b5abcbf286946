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

  it('counts the same from ratings, labels of any array kind and a table', () => {
    // Fractions and distant values take another way through the count than a few whole levels.
    const scales = [
      [0, 1, 2, 3],
      [-1e6, 0, 7, 1e6],
      [0.5, 1, 1.5, 2],
      [250, 251, 300, 503],
    ];
    const level = fc.nat(3);
    const optional = fc.option(level);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(optional, optional), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(...scales),
        fc.constantFrom(...kinds),
        (pairs, categories, [, weights]) => {
          const options = { weights, categories };
          const value = (code: number | null) => (code === null ? null : (categories[code] ?? 0));
          const ratings = ratingsFromMatrix(pairs.map(([a, b]) => [value(a), value(b)]));
          const table = categories.map((_, i) =>
            categories.map((__, j) => pairs.filter(([a, b]) => a === i && b === j).length),
          );
          const both = pairs.flatMap(([a, b]) => (a === null || b === null ? [] : [[a, b]]));
          const labels = (rater: 0 | 1) => both.map((pair) => categories[pair[rater] ?? 0] ?? 0);
          const expected = cohenKappa(table, { weights });
          expect(cohenKappa(ratings, options)).toEqual(expected);
          const [first, second] = [labels(0), labels(1)];
          expect(cohenKappa({ first, second }, options)).toEqual(expected);
          const typed = { first: Float32Array.from(first), second: Float64Array.from(second) };
          expect(cohenKappa(typed, options)).toEqual(expected);
        },
      ),
    );
  });

  it('refuses labels of unequal number, undeclared or not finite', () => {
    const refused = (first: number[], second: number[], categories = [1, 2]) =>
      expect(() => cohenKappa({ first, second }, { categories })).toThrow(/^cohenKappa requires/);
    refused([1], [1, 2]);
    refused([1, 3], [1, 2]);
    refused([1, Number.NaN], [1, 2]);
    refused([1, 2], [1, Number.POSITIVE_INFINITY]);
    expect(cohenKappa({ first: [], second: [] }).undefinedBecause).toMatch(/by both/);
    const twice = { ...ratingsFromMatrix([[1, 2]]), unit: Int32Array.of(0, 0) };
    expect(() => cohenKappa({ ...twice, rater: Int32Array.of(1, 1) })).toThrow('one rating per');
    expect(() => cohenKappa({ ...twice, rater: Int32Array.of(0, 2) })).toThrow('in range');
    expect(() => cohenKappa({ ...twice, unit: Int32Array.of(0, 1) })).toThrow('in range');
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
