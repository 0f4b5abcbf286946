import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { linConcordance } from './lin-concordance.ts';

describe('linConcordance', () => {
  testFixture<{ x: number[]; y: number[] }>('agree-ccc-pefr', ({ input, compare }) => {
    const result = linConcordance(input.x, input.y);
    compare('', {
      ccc: result.value,
      ciZLow: result.interval?.low,
      ciZHigh: result.interval?.high,
      ciAsymLow: result.asymptoticInterval?.low,
      ciAsymHigh: result.asymptoticInterval?.high,
      scaleShift: result.scaleShift,
      locationShift: result.locationShift,
      biasCorrection: result.biasCorrection,
      pearson: result.pearson,
      blandAltman: {
        meanDiff: result.blandAltman?.meanDifference,
        sdDiff: result.blandAltman?.standardDeviation,
        loaLow: result.blandAltman?.low,
        loaHigh: result.blandAltman?.high,
      },
    });
  });

  it('is 1 only for equal values', () => {
    expect(linConcordance([1, 2, 4], [1, 2, 4]).value).toBe(1);
    expect(linConcordance([1, 2, 4], [2, 3, 5]).value).toBeLessThan(0.8);
    expect(linConcordance([1, 2, 4], [2, 3, 5]).pearson).toBeCloseTo(1, 12);
  });

  it('is undefined, with the reason, without variation or pairs', () => {
    expect(linConcordance([1], [1]).undefinedBecause).toMatch(/two pairs/);
    expect(linConcordance([1, 1], [1, 2]).undefinedBecause).toMatch(/does not vary/);
    expect(linConcordance([1, 2], [1, 2]).interval).toBeUndefined();
  });

  it('refuses unequal lengths, NaN and a level of 0', () => {
    expect(() => linConcordance([1], [1, 2])).toThrow('as many');
    expect(() => linConcordance([1, Number.NaN], [1, 2])).toThrow('finite');
    expect(() => linConcordance([1, 2], [1, 2], { level: 0 })).toThrow('a level');
  });

  it('is symmetric and never further from 0 than Pearson’s', () => {
    const value = fc.integer({ min: -50, max: 50 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value)), (pairs) => {
        const [x, y] = [pairs.map(([a]) => a), pairs.map(([, b]) => b)];
        const [forward, backward] = [linConcordance(x, y), linConcordance(y, x)];
        if (forward.value === null || forward.pearson === null) {
          expect(backward.value).toBeNull();
          return;
        }
        expect(backward.value).toBeCloseTo(forward.value, 10);
        expect(Math.abs(forward.value)).toBeLessThanOrEqual(Math.abs(forward.pearson) + 1e-12);
        expect(forward.interval === undefined || forward.interval.high <= 1).toBe(true);
      }),
    );
  });
});
