import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { holm } from './holm.ts';

describe('benjaminiHochberg', () => {
  testFixture<{ readonly p: number[] }>('multtest-bh1995', ({ input, compare, omit }) => {
    compare('BH', benjaminiHochberg(input.p));
    omit('holm', 'compared by the test of holm');
    for (const field of ['bonferroni', 'hochberg', 'BY']) omit(field, 'not offered');
  });

  it('makes the published discoveries', () => {
    // Benjamini and Hochberg (1995), JRSS B 57:294, section 4: at q* = .05 the first four of fifteen.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    expect(benjaminiHochberg(p).filter((q) => q <= 0.05)).toHaveLength(4);
  });

  it('answers for no tests and refuses what is no probability', () => {
    expect(benjaminiHochberg([])).toEqual([]);
    expect(benjaminiHochberg([0.3])).toEqual([0.3]);
    expect(benjaminiHochberg([0, 1])).toEqual([0, 1]);
    expect(() => benjaminiHochberg([1.1])).toThrow('benjaminiHochberg requires p-values');
    expect(() => benjaminiHochberg([Number.NaN])).toThrow(RangeError);
  });

  it('keeps the order of the tests, and lies between p and Holm', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(p, (values) => {
        const [q, strict] = [benjaminiHochberg(values), holm(values)];
        for (const [i, a] of values.entries()) {
          expect(q[i]).toBeGreaterThanOrEqual(a);
          expect(q[i]).toBeLessThanOrEqual((strict[i] ?? 0) + 1e-12);
          for (const [j, b] of values.entries())
            if (a <= b) expect(q[i]).toBeLessThanOrEqual(q[j] ?? -1);
        }
      }),
    );
  });
});
