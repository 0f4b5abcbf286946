import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { type CountRows, countRows } from './count-rows.ts';
import { gatherRows } from './gather-rows.ts';
import { type GroupedRows, groupRows } from './group-rows.ts';

const value = fc.option(fc.integer({ min: 0, max: 2 }));
const matrices = fc.array(fc.array(value, { minLength: 3, maxLength: 3 }));

/** The entries of one row, as category and count. */
function contents(of: CountRows, r: number): readonly (readonly (number | undefined)[])[] {
  return Array.from({ length: (of.start[r + 1] ?? 0) - (of.start[r] ?? 0) }, (_, e) => [
    of.category[(of.start[r] ?? 0) + e],
    of.count[(of.start[r] ?? 0) + e],
  ]);
}

function expectGathered({ rows, rowOf }: GroupedRows, single: CountRows): void {
  const units = single.size.length;
  const distinct = new Set(Array.from({ length: units }, (_, u) => String(contents(single, u))));
  expect(rows.units).toHaveLength(distinct.size);
  for (let u = 0; u < units; u++) {
    expect(contents(rows, rowOf[u] ?? -1)).toEqual(contents(single, u));
    expect(rows.size[rowOf[u] ?? -1]).toBe(single.size[u]);
  }
  expect(rows.units).toEqual(rows.units.map((_, r) => rowOf.filter((row) => row === r).length));
}

describe('groupRows', () => {
  it('gathers equal units and no others', () => {
    fc.assert(
      fc.property(matrices, (matrix) => {
        const single = countRows('test', ratingsFromMatrix(matrix));
        expectGathered(groupRows(single), single);
      }),
    );
  });
});

describe('gatherRows', () => {
  it('gathers as counting and grouping does, whether counts fit a number or not', () => {
    fc.assert(
      fc.property(matrices, fc.constantFrom(0, 30), (matrix, unused) => {
        const ratings = ratingsFromMatrix(matrix);
        // Thirty categories more make the number too large.
        const declared = Array.from({ length: 3 + unused }, (_, c) => c);
        const gathered = gatherRows('test', ratings, declared);
        const single = countRows('test', ratings, declared);
        expectGathered(gathered, single);
        expect(gathered).toEqual(groupRows(single));
      }),
    );
  });

  it('counts units of many ratings, and ratings in any order', () => {
    const records = Array.from({ length: 400 }, (_, i) => ({
      unit: (i * 7) % 5,
      rater: i,
      value: i % 3,
    }));
    const ratings = ratingsFromRecords(records);
    expectGathered(gatherRows('test', ratings), countRows('test', ratings));
    const { unit, rater } = ratings;
    const again = { ...ratings, rater: rater.map((r, i) => (i === 399 ? (rater[4] ?? 0) : r)) };
    expect(unit[399]).toBe(unit[4]);
    expect(() => gatherRows('test', again)).toThrow('test requires one rating per unit and rater');
  });
});
