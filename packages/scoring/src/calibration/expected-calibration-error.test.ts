import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { expectedCalibrationError } from './expected-calibration-error.ts';

describe('expectedCalibrationError', () => {
  testFixture<{ readonly y: number[]; readonly p: number[] }>(
    'calibration-80',
    ({ input: { y, p }, compare, omit }) => {
      omit('brier', 'compared by the test of brierScore');
      omit('logLoss', 'not offered');
      for (const strategy of ['uniform', 'quantile'] as const)
        for (const bins of [5, 10]) {
          const found = expectedCalibrationError(y, p, { bins, strategy });
          const name = `${strategy}${bins}`;
          compare(`ece_${name}`, found.value);
          compare(`mce_${name}`, found.maximum);
          compare(`bins_${name}`, {
            count: found.bins.map((bin) => bin.count),
            meanPredicted: found.bins.map((bin) => bin.meanPredicted),
            fractionPositive: found.bins.map((bin) => bin.observed),
          });
        }
    },
  );

  it('gives the error of the definition, worked by hand', () => {
    // Naeini, Cooper and Hauskrecht (2015), p. 2903: Σ P(i) |oᵢ − eᵢ|. Two bins of two outcomes:
    // |0 − .2| and |1 − .9|, half of the weight each.
    const found = expectedCalibrationError([0, 0, 1, 1], [0.1, 0.3, 0.8, 1], { bins: 2 });
    expect(found.value).toBeCloseTo(0.15, 12);
    expect(found.maximum).toBeCloseTo(0.2, 12);
  });

  it('puts a probability on an edge into the lower bin', () => {
    const { bins } = expectedCalibrationError([0, 1, 1], [0, 0.5, 0.51], { bins: 2 });
    expect(bins.map(({ count }) => count)).toEqual([2, 1]);
    const same = expectedCalibrationError([0, 1], [0.4, 0.4], { bins: 4, strategy: 'quantile' });
    expect(same.bins).toHaveLength(1);
  });

  it('answers on little and refuses what is malformed', () => {
    expect(expectedCalibrationError([], [])).toMatchObject({
      value: null,
      maximum: null,
      bins: [],
    });
    expect(expectedCalibrationError([1], [0]).value).toBe(1);
    expect(() => expectedCalibrationError([1], [0], { bins: 0 })).toThrow('one bin or more');
    const bootstrap = { random: seededRandom(1), replicates: 0 };
    expect(() => expectedCalibrationError([1], [0], { bootstrap })).toThrow('one replicate');
  });

  it('gives the same interval for the same seed, around the estimate', () => {
    const y = Array.from({ length: 200 }, (_, i) => ((i * 7) % 3 === 0 ? 1 : 0));
    const p = y.map((_, i) => (i % 20) / 20);
    const draw = (seed: number) =>
      expectedCalibrationError(y, p, {
        bootstrap: { random: seededRandom(seed), replicates: 200 },
      });
    const { value, interval } = draw(3);
    expect(draw(3).interval).toEqual(interval);
    expect(draw(4).interval).not.toEqual(interval);
    expect(interval?.high).toBeGreaterThan(value ?? 1);
  });

  it('resamples whole clusters where outcomes hang together', () => {
    const y = Array.from({ length: 120 }, (_, i) => Math.floor(i / 20) % 2);
    const p = y.map(() => 0.5);
    const clusters = y.map((_, i) => `customer ${Math.floor(i / 20)}`);
    const width = (options: { clusters?: string[] }) => {
      const bootstrap = { random: seededRandom(2), replicates: 300, ...options };
      const { interval } = expectedCalibrationError(y, p, { bootstrap });
      return (interval?.high ?? 0) - (interval?.low ?? 0);
    };
    expect(width({ clusters })).toBeGreaterThan(2 * width({}));
    const bootstrap = { random: seededRandom(1), clusters: ['a'] };
    expect(() => expectedCalibrationError(y, p, { bootstrap })).toThrow('one cluster for each');
  });

  it('lies in [0, 1], at most the largest miss, and is 0 for certain truth', () => {
    const forecast = fc.record({
      y: fc.constantFrom(0, 1),
      p: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 50 }), (list) => {
        const y = list.map((f) => f.y);
        const { value, maximum } = expectedCalibrationError(
          y,
          list.map((f) => f.p),
        );
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value ?? 2).toBeLessThanOrEqual((maximum ?? 0) + 1e-12);
        expect(maximum).toBeLessThanOrEqual(1);
        expect(expectedCalibrationError(y, y).value).toBe(0);
      }),
    );
  });
});
