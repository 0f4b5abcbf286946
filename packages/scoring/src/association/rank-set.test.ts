import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RankSet } from './rank-set.ts';

it('RankSet counts what lies below any rank', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 299 }), { maxLength: 300 }), (ranks) => {
      const set = new RankSet(300);
      for (const [i, rank] of ranks.entries()) {
        set.add(rank);
        const asked = (rank * 7 + i) % 301;
        const below = ranks.slice(0, i + 1).filter((other) => other < asked);
        expect(set.countBelow(asked)).toBe(below.length);
      }
      expect(set.countBelow(300)).toBe(ranks.length);
    }),
  );
});
