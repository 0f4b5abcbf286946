import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';
import { stratifiedSample } from './stratified-sample.ts';

const population = (sizes: Record<string, number>) =>
  Object.entries(sizes).flatMap(([key, size]) => Array<string>(size).fill(key));
const taken = (sample: ReturnType<typeof stratifiedSample<string>>) =>
  Object.fromEntries(sample.strata.map(({ stratum, sampled }) => [stratum, sampled]));

describe('stratifiedSample', () => {
  it('gives the published proportional allocation', () => {
    // Cochran (1977), Sampling Techniques, section 5.5: nₕ = n Nₕ / N, here 10 % of each stratum.
    const members = population({ chat: 500, mail: 300, phone: 200 });
    const sample = stratifiedSample(members, 100, seededRandom(1));
    expect(taken(sample)).toEqual({ chat: 50, mail: 30, phone: 20 });
    for (const { inclusionProbability } of sample.strata)
      expect(inclusionProbability).toBeCloseTo(0.1, 12);
  });

  it('gives equal shares, and what a small stratum lacks to the others', () => {
    const members = population({ a: 100, b: 2, c: 50 });
    const equal = stratifiedSample(members, 30, seededRandom(1), { allocation: 'equal' });
    expect(taken(equal)).toEqual({ a: 14, b: 2, c: 14 });
    const least = stratifiedSample(members, 10, seededRandom(1), { atLeast: 2 });
    expect(taken(least).b).toBe(2);
    expect(least.drawn).toHaveLength(10);
  });

  it('draws the same for the same seed, and each member about equally often', () => {
    const members = population({ a: 8, b: 4 });
    const draw = (seed: number) => stratifiedSample(members, 6, seededRandom(seed)).drawn;
    expect(draw(5)).toEqual(draw(5));
    const times = Array<number>(12).fill(0);
    const random = seededRandom(6);
    for (let round = 0; round < 2000; round += 1)
      for (const i of stratifiedSample(members, 6, random).drawn) times[i] = (times[i] ?? 0) + 1;
    // Five standard deviations of a binomial count.
    for (const count of times) expect(Math.abs(count - 1000)).toBeLessThan(112);
  });

  it('answers at the edges and refuses what cannot be drawn', () => {
    expect(stratifiedSample([], 0, seededRandom(1))).toEqual({ drawn: [], strata: [] });
    expect(stratifiedSample(['a', 'b'], 2, seededRandom(1)).drawn).toEqual([0, 1]);
    expect(() => stratifiedSample(['a'], 2, seededRandom(1))).toThrow('stratifiedSample requires');
    expect(() => stratifiedSample(['a'], 0.5, seededRandom(1))).toThrow(RangeError);
    const least = { atLeast: 1 };
    expect(() => stratifiedSample(['a', 'b'], 1, seededRandom(1), least)).toThrow('least number');
  });

  it('draws as many as asked, none twice, with probabilities that add up to the size', () => {
    const input = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1 }).chain((members) =>
      fc.record({
        members: fc.constant(members),
        size: fc.integer({ min: 0, max: members.length }),
        seed: fc.integer(),
        allocation: fc.constantFrom('proportional' as const, 'equal' as const),
      }),
    );
    fc.assert(
      fc.property(input, ({ members, size, seed, allocation }) => {
        const { drawn, strata } = stratifiedSample(members, size, seededRandom(seed), {
          allocation,
        });
        expect(new Set(drawn).size).toBe(size);
        let sum = 0;
        for (const { stratum, size: count, sampled, inclusionProbability } of strata) {
          sum += count * inclusionProbability;
          expect(drawn.filter((i) => members[i] === stratum)).toHaveLength(sampled);
          if (allocation === 'proportional')
            expect(Math.abs(sampled - (size * count) / members.length)).toBeLessThan(1 + 1e-9);
        }
        expect(sum).toBeCloseTo(size, 9);
      }),
    );
  });
});
