/**
 * The xoshiro128** generator: 32 random bits a call, period 2^128 − 1.
 *
 * @param state - four 32-bit words, not all 0; read once, not written
 * @returns a function that gives the next integer in [0, 2^32)
 * @throws RangeError if all four words are 0
 * @see Blackman & Vigna (2021), "Scrambled linear pseudorandom number generators", ACM TOMS 47(4)
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let a = state[0] | 0;
  let b = state[1] | 0;
  let c = state[2] | 0;
  let d = state[3] | 0;
  if ((a | b | c | d) === 0) throw new RangeError('xoshiro128 requires a state that is not all 0');
  return () => {
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}
