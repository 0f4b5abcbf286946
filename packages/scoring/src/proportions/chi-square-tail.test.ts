import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareTail } from './chi-square-tail.ts';

describe('chiSquareTail', () => {
  // Abramowitz and Stegun (1964), Table 26.8: 5 % points.
  it.each([
    [1, 3.84146],
    [2, 5.99146],
    [7, 14.0671],
    [30, 43.773],
    [100, 124.342],
  ])('gives 5 %% at the tabled point of %i degrees of freedom', (degrees, point) => {
    expect(chiSquareTail(point, degrees)).toBeCloseTo(0.05, 5);
  });

  it('keeps its digits where 1 − CDF is 0, and never leaves [0, 1]', () => {
    expect(chiSquareTail(400, 2) / Math.exp(-200)).toBeCloseTo(1, 12);
    expect(chiSquareTail(1e6, 3)).toBe(0);
    expect(chiSquareTail(0, 4)).toBe(1);
  });

  it('is one minus the distribution function', () => {
    const statistic = fc.double({ min: 0.001, max: 200, noNaN: true });
    const degrees = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(0.5, 8.75, 500));
    fc.assert(
      fc.property(statistic, degrees, (x, k) => {
        expect(chiSquareTail(x, k)).toBeCloseTo(1 - chiSquareCdf(x, k), 10);
      }),
    );
  });
});
