import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import { normal } from '../random.ts';

/** One of the items, each as likely. */
export function oneOf<T>(random: SeededRandom, items: readonly T[]): T {
  const item = items[random.integer(items.length)];
  if (item === undefined) throw new Error('an index below the length has an item');
  return item;
}

/** One of the names, in proportion to its share; the shares sum to 1. */
export function byShare<K extends string>(
  random: SeededRandom,
  shares: readonly (readonly [K, number])[],
): K {
  let left = random.next();
  for (const [name, share] of shares) {
    left -= share;
    if (left < 0) return name;
  }
  const last = shares.at(-1);
  if (last === undefined) throw new RangeError('byShare requires a name');
  return last[0];
}

/** A waiting time at a constant rate: in days for a rate per day. */
export const waiting = (random: SeededRandom, rate: number): number =>
  -Math.log(1 - random.next()) / rate;

/** A tier from 0 to 2 around where a quality lies on that scale. */
export const tierAround = (random: SeededRandom, mean: number, deviation: number): number =>
  Math.min(2, Math.max(0, Math.round(mean + normal(random, deviation))));
