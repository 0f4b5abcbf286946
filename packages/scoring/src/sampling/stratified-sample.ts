import { requires } from '../result.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One stratum of a sample. */
export interface SampledStratum<Key> {
  readonly stratum: Key;
  readonly size: number;
  readonly sampled: number;
  /** The chance of each of its members to be drawn. */
  readonly inclusionProbability: number;
}

export interface StratifiedSample<Key> {
  /** Indices of the drawn members, ascending. */
  readonly drawn: readonly number[];
  /** In order of first appearance. */
  readonly strata: readonly SampledStratum<Key>[];
}

/**
 * A random sample without replacement that takes a set share of each stratum.
 *
 * @param members - the stratum of each member of the population
 * @param size - how many to draw, from 0 to the population
 * @param random - the same seed draws the same sample
 * @param options.allocation - `proportional` to the stratum (the default) or `equal` for all; what a
 *   small stratum cannot give goes to the others
 * @param options.atLeast - drawn from each stratum first, as far as it goes; 0 unless told
 * @returns the drawn members, and each stratum's share; the inclusion probabilities of all members
 *   add up to `size`
 * @throws RangeError for a size that is not whole, exceeds the population, or cannot meet `atLeast`
 * @see Cochran (1977), Sampling Techniques, section 5.5; fractions go to the largest remainders
 */
export function stratifiedSample<Key>(
  members: readonly Key[],
  size: number,
  random: SeededRandom,
  options: { readonly allocation?: 'proportional' | 'equal'; readonly atLeast?: number } = {},
): StratifiedSample<Key> {
  const name = 'stratifiedSample';
  const { allocation = 'proportional', atLeast = 0 } = options;
  const whole = Number.isSafeInteger(size) && size >= 0 && size <= members.length;
  requires(whole, name, 'a whole size, from 0 to the population');
  requires(Number.isSafeInteger(atLeast) && atLeast >= 0, name, 'a whole least number');
  const strata = new Map<Key, number[]>();
  for (const [i, key] of members.entries()) {
    const known = strata.get(key);
    if (known === undefined) strata.set(key, [i]);
    else known.push(i);
  }
  const sizes = [...strata.values()].map((indices) => indices.length);
  const first = sizes.map((count) => Math.min(count, atLeast));
  const spare = size - first.reduce((sum, count) => sum + count, 0);
  requires(spare >= 0, name, 'a size that gives each stratum its least number');
  const weights = allocation === 'equal' ? sizes.map(() => 1) : sizes;
  const sampled = allocate(size, weights, first, sizes);
  const drawn = [...strata.values()].flatMap((indices, s) =>
    draw(indices, sampled[s] ?? 0, random),
  );
  return Object.freeze({
    drawn: Object.freeze(drawn.sort((a, b) => a - b)),
    strata: Object.freeze(
      [...strata.keys()].map((stratum, s) => {
        const [count, taken] = [sizes[s] ?? 0, sampled[s] ?? 0];
        return Object.freeze({
          stratum,
          size: count,
          sampled: taken,
          inclusionProbability: taken / count,
        });
      }),
    ),
  });
}

/** Whole numbers that add up to `total`, near the weights' shares, between `least` and `most`. */
function allocate(
  total: number,
  weights: readonly number[],
  least: readonly number[],
  most: readonly number[],
): number[] {
  const within = (s: number, share: number) =>
    Math.min(most[s] ?? 0, Math.max(least[s] ?? 0, share));
  // The sum of clipped shares grows with the scale: find the scale that makes it the total.
  const sumAt = (scale: number) =>
    weights.reduce((sum, weight, s) => sum + within(s, weight * scale), 0);
  let [low, high] = [0, most.reduce((a, b) => Math.max(a, b), 1)];
  for (let halving = 0; halving < 200; halving += 1) {
    const middle = (low + high) / 2;
    if (sumAt(middle) < total) low = middle;
    else high = middle;
  }
  const shares = weights.map((weight, s) => within(s, weight * high));
  // A share that should be whole may lie a rounding below.
  const given = shares.map((share) => Math.floor(share + 1e-9));
  const rest = total - given.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares
    .map((share, s) => ({ s, remainder: share - (given[s] ?? 0) }))
    .filter(({ s }) => (given[s] ?? 0) < (most[s] ?? 0))
    .sort((a, b) => b.remainder - a.remainder || a.s - b.s);
  for (const { s } of byRemainder.slice(0, rest)) given[s] = (given[s] ?? 0) + 1;
  return given;
}

/** The first `count` of a Fisher–Yates shuffle. */
function draw(indices: readonly number[], count: number, random: SeededRandom): number[] {
  const pool = [...indices];
  for (let i = 0; i < count; i += 1) {
    const j = i + random.integer(pool.length - i);
    const [a, b] = [pool[i], pool[j]];
    if (a === undefined || b === undefined) throw new Error('an index outside the pool');
    pool[i] = b;
    pool[j] = a;
  }
  return pool.slice(0, count);
}
