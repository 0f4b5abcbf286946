import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { leastSquares } from './least-squares.ts';
import { ridge } from './ridge.ts';

interface Input {
  readonly x: number[][];
  readonly y: number[];
}

const columnsOf = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));

describe('ridge', () => {
  testFixture<Input, object>('ridge-longley-standardised', ({ input, expected, compare }) => {
    for (const penalty of Object.keys(expected)) {
      const fit = ridge(columnsOf(input.x), input.y, { penalty: Number(penalty) });
      // A penalty of .1 has a dot in its name, which a path would split.
      if (penalty === '0.1') compare('', { [penalty]: pick(fit) });
      else compare(penalty, pick(fit));
    }
  });

  it('is least squares without a penalty, and the mean under an endless one', () => {
    const columns = [
      [1, 2, 3, 4, 6],
      [2, 1, 0, 1, 2],
    ];
    const y = [1, 3, 2, 5, 7];
    const [free, plain] = [ridge(columns, y, { penalty: 0 }), leastSquares(columns, y)];
    expect(free.value).toBeCloseTo(plain.value ?? 9, 12);
    expect(free.effectiveCoefficients).toBeCloseTo(2, 12);
    for (const [j, one] of (plain.coefficients ?? []).entries())
      expect(free.coefficients?.[j]).toBeCloseTo(one.value, 12);
    const flat = ridge(columns, y, { penalty: 1e12 });
    expect(flat.intercept).toBeCloseTo(3.6, 6);
    expect(flat.effectiveCoefficients).toBeCloseTo(0, 6);
  });

  // One centred predictor with Σx² = 10 and Σxy = 20, worked by hand: 20 / (10 + 10).
  it('shrinks one predictor by Σx² / (Σx² + penalty)', () => {
    const fit = ridge([[-2, -1, 0, 1, 2]], [-4, -2, 0, 2, 4], { penalty: 10 });
    expect(fit.coefficients?.[0]).toBeCloseTo(1, 12);
    expect(fit.effectiveCoefficients).toBeCloseTo(0.5, 12);
    expect(fit.residualSumSquares).toBeCloseTo(10, 12);
  });

  it('shares alike between copies, but not without a penalty', () => {
    const x = [1, 2, 3, 5];
    const both = ridge([x, x], [2, 1, 4, 6], { penalty: 1 });
    expect(both.coefficients?.[0]).toBeCloseTo(both.coefficients?.[1] ?? 9, 10);
    expect(ridge([x, x], [2, 1, 4, 6], { penalty: 0 }).undefinedBecause).toContain('predictor 2');
    expect(ridge([x], [3, 3, 3, 3], { penalty: 1 }).undefinedBecause).toBe(
      'the outcome does not vary',
    );
    expect(ridge([], [1, 2], { penalty: 1 })).toMatchObject({ value: 0, intercept: 1.5 });
    expect(ridge([], [], { penalty: 1 }).value).toBeNull();
    // More predictors than cases.
    expect(
      ridge(
        [
          [1, 2],
          [2, 1],
          [1, 1],
        ],
        [1, 4],
        { penalty: 1 },
      ).value,
    ).toBeLessThan(1);
    expect(() => ridge([x], [1, 2, 3, 4], { penalty: -1 })).toThrow('ridge requires a penalty');
  });

  it('shrinks one predictor by what its squares are of squares and penalty', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 50, noNaN: true }), (points, penalty) => {
        const x = points.map(([first]) => first);
        const y = points.map(([, second]) => second);
        const { coefficients, effectiveCoefficients } = ridge([x], y, { penalty });
        if (coefficients === null) return;
        const mean = (of: readonly number[]) => of.reduce((sum, v) => sum + v, 0) / of.length;
        const squares = x.reduce((sum, v) => sum + (v - mean(x)) ** 2, 0);
        const joint = x.reduce((sum, v, i) => sum + (v - mean(x)) * ((y[i] ?? 0) - mean(y)), 0);
        expect(coefficients[0]).toBeCloseTo(joint / (squares + penalty), 10);
        expect(effectiveCoefficients).toBeCloseTo(squares / (squares + penalty), 10);
      }),
    );
  });

  it('fits less well, and has smaller coefficients, the larger the penalty', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(cases, fc.double({ min: 0.01, max: 50, noNaN: true }), (points, penalty) => {
        const columns = [points.map(([a]) => a), points.map(([, b]) => b)];
        const y = points.map(([, , c]) => c);
        const [less, more] = [
          ridge(columns, y, { penalty }),
          ridge(columns, y, { penalty: 2 * penalty }),
        ];
        if (less.value === null || more.value === null) return;
        expect(more.value).toBeLessThanOrEqual(less.value + 1e-10);
        const size = (of: readonly number[] | null) =>
          (of ?? []).reduce((sum, b) => sum + b ** 2, 0);
        expect(size(more.coefficients)).toBeLessThanOrEqual(size(less.coefficients) + 1e-10);
      }),
    );
  });
});

function pick({ intercept, coefficients }: ReturnType<typeof ridge>) {
  return { intercept, coef: coefficients };
}
