import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { PairTables, type UnitRatings } from './pair-tables.ts';

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

  it('after any moves is what a recount gives', () => {
    const unit = fc.uniqueArray(fc.tuple(fc.nat(4), fc.nat(2)), { selector: ([rater]) => rater });
    const move = fc.tuple(fc.nat(5), fc.option(unit));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const tables = new PairTables(3);
        const units = new Map<number, UnitRatings>();
        for (const [at, after] of moves) {
          tables.moveUnit(units.get(at) ?? null, after);
          if (after === null) units.delete(at);
          else units.set(at, after);
        }
        const records = [...units].flatMap(([at, ratings]) =>
          ratings.map(([rater, value]) => ({ unit: at, rater, value })),
        );
        const ratings = ratingsFromRecords(records);
        const recount = PairTables.fromRatings(ratings, [0, 1, 2]);
        const named = recount.toJSON().tables.map(({ pair, cells }) => {
          const [a = -1, b = -1] = pair.map((rater) => ratings.raterIds[rater]);
          const turned = cells.map((_, at) => cells[(at % 3) * 3 + Math.floor(at / 3)]);
          return a < b ? { pair: [a, b], cells } : { pair: [b, a], cells: turned };
        });
        named.sort(
          (p, q) => (p.pair[0] ?? 0) - (q.pair[0] ?? 0) || (p.pair[1] ?? 0) - (q.pair[1] ?? 0),
        );
        expect(tables.toJSON()).toEqual({ categories: 3, tables: named });
      }),
    );
  });

  it('subtracts what it merged, and reads what it wrote', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), arbitraryMatrix(), (left, right) => {
        const [a, b] = [left, right].map((rows) =>
          PairTables.fromRatings(ratingsFromMatrix(rows), [1, 2, 3, 4]),
        );
        if (a === undefined || b === undefined) throw new Error('cannot happen: two were made');
        expect(a.merge(b).subtract(b).toJSON()).toEqual(a.toJSON());
        expect(a.merge(b).toJSON()).toEqual(b.merge(a).toJSON());
        const written = JSON.stringify(a);
        expect(JSON.stringify(PairTables.fromJSON(JSON.parse(written)))).toBe(written);
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

  it('is left as it was by a move that cannot be', () => {
    const tables = PairTables.fromRatings(ratingsFromMatrix([[1, 2, 1]]), [1, 2]);
    const before = JSON.stringify(tables);
    const wrong = [
      [0, 0],
      [1, 1],
      [2, 1],
    ] as const;
    expect(() => tables.moveUnit(wrong, null)).toThrow('there to be moved');
    expect(JSON.stringify(tables)).toBe(before);
  });

  it('refuses what cannot be', () => {
    const tables = new PairTables(2);
    expect(() => tables.add([1, 1], [0, 0], 1)).toThrow('two different raters');
    expect(() => tables.add([0, -1], [0, 0], 1)).toThrow('two different raters');
    expect(() => tables.add([0, 1], [0, 2], 1)).toThrow('categories in range');
    expect(() => tables.add([0, 1], [0, 0], -1)).toThrow('counts of 0');
    expect(() => tables.cohenKappa(0, 1, { level: 1 })).toThrow('a level');
    expect(() => new PairTables(0)).toThrow('at least 1');
    expect(() =>
      tables.moveUnit(
        [[0, 1]],
        [
          [0, 1],
          [0, 0],
        ],
      ),
    ).toThrow('different raters');
    expect(() =>
      tables.moveUnit(null, [
        [0, 1],
        [1, 2],
      ]),
    ).toThrow('categories in range');
    expect(() => tables.merge(new PairTables(3))).toThrow('same categories');
    const short = { categories: 2, tables: [{ pair: [0, 1] as const, cells: [1, 2, 3] }] };
    expect(() => PairTables.fromJSON(short)).toThrow('a cell for each');
    const twice = { ...ratingsFromMatrix([[1, 2]]), rater: Int32Array.of(0, 0) };
    expect(() => PairTables.fromRatings(twice)).toThrow('one rating per unit');
  });
});
