import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { leastSquares } from './least-squares.ts';
import { nonNegativeLeastSquares } from './non-negative-least-squares.ts';

interface Input {
  readonly A: number[][];
  readonly b: number[];
}

describe('nonNegativeLeastSquares', () => {
  testFixture<Input>('nnls-12x4', ({ input, compare }) => {
    const columns = (input.A[0] ?? []).map((_, j) => input.A.map((row) => row[j] ?? 0));
    const { coefficients, residualSumSquares } = nonNegativeLeastSquares(columns, input.b);
    const passive = (coefficients ?? []).flatMap((value, j) => (value > 0 ? [j + 1] : []));
    compare('', { x: coefficients, residualSumSquares, passive });
  });

  // The example of the MATLAB manual for lsqnonneg, all numbers times 10,000.
  it('gives the published solution of four rows and two columns', () => {
    const columns = [
      [372, 6861, 6233, 6344],
      [2869, 7071, 6245, 6170],
    ];
    const { coefficients } = nonNegativeLeastSquares(columns, [8587, 1781, 747, 8405]);
    expect(coefficients?.[0]).toBe(0);
    expect(coefficients?.[1]).toBeCloseTo(0.6929, 4);
  });

  it('stands copies, zeros and empty problems', () => {
    const x = [1, 2, 3];
    const copies = nonNegativeLeastSquares([x, x, [0, 0, 0]], [2, 4, 6]);
    const [a = 0, b = 0, c] = copies.coefficients ?? [];
    expect(a + b).toBeCloseTo(2, 12);
    expect(c).toBe(0);
    expect(copies.converged).toBe(true);
    expect(nonNegativeLeastSquares([x], [0, 0, 0]).undefinedBecause).toBe('the outcome is 0');
    expect(nonNegativeLeastSquares([x], [1, 1, 1], { intercept: true }).undefinedBecause).toBe(
      'the outcome does not vary',
    );
    expect(nonNegativeLeastSquares([x], [-1, -2, -3])).toMatchObject({
      value: 0,
      coefficients: [0],
    });
    expect(nonNegativeLeastSquares([], [1]).coefficients).toEqual([]);
    expect(() => nonNegativeLeastSquares([x], [1])).toThrow('nonNegativeLeastSquares requires');
  });

  it('meets the conditions of a minimum', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value, value), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(cases, fc.boolean(), (points, intercept) => {
        const columns = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
        const y = points.map((point) => point[3]);
        const fit = nonNegativeLeastSquares(columns, y, { intercept });
        if (fit.coefficients === null) return;
        expect(fit.converged).toBe(true);
        const { coefficients } = fit;
        const left = y.map(
          (v, i) =>
            v -
            (fit.intercept ?? 0) -
            columns.reduce((s, x, j) => s + (x[i] ?? 0) * (coefficients[j] ?? 0), 0),
        );
        for (const [j, x] of columns.entries()) {
          const slope = x.reduce((sum, v, i) => sum + v * (left[i] ?? 0), 0);
          expect(coefficients[j]).toBeGreaterThanOrEqual(0);
          if ((coefficients[j] ?? 0) > 0) expect(slope).toBeCloseTo(0, 6);
          else expect(slope).toBeLessThan(1e-6);
        }
        const free = leastSquares(columns, y, { intercept });
        if (free.value !== null) expect(fit.value ?? 9).toBeLessThanOrEqual(free.value + 1e-9);
      }),
    );
  });
});
