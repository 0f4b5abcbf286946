import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { countRows } from './count-rows.ts';

describe('countRows', () => {
  it('counts each category of each unit', () => {
    const rows = countRows(
      'test',
      ratingsFromMatrix([
        [3, 1, 3],
        [null, null, null],
        [2, 2, null],
      ]),
    );
    expect(rows).toEqual({
      categories: Float64Array.of(1, 2, 3),
      start: Int32Array.of(0, 2, 2, 3),
      category: Int32Array.of(0, 2, 1),
      count: Int32Array.of(1, 2, 2),
      size: Int32Array.of(3, 0, 2),
      units: Float64Array.of(1, 1, 1),
    });
  });

  it('is the same whichever way it counts, and in whatever order the ratings come', () => {
    const record = fc.record({
      unit: fc.nat(8),
      rater: fc.nat(4),
      value: fc.integer({ min: 0, max: 5 }),
    });
    const records = fc.uniqueArray(record, { selector: (r) => r.unit * 10 + r.rater });
    fc.assert(
      fc.property(records, (given) => {
        const ratings = ratingsFromRecords(given);
        const shuffled = {
          ...ratings,
          unit: ratings.unit.toReversed(),
          rater: ratings.rater.toReversed(),
          value: ratings.value.toReversed(),
        };
        const table = countRows('test', ratings);
        expect(countRows('test', shuffled)).toEqual(table);
        // So many declared categories are not counted in a table.
        const declared = Array.from({ length: 4000 }, (_, c) => c);
        const sorted = countRows('test', shuffled, declared);
        const named = (rows: typeof table) => ({
          ...rows,
          categories: null,
          category: Array.from(rows.category, (c) => rows.categories[c]),
        });
        if (ratings.units > 0) expect(named(sorted)).toEqual(named(table));
      }),
    );
  });

  it('refuses a rating given twice wherever it stands', () => {
    const records = [
      { unit: 1, rater: 1, value: 1 },
      { unit: 2, rater: 1, value: 1 },
      { unit: 1, rater: 1, value: 1 },
    ];
    const ratings = ratingsFromRecords(records, { repeats: 'keep' });
    expect(() => countRows('test', ratings)).toThrow('test requires one rating per unit and rater');
    expect(() => countRows('test', { ...ratings, raters: 0 })).toThrow('indices in range');
  });
});
