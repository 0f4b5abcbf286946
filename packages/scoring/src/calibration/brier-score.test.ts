import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { brierScore } from './brier-score.ts';

describe('brierScore', () => {
  testFixture<{ readonly y: number[]; readonly p: number[] }, object>(
    'calibration-80',
    ({ input: { y, p }, expected, compare, omit }) => {
      compare('brier', brierScore(y, p).value);
      omit('logLoss', 'not offered');
      for (const field of Object.keys(expected))
        if (/^(ece|mce|bins)_/.test(field))
          omit(field, 'compared by the test of expectedCalibrationError');
    },
  );

  it('gives the published score of ten rain forecasts', () => {
    // Brier (1950), Monthly Weather Review 78:2, Table 1: P = .19 as a sum over both classes.
    const rain = [0.7, 0.9, 0.8, 0.4, 0.2, 0, 0, 0, 0, 0.1];
    const fell = [0, 1, 1, 1, 0, 0, 0, 0, 0, 0];
    expect(2 * (brierScore(fell, rain).value ?? 0)).toBeCloseTo(0.19, 2);
  });

  it('answers on little and refuses what is malformed', () => {
    expect(brierScore([], [])).toMatchObject({ value: null, baseRate: null, skill: null });
    expect(brierScore([1], [0.5])).toEqual({ value: 0.25, n: 1, baseRate: 1, skill: null });
    expect(brierScore([1, 1], [1, 1]).interval).toMatchObject({ low: 0, high: 0 });
    expect(() => brierScore([1], [])).toThrow('one probability for each outcome');
    expect(() => brierScore([2], [0])).toThrow('outcomes of 0 or 1');
    expect(() => brierScore([1], [Number.NaN])).toThrow('probabilities from 0 to 1');
  });

  it('is lowest, of all constant probabilities, at the base rate', () => {
    const outcomes = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0, max: 1, noNaN: true }), (y, p) => {
        const constant = brierScore(
          y,
          y.map(() => p),
        );
        const base = constant.baseRate ?? 2;
        const best =
          brierScore(
            y,
            y.map(() => base),
          ).value ?? 2;
        expect(constant.value ?? -1).toBeGreaterThanOrEqual(best - 1e-12);
        expect(constant.skill ?? 0).toBeLessThanOrEqual(1e-9);
      }),
    );
  });
});
