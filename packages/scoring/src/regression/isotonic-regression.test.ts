import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { isotonicRegression } from './isotonic-regression.ts';

interface Input {
  readonly x: number[];
  readonly y: number[];
}

describe('isotonicRegression', () => {
  for (const id of ['isotonic-10', 'isotonic-pituitary']) {
    testFixture<Input>(id, ({ input, compare }) => {
      compare('fitted', isotonicRegression(input.x, input.y).fitted);
      const primary = isotonicRegression(input.x, input.y, { ties: 'primary' });
      compare('fittedPrimaryTies', primary.fitted);
    });
  }

  // De Leeuw, Hornik and Mair (2009), Journal of Statistical Software 32(5), section 5.1: size of
  // the pituitary fissure at 8, 10, 12 and 14 years.
  it('gives the published fit of the pituitary fissure', () => {
    const age = [8, 8, 8, 10, 10, 10, 12, 12, 12, 14, 14];
    const size = [21, 23.5, 23, 24, 21, 25, 21.5, 22, 19, 23.5, 25];
    const { steps } = isotonicRegression(age, size);
    expect(steps.map(({ from, to }) => [from, to])).toEqual([
      [8, 12],
      [14, 14],
    ]);
    expect(steps[0]?.value).toBeCloseTo(22.22222, 5);
    expect(steps[1]?.value).toBe(24.25);
  });

  it('falls where asked to, heeds weights, and stands empty problems', () => {
    const falling = isotonicRegression([1, 2, 3], [3, 1, 2], { increasing: false });
    expect([...falling.fitted]).toEqual([3, 1.5, 1.5]);
    const weighted = isotonicRegression([1, 2], [4, 1], { weights: [1, 2] });
    expect([...weighted.fitted]).toEqual([2, 2]);
    expect(isotonicRegression([], [])).toMatchObject({ steps: [], n: 0 });
    expect([...isotonicRegression([3, 1, 2], [9, 7, 8]).fitted]).toEqual([9, 7, 8]);
    expect(() => isotonicRegression([1], [1, 2])).toThrow('isotonicRegression requires two');
    expect(() => isotonicRegression([1], [1], { weights: [0] })).toThrow('a weight above 0');
    expect(() => isotonicRegression([1], [1], { weights: [] })).toThrow('a weight above 0');
  });

  it('rises, keeps the sum, and is closer than any other rising function tried', () => {
    const cases = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 10, maxLength: 10 }),
        (points, rises) => {
          const x = points.map((point) => point.x);
          const y = points.map((point) => point.y);
          const { fitted } = isotonicRegression(x, y);
          const loss = (of: (i: number) => number) =>
            y.reduce((sum, v, i) => sum + (v - of(i)) ** 2, 0);
          let level = -9;
          const other = rises.map((rise) => (level += rise));
          expect(loss((i) => fitted[i] ?? 0)).toBeLessThanOrEqual(
            loss((i) => other[x[i] ?? 0] ?? 0) + 1e-9,
          );
          expect(fitted.reduce((sum, v) => sum + v, 0)).toBeCloseTo(
            y.reduce((sum, v) => sum + v, 0),
            8,
          );
          for (const [i, a] of x.entries()) {
            for (const [j, b] of x.entries()) {
              if (a < b) expect(fitted[i]).toBeLessThanOrEqual((fitted[j] ?? 0) + 1e-12);
              if (a === b) expect(fitted[i]).toBe(fitted[j]);
            }
          }
        },
      ),
    );
  });
});
