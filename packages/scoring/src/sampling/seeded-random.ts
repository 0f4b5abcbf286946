import { requires } from '../result.ts';
import { xoshiro128 } from './xoshiro128.ts';

/** A stream of pseudo-random numbers. The same seed gives the same stream on every machine. */
export interface SeededRandom {
  /** The next number, uniform in [0, 1), with 53 random bits. */
  next(): number;
  /**
   * The next whole number, uniform in [0, n), without bias.
   *
   * @throws RangeError unless n is a whole number from 1 to 2^32
   */
  integer(n: number): number;
}

/**
 * A generator for sampling, bootstraps and shuffles; not for secrets.
 *
 * xoshiro128**, its state filled from the seed by SplitMix32, one for each half of the seed. Every bit
 * of the seed counts from the first number on; neighbouring seeds give unrelated streams. Samples and
 * intervals that were shown rest on this stream: changing it changes them.
 *
 * @param seed - a safe integer, below 0 too
 * @throws RangeError unless the seed is a safe integer
 * @see Blackman & Vigna (2021), ACM TOMS 47(4); Steele, Lea & Flood (2014), OOPSLA, for SplitMix
 */
export function seededRandom(seed: number): SeededRandom {
  requires(Number.isSafeInteger(seed), 'seededRandom', 'a safe integer as seed');
  const low = splitMix32(seed | 0);
  const high = splitMix32(Math.floor(seed / 2 ** 32));
  // The generator's first word is a function of the second of its state alone, so both halves of the
  // seed are in it. SplitMix32 permutes its counter: the first and third word differ, never all 0.
  const bits = xoshiro128([low(), low() ^ high(), low(), high()]);
  // Many are drawn of one size in turn: its limit is kept.
  let last = Number.NaN;
  let limit = 0;
  return {
    next: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53,
    integer(n) {
      if (n !== last) {
        requires(
          Number.isInteger(n) && n >= 1 && n <= 2 ** 32,
          'integer',
          'a whole number from 1 to 2^32',
        );
        // Values above the last multiple of n would favour the small remainders.
        limit = 2 ** 32 - (2 ** 32 % n);
        last = n;
      }
      let drawn = bits();
      while (drawn >= limit) drawn = bits();
      return drawn % n;
    },
  };
}

/** SplitMix with the 32-bit finaliser of MurmurHash3. */
function splitMix32(start: number): () => number {
  let counter = start | 0;
  return () => {
    counter = (counter + 0x9e3779b9) | 0;
    let mixed = counter ^ (counter >>> 16);
    mixed = Math.imul(mixed, 0x85ebca6b);
    mixed ^= mixed >>> 13;
    mixed = Math.imul(mixed, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}
