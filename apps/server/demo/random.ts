import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';

/** A draw from the normal distribution with mean 0 and the given standard deviation (Box–Muller). */
export function normal(random: SeededRandom, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next())); // 1 - next is in (0, 1]
  return deviation * radius * Math.cos(2 * Math.PI * random.next());
}

/** True with the given probability. */
export function chance(random: SeededRandom, probability: number): boolean {
  return random.next() < probability;
}

/** The same items in a random order (each is inserted at a uniform place). */
export function shuffled<T>(random: SeededRandom, items: readonly T[]): T[] {
  const result: T[] = [];
  for (const item of items) result.splice(random.integer(result.length + 1), 0, item);
  return result;
}
