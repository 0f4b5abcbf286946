import fc from 'fast-check';
import { expect, it } from 'vitest';
import { profileOfPairs, profileOfTable } from './pair-profile.ts';

const cases = fc.array(
  fc.record({ x: fc.integer({ min: 0, max: 5 }), y: fc.integer({ min: 0, max: 4 }) }),
  { maxLength: 40 },
);

/** Ascending in x, and among equal x in y. */
const inOrder = (points: readonly { readonly x: number; readonly y: number }[]) =>
  points.toSorted((a, b) => a.x - b.x || a.y - b.y);

it('profileOfPairs counts what looking at every pair counts', () => {
  fc.assert(
    fc.property(cases, (points) => {
      const profile = profileOfPairs(
        Float64Array.from(points, ({ x }) => x),
        Float64Array.from(points, ({ y }) => y),
      );
      for (const [i, a] of inOrder(points).entries()) {
        const signs = points.map((b) => Math.sign(a.x - b.x) * Math.sign(a.y - b.y));
        expect(profile.concordant[i]).toBe(signs.filter((sign) => sign > 0).length);
        expect(profile.discordant[i]).toBe(signs.filter((sign) => sign < 0).length);
        expect(profile.untiedX[i]).toBe(points.filter((b) => b.x !== a.x).length);
        expect(profile.untiedY[i]).toBe(points.filter((b) => b.y !== a.y).length);
      }
    }),
  );
});

it('profileOfTable counts the same from the table of the pairs', () => {
  fc.assert(
    fc.property(cases, (points) => {
      const table = Array.from({ length: 6 }, () => new Array<number>(5).fill(0));
      for (const { x, y } of points) {
        const row = table[x];
        if (row !== undefined) row[y] = (row[y] ?? 0) + 1;
      }
      const single = profileOfPairs(
        Float64Array.from(points, ({ x }) => x),
        Float64Array.from(points, ({ y }) => y),
      );
      const cells = profileOfTable('test', table);
      expect(cells.n).toBe(points.length);
      for (const [i, { x, y }] of inOrder(points).entries()) {
        for (const field of ['concordant', 'discordant', 'untiedX', 'untiedY'] as const)
          expect(cells[field][x * 5 + y]).toBe(single[field][i]);
      }
    }),
  );
});
