import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { nonNegativeLeastSquares } from './non-negative-least-squares.ts';
import { type SimplexOptions, simplexLeastSquares } from './simplex-least-squares.ts';

interface Input {
  readonly A: number[][];
  readonly b: number[];
}

const columnsOf = (rows: readonly (readonly number[])[]) =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? 0));

describe('simplexLeastSquares', () => {
  testFixture<Input>('simplexls-12x4', ({ input, compare }) => {
    const { weights, residualSumSquares } = simplexLeastSquares(columnsOf(input.A), input.b);
    compare('', { x: weights, residualSumSquares });
  });

  const columns = [
    [1, 0, 0, 1, 2],
    [0, 1, 0, 1, 1],
    [0, 0, 1, 1, 0],
  ];
  /** 5 + 10 (.6 first + .3 second + .1 third). */
  const y = [11, 8, 6, 15, 20];

  it('finds planted weights under a free scale and intercept', () => {
    const fit = simplexLeastSquares(columns, y, { intercept: true, scale: 'free' });
    for (const [j, weight] of [0.6, 0.3, 0.1].entries())
      expect(fit.weights?.[j]).toBeCloseTo(weight, 10);
    expect(fit.scale).toBeCloseTo(10, 10);
    expect(fit.intercept).toBeCloseTo(5, 10);
    expect(fit.value).toBeCloseTo(1, 12);
  });

  it('keeps floors, caps and steps', () => {
    const fit = (options: SimplexOptions) =>
      simplexLeastSquares(columns, y, { intercept: true, scale: 'free', ...options }).weights ?? [];
    expect(fit({ floors: 0.2 })[2]).toBeCloseTo(0.2, 10);
    expect(fit({ caps: 0.4 })[0]).toBeCloseTo(0.4, 10);
    const capped = fit({ floors: [0, 0, 0.25], caps: [0.5, 1, 1] });
    expect(capped[0]).toBeCloseTo(0.5, 10);
    expect(capped[2]).toBeCloseTo(0.25, 10);
    expect(fit({ step: 0.25 })).toEqual([0.75, 0.25, 0]);
    expect(fit({ step: 0.05 })).toEqual([0.6, 0.3, 0.1]);
    expect(fit({ step: 1 })).toEqual([1, 0, 0]);
    const equal = fit({ floors: 1 / 3, caps: 1 / 3 });
    for (const weight of equal) expect(weight).toBeCloseTo(1 / 3, 10);
  });

  it('finds the best of all whole steps, by looking at every one', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value, value), { minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(cases, (points) => {
        const given = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
        const outcome = points.map((point) => point[3]);
        const fit = simplexLeastSquares(given, outcome, { step: 0.2 });
        if (fit.residualSumSquares === null) return;
        for (let a = 0; a <= 5; a++) {
          for (let b = 0; a + b <= 5; b++) {
            const weights = [a / 5, b / 5, (5 - a - b) / 5];
            const left = outcome.map(
              (v, i) => v - given.reduce((sum, x, j) => sum + (x[i] ?? 0) * (weights[j] ?? 0), 0),
            );
            const loss = left.reduce((sum, v) => sum + v ** 2, 0);
            expect(fit.residualSumSquares).toBeLessThanOrEqual(loss + 1e-8);
          }
        }
      }),
    );
  });

  it('improves rounded weights step by step where there are too many to look at', () => {
    // Nine predictors in steps of .05 can share them out in three million ways.
    const random = seededRandom(20);
    const given = Array.from({ length: 9 }, () => Array.from({ length: 60 }, () => random.next()));
    const planted = [0.35, 0.25, 0.15, 0.1, 0.05, 0.05, 0.05, 0, 0];
    const outcome = Array.from({ length: 60 }, (_, i) =>
      given.reduce((sum, x, j) => sum + (x[i] ?? 0) * (planted[j] ?? 0), 0),
    );
    const options = { step: 0.05, intercept: true, scale: 'free' } as const;
    expect(simplexLeastSquares(given, outcome, options).weights).toEqual(planted);
    const bounded = simplexLeastSquares(given, outcome, { ...options, floors: 0.05, caps: 0.3 });
    const counts = (bounded.weights ?? []).map((weight) => weight * 20);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(20, 10);
    for (const count of counts) {
      expect(count).toBeCloseTo(Math.round(count), 10);
      expect(Math.round(count)).toBeGreaterThanOrEqual(1);
      expect(Math.round(count)).toBeLessThanOrEqual(6);
    }
  });

  it('says why there are no weights', () => {
    const against = columns.reduce((sum, x) => sum.map((v, i) => v - (x[i] ?? 0)), [0, 0, 0, 0, 0]);
    expect(
      simplexLeastSquares(columns, against, { intercept: true, scale: 'free' }).undefinedBecause,
    ).toBe('no weighted sum of the predictors goes with the outcome');
    expect(simplexLeastSquares(columns, against, { intercept: true }).value).toBeLessThan(0);
    expect(simplexLeastSquares(columns, [0, 0, 0, 0, 0]).undefinedBecause).toBe('the outcome is 0');
    expect(
      simplexLeastSquares(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 3],
      ).undefinedBecause,
    ).toContain('predictor 2');
    expect(simplexLeastSquares([[1, 2]], [1, 3])).toMatchObject({ weights: [1], scale: 1 });
  });

  it('refuses bounds that cannot be kept', () => {
    const refused = (options: SimplexOptions) => () => simplexLeastSquares(columns, y, options);
    expect(refused({ floors: 0.5 })).toThrow(
      'floors and caps that weights adding up to 1 can keep',
    );
    expect(refused({ caps: 0.2 })).toThrow('can keep');
    expect(refused({ floors: [0.5, 0, 0], caps: 0.4 })).toThrow('no floor above its cap');
    expect(refused({ floors: [0] })).toThrow('a floor and cap each');
    expect(refused({ step: 0.3 })).toThrow('a step of which 1 is a multiple');
    expect(refused({ step: 0.1, floors: 0.31 })).toThrow('whole steps');
    expect(() => simplexLeastSquares([], [1])).toThrow('simplexLeastSquares requires a predictor');
  });

  it('is non-negative least squares, scaled to 1, without bounds and with a free scale', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value, value), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(cases, (points) => {
        const given = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
        const outcome = points.map((point) => point[3]);
        const options = { intercept: true };
        const simplex = simplexLeastSquares(given, outcome, { ...options, scale: 'free' });
        const { coefficients } = nonNegativeLeastSquares(given, outcome, options);
        if (simplex.weights === null || coefficients === null) return;
        const sum = coefficients.reduce((all, b) => all + b, 0);
        for (const [j, weight] of simplex.weights.entries())
          expect(weight).toBeCloseTo((coefficients[j] ?? 0) / sum, 6);
      }),
    );
  });

  it('is at least as close as any other weights within the bounds', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.tuple(value, value, value, value), { minLength: 4, maxLength: 12 });
    const parts = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(cases, parts, (points, extra) => {
        const given = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
        const outcome = points.map((point) => point[3]);
        const bounds = { floors: 0.1, caps: 0.7 };
        const fit = simplexLeastSquares(given, outcome, bounds);
        if (fit.weights === null || fit.residualSumSquares === null) return;
        expect(fit.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
        const all = extra.reduce((sum, part) => sum + part, 0);
        const other = extra.map((part) => (all === 0 ? 1 / 3 : 0.1 + (0.7 * part) / all));
        if (other.some((weight) => weight > 0.7)) return;
        const left = outcome.map(
          (v, i) => v - given.reduce((s, x, j) => s + (x[i] ?? 0) * (other[j] ?? 0), 0),
        );
        const loss = left.reduce((sum, v) => sum + v ** 2, 0);
        expect(fit.residualSumSquares).toBeLessThanOrEqual(loss + 1e-8);
      }),
    );
  });
});
