import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printed, x, y } from '../../published/anscombe-1973.ts';
import * as longley from '../../published/longley-1967.ts';
import { pearson } from '../association/pearson.ts';
import { testFixture } from '../testing/fixture.ts';
import { leastSquares } from './least-squares.ts';

interface Input {
  readonly y: number[];
  readonly x: Readonly<Record<string, number[]>>;
}

describe('leastSquares', () => {
  testFixture<Input>('ols-longley-nist', ({ input, compare }) => {
    const result = leastSquares(Object.values(input.x), input.y);
    const names = ['(Intercept)', ...Object.keys(input.x)];
    for (const [i, one] of [result.intercept, ...(result.coefficients ?? [])].entries()) {
      compare(`coef.${names[i]}`, one?.value);
      compare(`se.${names[i]}`, one?.standardError);
    }
    compare('', { residualSd: result.residualDeviation, rSquared: result.value });
  });

  it('has nine certified digits of Longley’s coefficients and errors', () => {
    const result = leastSquares(longley.predictors, longley.employed);
    const fitted = [result.intercept, ...(result.coefficients ?? [])];
    expect(fitted).toHaveLength(longley.coefficients.length);
    for (const [i, one] of fitted.entries()) {
      expect((one?.value ?? 0) / (longley.coefficients[i] ?? 0)).toBeCloseTo(1, 9);
      expect((one?.standardError ?? 0) / (longley.standardErrors[i] ?? 0)).toBeCloseTo(1, 9);
    }
    expect(result.residualDeviation).toBeCloseTo(longley.residualDeviation, 8);
    expect(result.value).toBeCloseTo(longley.rSquared, 12);
  });

  it('gives the published line through each of Anscombe’s sets', () => {
    for (const set of Object.values(y)) {
      const { intercept, coefficients, value, degreesOfFreedom } = leastSquares([x], set);
      expect(Math.abs((intercept?.value ?? 0) - printed.intercept)).toBeLessThan(0.005);
      expect(coefficients?.[0]?.value).toBeCloseTo(printed.slope, 3);
      expect(coefficients?.[0]?.standardError).toBeCloseTo(printed.slopeStandardError, 3);
      expect(value).toBeCloseTo(printed.rSquared, 2);
      expect(degreesOfFreedom).toBe(9);
    }
  });

  it('says why there is no fit', () => {
    const why = (columns: number[][], outcome: number[]) =>
      leastSquares(columns, outcome).undefinedBecause;
    expect(why([], [])).toBe('there are too few cases');
    expect(why([[1, 2, 4]], [3, 3, 3])).toBe('the outcome does not vary');
    expect(why([[0.1, 0.1, 0.1]], [1, 2, 3])).toContain('predictor 1 does not vary');
    const a = [1, 2, 3, 5];
    expect(why([a, a.map((v) => 3 * v - 1)], [1, 2, 2, 4])).toContain('predictor 2');
    expect(why([a, [1, 2, 1, 2], [3, 1, 4, 1]], [1, 2, 2, 4])).toBeUndefined();
    expect(why([a, [1, 2, 1, 2], [3, 1, 4, 1], [1, 0, 0, 0]], [1, 2, 2, 4])).toContain('too few');
  });

  it('has no error without degrees of freedom, and none to test in an exact fit', () => {
    const exact = leastSquares([[1, 2]], [3, 5]);
    expect(exact).toMatchObject({ value: 1, residualDeviation: null, degreesOfFreedom: 0 });
    expect(exact.coefficients?.[0]).toMatchObject({ standardError: null, p: null, interval: null });
    const through = leastSquares([[1, 2, 3]], [2, 4, 6], { intercept: false });
    expect(through.intercept).toBeNull();
    expect(through.coefficients?.[0]?.value).toBeCloseTo(2, 12);
    expect(leastSquares([], [1, 2, 6]).intercept?.value).toBe(3);
  });

  it('refuses what is malformed', () => {
    expect(() => leastSquares([[1, 2]], [1])).toThrow('leastSquares requires a value of each');
    expect(() => leastSquares([[1, Number.NaN]], [1, 2])).toThrow('leastSquares requires finite');
    expect(() => leastSquares([], [1], { level: 0 })).toThrow('leastSquares requires a level');
  });

  it('agrees with Pearson’s correlation, and leaves residuals across the predictors', () => {
    const value = fc.integer({ min: -20, max: 20 });
    const cases = fc.array(fc.record({ x: value, y: value }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(cases, (points) => {
        const a = points.map((point) => point.x);
        const b = points.map((point) => point.y);
        const fit = leastSquares([a], b);
        const r = pearson(a, b);
        expect(fit.value === null).toBe(r.value === null);
        if (fit.value === null || r.value === null) return;
        expect(fit.value).toBeCloseTo(r.value ** 2, 10);
        const slope = fit.coefficients?.[0];
        if (slope?.p !== null && fit.value < 1 - 1e-9) expect(slope?.p).toBeCloseTo(r.p ?? 9, 8);
        const left = b.map(
          (v, i) => v - (fit.intercept?.value ?? 0) - (slope?.value ?? 0) * (a[i] ?? 0),
        );
        expect(left.reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 8);
        expect(left.reduce((sum, v, i) => sum + v * (a[i] ?? 0), 0)).toBeCloseTo(0, 7);
      }),
    );
  });
});
