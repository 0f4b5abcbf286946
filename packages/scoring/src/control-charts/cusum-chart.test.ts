import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromOne } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { cusumChart } from './cusum-chart.ts';

interface Input {
  readonly x: number[];
  readonly target: number;
  readonly sigma: number;
  readonly k: number;
  readonly h: number;
}

describe('cusumChart', () => {
  testFixture<Input>('spc-cusum-nist', ({ input, compare }) => {
    const { x, target, sigma, k: allowance, h: decision } = input;
    const chart = cusumChart(x, { target, sigma, allowance, decision });
    compare('cPlus', chart.above);
    compare('cMinus', chart.below);
    compare(
      'cPlusSigma',
      chart.above.map((total) => total / sigma),
    );
    compare(
      'cMinusSigma',
      chart.below.map((total) => total / sigma),
    );
    compare('signalsUpper', fromOne(chart.signalsAbove));
    compare('signalsLower', fromOne(chart.signalsBelow));
  });

  it('gives the published sums', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.3: target 325, k = .3175, h = 4.1959;
    // the first lower sums are 0 and .0075.
    const chart = cusumChart([324.925, 324.675], {
      target: 325,
      sigma: 1,
      allowance: 0.3175,
      decision: 4.1959,
    });
    expect(chart.below[0]).toBe(0);
    expect(chart.below[1]).toBeCloseTo(0.0075, 6);
    expect(chart.decision).toBeCloseTo(4.1959, 10);
  });

  it('answers on little and refuses what is malformed', () => {
    expect(cusumChart([2])).toMatchObject({ value: null, decision: null, above: [] });
    expect(cusumChart([3, 3, 3])).toMatchObject({ value: 3, above: [0, 0, 0], signalsAbove: [] });
    expect(cusumChart([3, 3, 9], { baseline: 2 }).signalsAbove).toEqual([2]);
    expect(() => cusumChart([1], { allowance: -1 })).toThrow('an allowance');
    expect(() => cusumChart([1], { target: Number.NaN, sigma: 1 })).toThrow('finite values');
    expect(() => cusumChart([1], { baseline: 3 })).toThrow('a baseline');
  });

  it('exchanges above and below when the values are mirrored', () => {
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(values, (x) => {
        const options = { target: 0, sigma: 1 };
        const [plain, mirrored] = [
          cusumChart(x, options),
          cusumChart(
            x.map((v) => -v),
            options,
          ),
        ];
        expect(mirrored.below).toEqual(plain.above);
        expect(mirrored.signalsAbove).toEqual(plain.signalsBelow);
        expect(plain.above.every((total) => total >= 0)).toBe(true);
      }),
    );
  });
});
