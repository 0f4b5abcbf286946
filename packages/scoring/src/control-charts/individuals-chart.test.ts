import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareChart } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { individualsChart } from './individuals-chart.ts';

/** Flow rates: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2. */
const flowRates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

describe('individualsChart', () => {
  testFixture<{ readonly x: number[] }>('spc-imr-nist-flowrate', (fixture) => {
    // The reference rounds the constants, as printed tables do.
    const chart = individualsChart(fixture.input.x, { constants: { d2: 1.128, d3: 0.8525033 } });
    compareChart(fixture, '', chart.value, chart);
    fixture.compare('mrBar', chart.movingRange?.center[0]);
    fixture.compare('mr', chart.movingRange?.points);
    fixture.compare('mrUcl', chart.movingRange?.upper[0]);
    fixture.compare('mrLcl', chart.movingRange?.lower[0]);
  });

  it('gives the published limits of the flow rates', () => {
    // The same page: centre 50.81, mean moving range 1.8778, limits 45.8159 and 55.8041, with
    // d2 = 1.128.
    const chart = individualsChart(flowRates, { constants: { d2: 1.128, d3: 0.853 } });
    expect(chart.value).toBeCloseTo(50.81, 2);
    expect(chart.movingRange?.center[0]).toBeCloseTo(1.8778, 4);
    expect(chart.lower[0]).toBeCloseTo(45.8159, 4);
    expect(chart.upper[0]).toBeCloseTo(55.8041, 4);
  });

  it('has exact constants of its own', () => {
    const { lower, movingRange } = individualsChart([1, 2]);
    expect(lower[0]).toBeCloseTo(1.5 - (3 * Math.sqrt(Math.PI)) / 2, 12);
    expect(movingRange?.upper[0]).toBeCloseTo(1 + 3 * Math.sqrt(Math.PI / 2 - 1), 12);
  });

  it('answers on little and refuses what is not finite', () => {
    for (const values of [[], [4]])
      expect(individualsChart(values).undefinedBecause).toBe(
        'the baseline has fewer than two values',
      );
    expect(individualsChart([4, 4, 5], { baseline: 2 })).toMatchObject({ value: 4, beyond: [2] });
    expect(() => individualsChart([1, Number.NaN])).toThrow('requires finite values');
  });

  it('follows a change of scale and origin', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, (x) => {
        const plain = individualsChart(x);
        const moved = individualsChart(x.map((value) => 3 - 2 * value));
        for (const [i, lower] of plain.lower.entries())
          expect(moved.upper[i]).toBeCloseTo(3 - 2 * lower, 8);
        expect(moved.beyond).toEqual(plain.beyond);
      }),
    );
  });
});
