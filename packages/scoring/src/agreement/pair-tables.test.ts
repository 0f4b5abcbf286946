import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { PairTables } from './pair-tables.ts';

describe('PairTables', () => {
  it('gives each pair the kappa of its two columns', () => {
    const kind = fc.constantFrom('none', 'linear', 'quadratic');
    fc.assert(
      fc.property(arbitraryMatrix(), kind, (rows, weights) => {
        const categories = [1, 2, 3, 4];
        const tables = PairTables.fromRatings(ratingsFromMatrix(rows), categories);
        const raters = rows[0]?.length ?? 0;
        for (let a = 0; a < raters; a++) {
          for (let b = 0; b < raters; b++) {
            if (a === b) continue;
            const columns = ratingsFromMatrix(rows.map((row) => [row[a] ?? null, row[b] ?? null]));
            const expected = cohenKappa(columns, { weights, categories });
            expect(tables.cohenKappa(a, b, { weights })).toEqual(expected);
            const shared = tables
              .pairs()
              .some(([p, q]) => p === Math.min(a, b) && q === Math.max(a, b));
            expect(shared).toBe(expected.units > 0);
          }
        }
      }),
    );
  });

  it('turns the table with the pair, and lists a pair only while it shares a unit', () => {
    const tables = new PairTables(2);
    tables.add([4, 1], [0, 1], 3);
    expect(tables.table(4, 1)).toEqual([
      [0, 3],
      [0, 0],
    ]);
    expect(tables.table(1, 4)).toEqual([
      [0, 0],
      [3, 0],
    ]);
    expect(tables.pairs()).toEqual([[1, 4]]);
    tables.add([1, 4], [1, 0], -3);
    expect(tables.pairs()).toEqual([]);
    expect(tables.cohenKappa(1, 4)).toMatchObject({ value: null, units: 0 });
  });

  it('refuses what cannot be', () => {
    const tables = new PairTables(2);
    expect(() => tables.add([1, 1], [0, 0], 1)).toThrow('two different raters');
    expect(() => tables.add([0, -1], [0, 0], 1)).toThrow('two different raters');
    expect(() => tables.add([0, 1], [0, 2], 1)).toThrow('categories in range');
    expect(() => tables.add([0, 1], [0, 0], -1)).toThrow('counts of 0');
    expect(() => tables.cohenKappa(0, 1, { level: 1 })).toThrow('a level');
    expect(() => new PairTables(0)).toThrow('at least 1');
    const twice = { ...ratingsFromMatrix([[1, 2]]), rater: Int32Array.of(0, 0) };
    expect(() => PairTables.fromRatings(twice)).toThrow('one rating per unit');
  });
});
