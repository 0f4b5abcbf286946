import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { type IntraclassKind, intraclassCorrelation } from './intraclass-correlation.ts';

const kinds = [
  ['ICC(1,1)', 'ICC(1)', { model: 'oneWay', unit: 'single' }],
  ['ICC(1,k)', 'ICC(k)', { model: 'oneWay', unit: 'average' }],
  ['ICC(2,1)', 'ICC(A,1)', { model: 'twoWay', type: 'agreement', unit: 'single' }],
  ['ICC(2,k)', 'ICC(A,k)', { model: 'twoWay', type: 'agreement', unit: 'average' }],
  ['ICC(3,1)', 'ICC(C,1)', { model: 'twoWay', type: 'consistency', unit: 'single' }],
  ['ICC(3,k)', 'ICC(C,k)', { model: 'twoWay', type: 'consistency', unit: 'average' }],
] as const satisfies readonly (readonly [string, string, IntraclassKind])[];

type Matrix = (number | null)[][];

describe('intraclassCorrelation', () => {
  for (const id of ['agree-icc-anxiety', 'agree-icc-shrout-fleiss']) {
    testFixture<{ ratings: Matrix }>(id, ({ input, compare, omit }) => {
      const ratings = ratingsFromMatrix(input.ratings);
      for (const [name, , kind] of kinds) {
        const { value, test, interval, meanSquares } = intraclassCorrelation(ratings, kind);
        compare(`icc.${name}`, {
          value,
          F: test?.f,
          df1: test?.df1,
          df2: test?.df2,
          pValue: test?.pValue,
        });
        const limits = [interval?.low, interval?.high];
        if (name === 'ICC(2,k)') {
          compare(`icc.${name}.ciMcGrawWong`, limits);
          omit(`icc.${name}.ciShroutFleiss`, 'one of the two is offered: McGraw and Wong’s');
        } else {
          compare(`icc.${name}.ciLow`, limits[0]);
          compare(`icc.${name}.ciHigh`, limits[1]);
        }
        compare('meanSquares', {
          betweenSubjects: meanSquares.betweenUnits,
          betweenRaters: meanSquares.betweenRaters,
          residual: meanSquares.residual,
          withinSubjects: meanSquares.withinUnits,
        });
      }
    });
  }

  testFixture<{ ratings: Matrix }>('agree-icc-missing-ebel51', ({ input, compare }) => {
    const ratings = ratingsFromMatrix(input.ratings);
    for (const [, name, kind] of kinds) {
      const { value, test, interval } = intraclassCorrelation(ratings, kind);
      compare(name, {
        value,
        pValue: test?.pValue,
        ciLow: interval?.low,
        ciHigh: interval?.high,
      });
    }
  });

  it('is 1 for equal ratings, and consistency also for raters a constant apart', () => {
    const equal = ratingsFromMatrix([
      [1, 1],
      [2, 2],
      [5, 5],
    ]);
    const apart = ratingsFromMatrix([
      [1.1, 2.4],
      [2.1, 3.4],
      [5.3, 6.6],
    ]);
    for (const [, , kind] of kinds) {
      expect(intraclassCorrelation(equal, kind)).toMatchObject({ value: 1, test: null });
      const { value } = intraclassCorrelation(apart, kind);
      if (kind.model === 'twoWay' && kind.type === 'consistency') expect(value).toBe(1);
      else expect(value).toBeLessThan(1);
    }
  });

  it.each<[string, Matrix, RegExp]>([
    ['one unit', [[1, 2, 3]], /two units/],
    ['one rating a unit', [[1], [2]], /two ratings/],
    [
      'equal ratings',
      [
        [2, 2],
        [2, 2],
      ],
      /do not vary/,
    ],
    ['nothing', [], /two units/],
  ])('is undefined, with the reason, for %s', (_what, rows, reason) => {
    for (const [, , kind] of kinds) {
      const result = intraclassCorrelation(ratingsFromMatrix(rows), kind);
      expect(result.value).toBeNull();
      expect(result.undefinedBecause).toMatch(reason);
    }
  });

  it('refuses a level of 1 and malformed ratings', () => {
    const kind = kinds[0][2];
    const ratings = ratingsFromMatrix([[1, 2]]);
    expect(() => intraclassCorrelation(ratings, { ...kind, level: 1 })).toThrow('a level');
    expect(() => intraclassCorrelation({ ...ratings, units: 0 }, kind)).toThrow('in range');
    const broken = { ...ratings, value: Float64Array.of(1, Number.NaN) };
    expect(() => intraclassCorrelation(broken, kind)).toThrow('finite');
  });

  it('does not change with the origin and the unit of the scale, and stays within its interval', () => {
    fc.assert(
      fc.property(
        arbitraryMatrix(),
        fc.integer({ min: -100, max: 100 }),
        fc.constantFrom(...kinds),
        (rows, origin, [, , kind]) => {
          const { value, interval } = intraclassCorrelation(ratingsFromMatrix(rows), kind);
          const moved = rows.map((row) => row.map((v) => (v === null ? null : 2 * v + origin)));
          const other = intraclassCorrelation(ratingsFromMatrix(moved), kind).value;
          if (value === null || other === null) expect(other).toBe(value);
          else {
            expect(other).toBeCloseTo(value, 6);
            expect(value).toBeLessThanOrEqual(1 + 1e-12);
          }
          if (value !== null && interval !== undefined && kind.model === 'oneWay') {
            expect(interval.low).toBeLessThanOrEqual(value + 1e-9);
            expect(interval.high).toBeGreaterThanOrEqual(value - 1e-9);
          }
        },
      ),
    );
  });
});
