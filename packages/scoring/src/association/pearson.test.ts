import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printed, x, y } from '../../published/anscombe-1973.ts';
import { testFixture } from '../testing/fixture.ts';
import { pearson } from './pearson.ts';

interface Input {
  readonly x: number[];
  readonly y: number[];
}

describe('pearson', () => {
  for (const set of ['anscombe1', 'hollander-wolfe', 'mtcars-mpg-cyl']) {
    testFixture<Input>(`cor-${set}`, ({ input, compare, omit }) => {
      const result = pearson(input.x, input.y);
      const wide = pearson(input.x, input.y, { level: 0.99, alternative: 'greater' });
      const limits = ({ interval }: typeof result) => [interval?.low, interval?.high];
      compare('pearson', { r: result.value, t: result.t, df: result.degreesOfFreedom });
      compare('pearson', { pValue: result.p, pGreater: wide.p });
      compare('pearson', { ci95: limits(result), ci99: limits(wide) });
      for (const other of ['spearman', 'kendall']) omit(other, `compared by the test of ${other}`);
    });
  }

  it('gives the published correlation of Anscombe’s sets', () => {
    for (const set of Object.values(y))
      expect(pearson(x, set).value).toBeCloseTo(printed.correlation, 3);
  });

  it('says why there is no correlation, and refuses what is malformed', () => {
    expect(pearson([1], [2]).undefinedBecause).toBe('there are fewer than two cases');
    expect(pearson([], []).value).toBeNull();
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3]).undefinedBecause).toBe('a variable does not vary');
    expect(() => pearson([1, 2], [1])).toThrow('pearson requires two variables of the same length');
    expect(() => pearson([1, Number.NaN], [1, 2])).toThrow('pearson requires finite numbers');
    expect(() => pearson([1, 2], [1, 2], { level: 1 })).toThrow('pearson requires a level');
  });

  it('has neither t nor interval at ±1, nor an interval with three cases', () => {
    const line = pearson([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]);
    expect(line).toMatchObject({ value: 1, t: null, p: 0 });
    expect(line.interval).toBeUndefined();
    expect(pearson([1, 2], [5, 3])).toMatchObject({ value: -1, p: null });
    const three = pearson([1, 2, 3], [1, 3, 2]);
    expect(three.value).toBeCloseTo(0.5, 12);
    expect(three.interval).toBeUndefined();
  });

  it('stands numbers whose squares overflow or vanish', () => {
    const y = [2, 1, 4, 3];
    const plain = pearson([1, 2, 3, 4], y).value ?? 9;
    for (const unit of [1e-320, 1e-200, 1e200, 4e307]) {
      const scaled = [1, 2, 3, 4].map((v) => v * unit);
      expect(pearson(scaled, y).value).toBeCloseTo(plain, unit === 1e-320 ? 2 : 12);
    }
  });

  it('changes by nothing but sign under linear maps, and lies within its interval', () => {
    const value = fc.integer({ min: -50, max: 50 });
    const cases = fc.array(fc.record({ x: value, y: value }), { minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 9 }), value, (points, scale, shift) => {
        const first = points.map((point) => point.x);
        const second = points.map((point) => point.y);
        const before = pearson(first, second);
        const after = pearson(
          first.map((v) => -scale * v + shift),
          second,
        );
        if (before.value === null) expect(after.value).toBeNull();
        else expect(after.value).toBeCloseTo(-before.value, 10);
        if (before.value !== null && before.interval !== undefined) {
          expect(before.interval.low).toBeLessThanOrEqual(before.value);
          expect(before.interval.high).toBeGreaterThanOrEqual(before.value);
        }
      }),
    );
  });
});
