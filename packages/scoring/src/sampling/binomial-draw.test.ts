import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialDraw } from './binomial-draw.ts';
import { seededRandom } from './seeded-random.ts';

describe('binomialDraw', () => {
  it.each([
    [5, 0.3],
    [40, 0.1],
    [40, 0.5],
    [200, 0.06],
    [200, 0.93],
    [100_000, 0.4],
  ])('follows the binomial distribution of %d trials of %d', (n, p) => {
    const random = seededRandom(3);
    const draws = 20_000;
    const sorted = Array.from({ length: draws }, () => binomialDraw(random, n, p)).sort(
      (a, b) => a - b,
    );
    let distance = 0;
    sorted.forEach((k, i) => {
      if (sorted[i + 1] === k) return;
      distance = Math.max(distance, Math.abs((i + 1) / draws - binomialCdf(k, n, p)));
    });
    // 1.95 / √draws is the 99.9 % point of Kolmogorov's statistic, which is lower for discrete data
    expect(distance).toBeLessThan(1.95 / Math.sqrt(draws));
  });

  it('stays within 0 and n, and is certain at 0 and 1', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.nat(1_000_000), probability, fc.nat(), (n, p, seed) => {
        const drawn = binomialDraw(seededRandom(seed), n, p);
        expect(Number.isInteger(drawn) && drawn >= 0 && drawn <= n).toBe(true);
        expect(binomialDraw(seededRandom(seed), n, 0)).toBe(0);
        expect(binomialDraw(seededRandom(seed), n, 1)).toBe(n);
      }),
    );
  });
});
