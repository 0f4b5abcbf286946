import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareChart, fromOne } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { pChart } from './p-chart.ts';

interface Input {
  readonly counts: number[];
  readonly sizes: number[];
  readonly newCounts: number[];
  readonly newSizes: number[];
}

describe('pChart', () => {
  testFixture<Input>('spc-p-orangejuice', (fixture) => {
    const { input, compare, omit } = fixture;
    const chart = pChart(input.counts, input.sizes);
    compareChart(fixture, 'p', chart.value, chart);
    omit('np', 'counts of equal samples: the same chart times the sample size, not offered');
    const kept = (values: number[]) => values.filter((_, i) => i !== 14 && i !== 22);
    const revised = pChart(
      [...kept(input.counts), ...input.newCounts],
      [...kept(input.sizes), ...input.newSizes],
      { baseline: 28 },
    );
    compare('revisedWithout15and23.center', revised.value);
    compare('revisedWithout15and23.lcl', revised.lower[0]);
    compare('revisedWithout15and23.ucl', revised.upper[0]);
    compare('revisedWithout15and23.beyond', fromOne(revised.beyond));
  });

  it('gives the published limits of the orange juice cans', () => {
    // Montgomery, Introduction to Statistical Quality Control, section 7.2, example 7.1:
    // p̄ = .2313, limits .0524 and .4102 for samples of 50, of which 347 in 1,500 did not conform.
    const chart = pChart([347], [1500], { width: 3 });
    const limits = pChart([12], [50], { center: chart.value ?? 0 });
    expect(chart.value).toBeCloseTo(0.2313, 4);
    expect(limits.lower[0]).toBeCloseTo(0.0524, 4);
    expect(limits.upper[0]).toBeCloseTo(0.4102, 4);
  });

  it('answers at the edges and refuses impossible counts', () => {
    expect(pChart([], [])).toMatchObject({ value: null, undefinedBecause: 'there is no baseline' });
    expect(pChart([0, 0], [5, 9])).toMatchObject({ value: 0, upper: [0, 0], beyond: [] });
    expect(pChart([0, 0, 1], [5, 9, 5], { baseline: 2 }).beyond).toEqual([2]);
    expect(pChart([3], [4], { center: 0.5, baseline: 0 }).value).toBe(0.5);
    expect(() => pChart([1], [])).toThrow('pChart requires one size for each count');
    expect(() => pChart([2], [1])).toThrow('no count above its size');
    expect(() => pChart([0], [0])).toThrow('positive sizes');
    expect(() => pChart([1], [2], { baseline: 2 })).toThrow('a baseline');
    expect(() => pChart([1], [2], { width: 0 })).toThrow('a positive width');
    expect(() => pChart([1], [2], { center: 2 })).toThrow('a center from 0 to 1');
  });

  it('has limits around the centre, in [0, 1], closer for larger samples', () => {
    const sample = fc
      .integer({ min: 1, max: 500 })
      .chain((size) =>
        fc.record({ size: fc.constant(size), count: fc.integer({ min: 0, max: size }) }),
      );
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1 }), (samples) => {
        const counts = samples.map(({ count }) => count);
        const sizes = samples.map(({ size }) => size);
        const { value, lower, upper } = pChart(counts, sizes);
        for (const [i, low] of lower.entries()) {
          const order = [0, low, value ?? -1, upper[i] ?? 2, 1];
          expect(order).toEqual(order.toSorted((a, b) => a - b));
          for (const [j, other] of lower.entries())
            if ((sizes[i] ?? 0) > (sizes[j] ?? 0)) expect(low).toBeGreaterThanOrEqual(other);
        }
      }),
    );
  });
});
