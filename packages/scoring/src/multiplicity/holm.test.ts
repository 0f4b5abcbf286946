import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { holm } from './holm.ts';

describe('holm', () => {
  testFixture<{ readonly p: number[] }>('multtest-bh1995', ({ input, compare, omit }) => {
    compare('holm', holm(input.p));
    omit('BH', 'compared by the test of benjaminiHochberg');
    for (const field of ['bonferroni', 'hochberg', 'BY']) omit(field, 'not offered');
  });

  it('rejects the published three of fifteen', () => {
    // Benjamini and Hochberg (1995), JRSS B 57:294, section 4: procedures that guard against any
    // false rejection find three at .05.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    expect(holm(p).filter((adjusted) => adjusted <= 0.05)).toHaveLength(3);
  });

  it('answers for no tests and refuses what is no probability', () => {
    expect(holm([])).toEqual([]);
    expect(holm([0.3])).toEqual([0.3]);
    expect(() => holm([-0.1])).toThrow('holm requires p-values');
  });

  it('keeps the order of the tests, and never exceeds p times their number', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(p, (values) => {
        const adjusted = holm(values);
        for (const [i, a] of values.entries()) {
          expect(adjusted[i]).toBeGreaterThanOrEqual(a);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, a * values.length));
          for (const [j, b] of values.entries())
            if (a <= b) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j] ?? -1);
        }
      }),
    );
  });
});
