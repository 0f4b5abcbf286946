import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialMass } from './binomial-mass.ts';

describe('binomialMass', () => {
  it('gives the central mass of two million trials, where naive products fail', () => {
    // Wallis: C(2m, m) / 4^m = (1 − 1 / (8m) + …) / √(πm), Abramowitz and Stegun (1964), 6.1.49.
    const m = 1e6;
    expect(binomialMass(m, 2 * m, 0.5)).toBeCloseTo((1 - 1 / (8 * m)) / Math.sqrt(Math.PI * m), 14);
  });

  it('is certain at the ends', () => {
    expect(binomialMass(0, 5, 0)).toBe(1);
    expect(binomialMass(1, 5, 0)).toBe(0);
    expect(binomialMass(5, 5, 1)).toBe(1);
    expect(binomialMass(0, 0, 0.3)).toBe(1);
  });

  it('adds up to 1, and mirrors', () => {
    const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), share, (trials, probability) => {
        let sum = 0;
        for (let k = 0; k <= trials; k += 1) {
          const mass = binomialMass(k, trials, probability);
          sum += mass;
          expect(binomialMass(trials - k, trials, 1 - probability)).toBeCloseTo(mass, 10);
        }
        expect(sum).toBeCloseTo(1, 9);
      }),
      { numRuns: 40 },
    );
  });
});
