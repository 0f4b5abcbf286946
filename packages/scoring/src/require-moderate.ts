import { requires } from './result.ts';

/** Squares of larger numbers, and sums of them, would overflow. */
const largest = 1e145;

/**
 * Refuses numbers that cannot be calculated with.
 *
 * @param what - what they are, such as `values`
 * @throws RangeError unless all are finite and at most 1e145 in size
 */
export function requireModerate(name: string, values: ArrayLike<number>, what: string): void {
  let finite = true;
  let moderate = true;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] ?? 0);
    // Neither holds for NaN.
    moderate &&= size <= largest;
    finite &&= size <= Number.MAX_VALUE;
  }
  requires(finite, name, `finite ${what}`);
  requires(moderate, name, `${what} of at most 1e145 in size`);
}
