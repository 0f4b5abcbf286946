import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundWithin } from './round-within.ts';

const open = { floor: 0, cap: 1 };

describe('roundWithin', () => {
  it('rounds by largest remainders', () => {
    expect(roundWithin([0.534, 0.333, 0.133], [open, open, open], 0.01)).toEqual([
      0.54, 0.33, 0.13,
    ]);
    expect(roundWithin([0.5, 0.26, 0.24], [open, open, open], 0.25)).toEqual([0.5, 0.25, 0.25]);
  });

  it('lets one weight take what locked ones leave of a step', () => {
    const third = { floor: 1 / 3, cap: 1 / 3 };
    const [locked, large, small] = roundWithin([1 / 3, 0.46, 0.2067], [third, open, open], 0.01);
    expect(locked).toBe(1 / 3);
    expect(large).toBeCloseTo(0.46 + 2 / 300, 12);
    expect(small).toBe(0.2);
  });

  it('keeps exact weights where the limits hold no multiple', () => {
    const narrow = { floor: 0.231, cap: 0.239 };
    expect(roundWithin([0.235, 0.765], [narrow, open], 0.05)).toEqual([0.235, 0.765]);
  });

  it('keeps the sum and the limits', () => {
    const weights = fc
      .array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 2, maxLength: 7 })
      .map((raw) => raw.map((one) => one / raw.reduce((sum, each) => sum + each, 0)));
    const steps = fc.constantFrom(0.01, 0.05, 0.1, 0.25);
    const locks = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(weights, steps, locks, fc.constantFrom(0.2, 0.02), (given, step, locked, by) => {
        const limits = given.map((weight, p) =>
          locked[p] === true
            ? { floor: weight, cap: weight }
            : { floor: Math.max(0, weight - by), cap: Math.min(1, weight + by) },
        );
        const rounded = roundWithin(given, limits, step);
        expect(rounded.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        for (const [p, one] of rounded.entries()) {
          if (locked[p] === true) expect(one).toBe(given[p]);
          expect(one).toBeGreaterThanOrEqual((limits[p]?.floor ?? 0) - 1e-6);
          expect(one).toBeLessThanOrEqual((limits[p]?.cap ?? 1) + 1e-6);
        }
        const off = rounded.filter(
          (one, p) => locked[p] !== true && Math.abs(one / step - Math.round(one / step)) > 1e-6,
        );
        // either no multiples fit at all, or only one weight is off the grid
        if (off.length > 1) expect(rounded).toEqual(given.map((one) => expect.closeTo(one, 9)));
      }),
    );
  });
});
