import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { xoshiro128 } from './xoshiro128.ts';

describe('xoshiro128', () => {
  it('gives the first words of the reference implementation for the state 1, 2, 3, 4', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 6 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492,
    ]);
  });

  it('refuses a state of zeros', () => {
    expect(() => xoshiro128([0, 0, 0, 0])).toThrow('xoshiro128 requires');
  });
});

describe('seededRandom', () => {
  it('repeats itself for the same seed, and not for the next one', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (seed) => {
        const draw = (random: ReturnType<typeof seededRandom>) =>
          Array.from({ length: 4 }, () => random.next());
        expect(draw(seededRandom(seed))).toEqual(draw(seededRandom(seed)));
        const other = seed === Number.MAX_SAFE_INTEGER ? seed - 1 : seed + 1;
        expect(draw(seededRandom(seed))).not.toEqual(draw(seededRandom(other)));
      }),
    );
  });

  it('fills the unit interval evenly', () => {
    const random = seededRandom(7);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const bin = Math.floor(random.next() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // chi-squared with 9 degrees of freedom: 27.9 is its 99.9 % point
    const chiSquared = bins.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chiSquared).toBeLessThan(27.9);
  });

  it('draws each whole number below n equally often', () => {
    const random = seededRandom(11);
    const bins = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) {
      const drawn = random.integer(3);
      bins[drawn] = (bins[drawn] ?? 0) + 1;
    }
    for (const n of bins) expect(Math.abs(n - 10_000)).toBeLessThan(300);
  });

  it.each([0.5, Number.NaN, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => seededRandom(seed)).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, 2 ** 33])('refuses to draw below %s', (n) => {
    expect(() => seededRandom(1).integer(n)).toThrow(RangeError);
  });
});
