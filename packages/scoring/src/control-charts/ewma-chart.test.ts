import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromOne } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { ewmaChart } from './ewma-chart.ts';
import { individualsChart } from './individuals-chart.ts';

interface Input {
  readonly x: number[];
  readonly center: number;
  readonly sigma: number;
  readonly lambda: number;
  readonly L: number;
}

describe('ewmaChart', () => {
  testFixture<Input>('spc-ewma-nist', ({ input, compare }) => {
    const { x, center, sigma, lambda, L: width } = input;
    const chart = ewmaChart(x, { center, sigma, lambda, width });
    compare('z', chart.points);
    compare('lcl', chart.lower);
    compare('ucl', chart.upper);
    compare('beyond', fromOne(chart.beyond));
    compare('asymptoticLcl', chart.asymptotic?.lower);
    compare('asymptoticUcl', chart.asymptotic?.upper);
    compare('beyondAsymptotic', fromOne(chart.asymptotic?.beyond ?? [-1]));
  });

  it('gives the published averages and limits', () => {
    // NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4: λ = .3, centre 50, s = 2.0539.
    const chart = ewmaChart([52, 47, 53], { center: 50, sigma: 2.0539, lambda: 0.3 });
    for (const [t, published] of [50.6, 49.52, 50.56].entries())
      expect(chart.points[t]).toBeCloseTo(published, 2);
    expect(chart.asymptotic?.lower).toBeCloseTo(47.4115, 3);
    expect(chart.asymptotic?.upper).toBeCloseTo(52.5884, 3);
  });

  it('answers on little and refuses what is malformed', () => {
    expect(ewmaChart([1]).undefinedBecause).toBe('the baseline has fewer than two values');
    expect(ewmaChart([1], { center: 0, sigma: 1 }).points).toEqual([0.2]);
    expect(ewmaChart([], { center: 0, sigma: 1 })).toMatchObject({ value: 0, points: [] });
    expect(() => ewmaChart([1], { lambda: 0 })).toThrow('a lambda above 0');
    expect(() => ewmaChart([1], { lambda: 1.1 })).toThrow(RangeError);
    expect(() => ewmaChart([1], { center: 1, sigma: -1 })).toThrow('a sigma of 0 or more');
    expect(() => ewmaChart([Number.NaN])).toThrow('finite values');
  });

  it('is the chart of single values at λ = 1', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, (x) => {
        const [ewma, single] = [ewmaChart(x, { lambda: 1 }), individualsChart(x)];
        expect(ewma.points).toEqual(single.points);
        expect(ewma.upper).toEqual(single.upper);
        expect(ewma.asymptotic?.beyond).toEqual(single.beyond);
      }),
    );
  });
});
