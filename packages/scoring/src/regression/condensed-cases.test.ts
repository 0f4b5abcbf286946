import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as longley from '../../published/longley-1967.ts';
import { shapleyShares } from '../association/shapley-shares.ts';
import { varianceInflation } from '../association/variance-inflation.ts';
import { condensedCases } from './condensed-cases.ts';
import { addCrossProducts, crossProducts } from './cross-products.ts';
import { leastSquares } from './least-squares.ts';
import { simplexLeastSquares } from './simplex-least-squares.ts';

const condensed = (columns: readonly (readonly number[])[]) =>
  condensedCases(addCrossProducts(crossProducts(columns)));

describe('condensedCases', () => {
  it('gives Longley’s certified coefficients out of eight cases', () => {
    const cases = condensed([...longley.predictors, longley.employed]);
    expect(cases[0]).toHaveLength(8);
    const y = cases.at(-1) ?? new Float64Array();
    const fit = leastSquares(cases.slice(0, -1), y);
    const fitted = [fit.intercept, ...(fit.coefficients ?? [])];
    expect(fitted).toHaveLength(longley.coefficients.length);
    for (const [i, one] of fitted.entries()) {
      expect((one?.value ?? 0) / (longley.coefficients[i] ?? 0)).toBeCloseTo(1, 5);
    }
    expect(fit.value).toBeCloseTo(longley.rSquared, 9);
  });

  it('gives the weights, shares and factors of all the cases', () => {
    const value = fc.double({ min: 0, max: 1, noNaN: true });
    const points = fc.array(fc.tuple(value, value, value), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(points, (given) => {
        // no column is determined by the others, or nearly so
        const columns = [0, 1, 2].map((k) =>
          given.map((point, i) => (point[k] ?? 0) + Math.sin((k + 2) * (i + 1))),
        );
        const [x1 = [], x2 = [], y = []] = columns;
        const [c1 = [], c2 = [], cy = []] = condensed(columns);
        const close = (a: readonly number[] | null, b: readonly number[] | null) => {
          expect(a?.length).toBe(b?.length);
          a?.forEach((one, k) => {
            expect(one).toBeCloseTo(b?.[k] ?? 9, 5);
          });
        };
        const bounds = { intercept: true, scale: 'free', floors: 0.1, caps: 0.8 } as const;
        close(
          simplexLeastSquares([c1, c2], cy, bounds).weights,
          simplexLeastSquares([x1, x2], y, bounds).weights,
        );
        close(shapleyShares([c1, c2], cy).shares, shapleyShares([x1, x2], y).shares);
        const inflation = (all: readonly ArrayLike<number>[]) =>
          varianceInflation(all).map((one) => one.value ?? 0);
        close(inflation([c1, c2]), inflation([x1, x2]));
      }),
    );
  });

  it('keeps what does not vary, or is determined, as it is', () => {
    const [constant, a, copy] = condensed([
      [0.1, 0.1, 0.1, 0.1],
      [1, 2, 3, 5],
      [2, 4, 6, 10],
    ]);
    expect([...(constant ?? [])]).toEqual([0.1, 0.1, 0.1, 0.1]);
    a?.forEach((one, i) => {
      expect(copy?.[i]).toBeCloseTo(2 * one, 9);
    });
    const empty = condensedCases(addCrossProducts([...crossProducts([[3, 4]])], [0]));
    expect([...(empty[0] ?? [])]).toEqual([3.5, 3.5]);
  });
});
