import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometricAtMost } from './hypergeometric.ts';

describe('hypergeometricAtMost', () => {
  it('gives the published chances of the tea tasting', () => {
    // Fisher (1935), The Design of Experiments, section 6: of 70 ways to pick 4 of 8 cups, 1 has all
    // four right and 16 have three.
    expect(hypergeometricAtMost(3, 8, 4, 4)).toBeCloseTo(69 / 70, 12);
    expect(hypergeometricAtMost(2, 8, 4, 4)).toBeCloseTo(53 / 70, 12);
  });

  it('adds up exact counts', () => {
    const choose = (n: number, k: number) => {
      let ways = 1n;
      for (let i = 1n; i <= BigInt(k); i += 1n) ways = (ways * (BigInt(n - k) + i)) / i;
      return ways;
    };
    const input = fc.integer({ min: 1, max: 60 }).chain((lot) =>
      fc.record({
        lot: fc.constant(lot),
        marked: fc.integer({ min: 0, max: lot }),
        sample: fc.integer({ min: 0, max: lot }),
        most: fc.integer({ min: -1, max: lot }),
      }),
    );
    fc.assert(
      fc.property(input, ({ lot, marked, sample, most }) => {
        let ways = 0n;
        for (let k = 0; k <= Math.min(most, marked, sample); k += 1)
          if (sample - k <= lot - marked)
            ways += choose(marked, k) * choose(lot - marked, sample - k);
        const exact = Number(ways) / Number(choose(lot, sample));
        expect(hypergeometricAtMost(most, lot, marked, sample)).toBeCloseTo(exact, 11);
      }),
    );
  });
});
