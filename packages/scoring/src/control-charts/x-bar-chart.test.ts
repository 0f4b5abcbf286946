import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareChart, fromOne } from '../testing/compare-chart.ts';
import { testFixture } from '../testing/fixture.ts';
import { spreadConstants } from './spread-constants.ts';
import { xBarChart } from './x-bar-chart.ts';

interface Input {
  readonly subgroups: number[][];
  readonly newSubgroups: number[][];
}

describe('xBarChart', () => {
  testFixture<Input>('spc-xbar-r-s-pistonrings', (fixture) => {
    const { input, compare } = fixture;
    // The reference rounds d2 and d3, as printed tables do.
    const constants = (size: number) => ({ ...spreadConstants(size), d2: 2.326, d3: 0.8640855 });
    for (const [spread, means, spreads] of [
      ['range', 'xbarFromR', 'R'],
      ['deviation', 'xbarFromS', 'S'],
    ] as const) {
      const chart = xBarChart(input.subgroups, { spread, constants });
      compareChart(fixture, means, chart.value, chart);
      if (chart.spread === null) throw new Error('no chart of the spread');
      compareChart(fixture, spreads, chart.spread.center[0] ?? null, chart.spread);
    }
    const all = xBarChart([...input.subgroups, ...input.newSubgroups], {
      baseline: 25,
      constants,
    });
    compare('phase2.points', all.points.slice(25));
    compare('phase2.lcl', all.lower[30]);
    compare('phase2.ucl', all.upper[30]);
    compare('phase2.beyond', fromOne(all.beyond));
  });

  it('gives the published limits of the piston rings', () => {
    // Montgomery, Introduction to Statistical Quality Control, example 6.1: grand mean 74.001, mean
    // range .023 in subgroups of five, limits 73.988 and 74.014. Two subgroups with those figures:
    const like = (mean: number) => [mean - 0.0115, mean, mean, mean, mean + 0.0115];
    const { lower, upper, spread } = xBarChart([like(74), like(74.002)]);
    expect(lower[0]).toBeCloseTo(73.988, 3);
    expect(upper[0]).toBeCloseTo(74.014, 3);
    expect(spread?.upper[0]).toBeCloseTo(0.049, 3);
  });

  it('lets limits follow the size of the subgroup', () => {
    const { lower, spread } = xBarChart([
      [1, 3],
      [1, 2, 3, 2],
    ]);
    expect(lower[1]).toBeGreaterThan(lower[0] ?? 9);
    expect(spread?.center[1]).toBeGreaterThan(spread?.center[0] ?? 9);
  });

  it('answers without a baseline and refuses thin subgroups', () => {
    expect(xBarChart([])).toMatchObject({ value: null, spread: null });
    expect(
      xBarChart([
        [2, 2],
        [2, 2],
      ]),
    ).toMatchObject({ value: 2, deviation: 0, beyond: [] });
    expect(() => xBarChart([[1]])).toThrow('two values or more in each subgroup');
    expect(() => xBarChart([[1, Number.POSITIVE_INFINITY]])).toThrow('finite values');
  });

  it('estimates the same σ from ranges and deviations of two', () => {
    const pairs = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 })),
      { minLength: 1, maxLength: 10 },
    );
    fc.assert(
      fc.property(pairs, (subgroups) => {
        const byRange = xBarChart(subgroups, { spread: 'range' }).deviation;
        const byDeviation = xBarChart(subgroups, { spread: 'deviation' }).deviation;
        expect(byRange).toBeCloseTo(byDeviation ?? -1, 8);
      }),
      { numRuns: 25 },
    );
  });
});
