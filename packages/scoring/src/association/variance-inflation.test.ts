import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predictors, residualDeviation, standardErrors } from '../../published/longley-1967.ts';
import { varianceInflation } from './variance-inflation.ts';

describe('varianceInflation', () => {
  it('explains the published standard errors of Longley’s coefficients', () => {
    for (const [j, { value }] of varianceInflation(predictors).entries()) {
      const column = predictors[j] ?? [];
      const mean = column.reduce((sum, v) => sum + v, 0) / column.length;
      const squares = column.reduce((sum, v) => sum + (v - mean) ** 2, 0);
      const uncorrelated = residualDeviation / Math.sqrt(squares);
      const error = uncorrelated * Math.sqrt(value ?? 0);
      expect(error / (standardErrors[j + 1] ?? 0)).toBeCloseTo(1, 8);
    }
  });

  it('is undefined for variables that do not vary or that others determine', () => {
    const a = [1, 2, 3, 4, 6, 5];
    const b = [2, 7, 1, 8, 2, 8];
    const c = [1, 4, 1, 4, 2, 1];
    const sum = a.map((v, i) => v + (b[i] ?? 0));
    const results = varianceInflation([a, b, sum, c, [5, 5, 5, 5, 5, 5]]);
    for (const result of results.slice(0, 3)) {
      expect(result.undefinedBecause).toBe('the other variables determine it');
      expect(result.rSquared).toBe(1);
    }
    expect(results[3]?.value).toBeGreaterThan(1);
    expect(results[4]?.undefinedBecause).toBe('the variable does not vary');
    expect(
      varianceInflation([
        [1, 2],
        [2, 1],
      ])[0]?.undefinedBecause,
    ).toBe('there are no more cases than variables');
    expect(varianceInflation([])).toEqual([]);
    expect(varianceInflation([a])[0]?.value).toBe(1);
    expect(() => varianceInflation([a, [1]])).toThrow('varianceInflation requires two variables');
  });

  it('is at least 1, and for two variables 1 / (1 − r²) of both', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.record({ x: value, y: value, z: value }), {
      minLength: 5,
      maxLength: 20,
    });
    fc.assert(
      fc.property(cases, (points) => {
        const [x, y, z] = [
          points.map((point) => point.x),
          points.map((point) => point.y),
          points.map((point) => point.z),
        ];
        const [first, second] = varianceInflation([x, y]);
        if (first?.value != null && second?.value != null)
          expect(first.value).toBeCloseTo(second.value, 8);
        const three = varianceInflation([x, y, z]);
        for (const [i, { value: factor }] of three.entries()) {
          if (factor === null) continue;
          expect(factor).toBeGreaterThanOrEqual(1);
          // A further variable never takes variance away.
          const before = [first, second][i]?.value;
          if (before != null) expect(factor).toBeGreaterThanOrEqual(before * (1 - 1e-9));
        }
      }),
    );
  });
});
