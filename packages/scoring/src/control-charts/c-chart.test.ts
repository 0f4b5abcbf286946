import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareChart } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { cChart } from './c-chart.ts';

describe('cChart', () => {
  testFixture<{ readonly counts: number[] }>('spc-c-circuit', (fixture) => {
    const chart = cChart(fixture.input.counts);
    compareChart(fixture, 'c', chart.value, chart);
  });

  it('gives the published limits of the circuit boards', () => {
    // Montgomery, Introduction to Statistical Quality Control, example 7.3: 516 nonconformities in
    // 26 samples, c̄ = 19.85, limits 6.48 and 33.22 (from the rounded mean).
    const chart = cChart([20], { center: 516 / 26 });
    expect(chart.value).toBeCloseTo(19.85, 2);
    expect(chart.lower[0]).toBeCloseTo(6.48, 2);
    expect(chart.upper[0]).toBeCloseTo(33.22, 1);
  });

  it('answers without samples and refuses what is no count', () => {
    expect(cChart([]).value).toBeNull();
    expect(() => cChart([1.5])).toThrow(RangeError);
  });

  it('never flags samples that are all alike', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 30 }), (count, samples) => {
        expect(cChart(Array(samples).fill(count)).beyond).toEqual([]);
      }),
    );
  });
});
