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

  it.each([
    [0, [2281979467, 2598931707, 894779594]],
    [1, [1848370505, 637190372, 2766429625]],
    [-1, [798878931, 4195107910, 1829170198]],
    [2 ** 40, [273333807, 3376744534, 2859264643]],
    [-(2 ** 52), [2421678921, 2151912601, 4148877112]],
  ])('keeps its stream, on which intervals that were shown rest: seed %d', (seed, words) => {
    const random = seededRandom(seed);
    expect(words.map(() => random.integer(2 ** 32))).toEqual(words);
  });

  it('fills the unit interval as evenly as chance does', () => {
    let sum = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const random = seededRandom(seed);
      sum += unevenness(Array.from({ length: 5000 }, () => random.next()));
    }
    // 450 degrees of freedom: the .05 % and 99.95 % points
    expect(sum).toBeGreaterThan(356);
    expect(sum).toBeLessThan(554);
  });

  it.each([
    ['successive seeds', (i: number) => i],
    ['seeds below 0', (i: number) => -i],
    ['seeds that differ in their high half', (i: number) => i * 2 ** 32],
  ])('begins %s evenly over the unit interval, no two alike', (_, seedOf) => {
    for (const draws of [1, 2, 3]) {
      const drawn = Array.from({ length: 1000 }, (_one, i) => {
        const random = seededRandom(seedOf(i + 1));
        for (let skipped = 1; skipped < draws; skipped++) random.next();
        return random.next();
      });
      expect(new Set(drawn).size).toBe(1000);
      expect(unevenness(drawn)).toBeLessThan(27.9);
      // Neighbouring seeds are unrelated: the serial correlation has standard error .032.
      expect(Math.abs(serialCorrelation(drawn))).toBeLessThan(0.11);
    }
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

/** Chi-squared over ten equal bins, nine degrees of freedom: 27.9 is its 99.9 % point. */
function unevenness(drawn: readonly number[]): number {
  const bins = new Array<number>(10).fill(0);
  for (const value of drawn) {
    const bin = Math.floor(value * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  const each = drawn.length / 10;
  return bins.reduce((sum, n) => sum + (n - each) ** 2 / each, 0);
}

/** Of uniform numbers with the next one, whose variance is 1/12. */
function serialCorrelation(drawn: readonly number[]): number {
  const product = (value: number, i: number) => (value - 0.5) * ((drawn[i + 1] ?? 0.5) - 0.5);
  return (12 * drawn.reduce((sum, value, i) => sum + product(value, i), 0)) / drawn.length;
}
