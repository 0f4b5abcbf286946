import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareChart } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { uChart } from './u-chart.ts';

describe('uChart', () => {
  testFixture<{ readonly counts: number[]; readonly sizes: number[] }>(
    'spc-u-pcmanufact',
    (fixture) => {
      const chart = uChart(fixture.input.counts, fixture.input.sizes);
      compareChart(fixture, 'u', chart.value, chart);
    },
  );

  it('gives the published limits of the personal computers', () => {
    // Montgomery, Introduction to Statistical Quality Control, example 7.4: ū = 1.93, limits .07
    // and 3.79 for samples of five.
    const chart = uChart([9], [5], { center: 1.93 });
    expect(chart.lower[0]).toBeCloseTo(0.07, 2);
    expect(chart.upper[0]).toBeCloseTo(3.79, 2);
  });

  it('answers at the edges and refuses broken input', () => {
    expect(uChart([], []).undefinedBecause).toBe('there is no baseline');
    expect(uChart([0], [0.5])).toMatchObject({ value: 0, lower: [0], upper: [0] });
    expect(() => uChart([-1], [1])).toThrow('uChart requires whole counts');
    expect(() => uChart([1], [Number.NaN])).toThrow('uChart requires positive sizes');
    expect(() => uChart([1], [1], { center: -1 })).toThrow('a center of 0 or more');
  });

  it('has a centre that is the rate of all samples together', () => {
    const counts = fc.array(fc.nat({ max: 40 }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(counts, (values) => {
        const one =
          uChart(
            values,
            values.map(() => 2),
          ).value ?? -1;
        const whole = uChart([values.reduce((a, b) => a + b, 0)], [2 * values.length]).value ?? -2;
        expect(one).toBeCloseTo(whole, 12);
      }),
    );
  });
});
