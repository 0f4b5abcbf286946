import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { clopperPearson } from './clopper-pearson.ts';

interface Input {
  readonly cases: readonly { readonly x: number; readonly n: number }[];
}

describe('clopperPearson', () => {
  testFixture<Input>('pref-binomial', ({ input, compare, omit }) => {
    for (const [i, { x, n }] of input.cases.entries()) {
      const { value, interval } = clopperPearson(x, n);
      compare(`cases.${i}.estimate`, value);
      compare(`cases.${i}.clopperPearson`, [interval?.low, interval?.high]);
      for (const field of ['pExactTwoSided', 'pGreater', 'pLess'])
        omit(`cases.${i}.${field}`, 'compared by the test of binomialTest');
      for (const field of ['wilson', 'wilsonContinuityCorrected'])
        omit(`cases.${i}.${field}`, 'compared by the test of wilson');
      omit(`cases.${i}.asymptotic`, 'not offered: it covers too seldom and leaves [0, 1]');
    }
  });

  // Newcombe (1998), Statistics in Medicine 17:861, Table I, method 5.
  it.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('gives the published limits of %i of %i', (successes, trials, low, high) => {
    const { interval } = clopperPearson(successes, trials);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('bounds an error rate from above: no error in 59 says at most 5 % with 95 % confidence', () => {
    const bound = (trials: number) => clopperPearson(0, trials, { side: 'upper' }).interval?.high;
    expect(bound(59)).toBeLessThanOrEqual(0.05);
    expect(bound(58)).toBeGreaterThan(0.05);
    expect(clopperPearson(59, 59, { side: 'lower' }).interval).toMatchObject({ high: 1 });
  });

  it('is undefined without trials and refuses impossible counts', () => {
    expect(clopperPearson(0, 0)).toEqual({
      value: null,
      undefinedBecause: 'there are no trials',
      successes: 0,
      trials: 0,
    });
    for (const [successes, trials] of [
      [3, 2],
      [-1, 2],
      [0.5, 2],
      [Number.NaN, 2],
      [0, Number.POSITIVE_INFINITY],
    ] as const)
      expect(() => clopperPearson(successes, trials)).toThrow(RangeError);
    expect(() => clopperPearson(1, 2, { level: 1 })).toThrow('clopperPearson requires a level');
  });

  it('holds the share, and mirrors when success and failure are swapped', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((trials) =>
        fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
      );
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const { value, interval } = clopperPearson(successes, trials);
        const mirrored = clopperPearson(trials - successes, trials).interval;
        if (interval === undefined || mirrored === undefined) throw new Error('no interval');
        expect(interval.low).toBeLessThanOrEqual(value ?? -1);
        expect(interval.high).toBeGreaterThanOrEqual(value ?? 2);
        expect(1 - mirrored.high).toBeCloseTo(interval.low, 9);
      }),
    );
  });
});
