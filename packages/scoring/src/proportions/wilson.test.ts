import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { wilson } from './wilson.ts';

interface Input {
  readonly cases: readonly { readonly x: number; readonly n: number }[];
}

describe('wilson', () => {
  testFixture<Input>('pref-binomial', ({ input, compare, omit }) => {
    for (const [i, { x, n }] of input.cases.entries()) {
      const plain = wilson(x, n);
      const corrected = wilson(x, n, { continuity: true }).interval;
      compare(`cases.${i}.estimate`, plain.value);
      compare(`cases.${i}.wilson`, [plain.interval?.low, plain.interval?.high]);
      compare(`cases.${i}.wilsonContinuityCorrected`, [corrected?.low, corrected?.high]);
      for (const field of ['pExactTwoSided', 'pGreater', 'pLess'])
        omit(`cases.${i}.${field}`, 'compared by the test of binomialTest');
      omit(`cases.${i}.clopperPearson`, 'compared by the test of clopperPearson');
      omit(`cases.${i}.asymptotic`, 'not offered: it covers too seldom and leaves [0, 1]');
    }
  });

  // Newcombe (1998), Statistics in Medicine 17:861, Table I, methods 3 and 4.
  it.each([
    [81, 263, false, 0.2553, 0.3662],
    [15, 148, false, 0.0624, 0.1605],
    [1, 29, false, 0.0061, 0.1718],
    [81, 263, true, 0.2535, 0.3682],
    [15, 148, true, 0.0598, 0.1644],
    [1, 29, true, 0.0018, 0.1963],
  ])('gives the published limits of %i of %i, continuity %s', (x, n, continuity, low, high) => {
    const { interval } = wilson(x, n, { continuity });
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('is undefined without trials and refuses impossible counts', () => {
    expect(wilson(0, 0).undefinedBecause).toBe('there are no trials');
    expect(() => wilson(3, 2)).toThrow('wilson requires a whole number of successes');
    expect(() => wilson(1, 2, { level: 0 })).toThrow('wilson requires a level');
  });

  it('stays in [0, 1], holds the share, and widens under the correction', () => {
    const counts = fc
      .integer({ min: 1, max: 5000 })
      .chain((trials) =>
        fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
      );
    fc.assert(
      fc.property(counts, ({ successes, trials }) => {
        const { value, interval } = wilson(successes, trials);
        const wide = wilson(successes, trials, { continuity: true }).interval;
        if (value === null || interval === undefined || wide === undefined)
          throw new Error('no interval');
        const order = [0, wide.low, interval.low, value, interval.high, wide.high, 1];
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });
});
