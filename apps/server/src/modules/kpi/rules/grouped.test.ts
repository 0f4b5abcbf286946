import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderOf } from './cases.ts';
import { groupedOf, orderWithin, rankedBy } from './grouped.ts';
import { rankedByFew } from './ranked-by-few.ts';

const columns = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }), fc.constant(Number.NaN)),
  { maxLength: 60 },
);

describe('cases in groups of equal values', () => {
  it('are numbered as their distinct values are, whichever rows are taken', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 9 }), (given, every) => {
        // −0 and 0 are one value
        const values = Float64Array.from(given, (value) => value + 0);
        const ranked = rankedBy(values, orderOf(values));
        const known = [...values.keys()].filter((row) => !Number.isNaN(values[row]));
        const rows = Int32Array.from(known.filter((_, at) => at % every === 0));
        const own = Array.from(rows, (row) => values[row] ?? 0);
        const distinct = [...new Set(own)].sort((a, b) => a - b);
        const found = groupedOf(ranked, rows);
        expect(found.groups).toBe(distinct.length);
        expect(Array.from(found.group)).toEqual(own.map((value) => distinct.indexOf(value)));
        const inOrder = Array.from(orderWithin(found), (i) => own[i] ?? 0);
        expect(inOrder).toEqual(own.toSorted((a, b) => a - b));
      }),
    );
  });

  it('are the same whether few distinct values are looked up or all are sorted', () => {
    fc.assert(
      fc.property(columns, (given) => {
        const values = Float64Array.from([...given, -0, 0, Number.NaN]);
        expect(rankedByFew(values)).toEqual(rankedBy(values, orderOf(values)));
      }),
    );
    const counted = (distinct: number) => Float64Array.from({ length: distinct }, (_, i) => i / 7);
    expect(rankedByFew(counted(2_048))?.groups).toBe(2_048);
    expect(rankedByFew(counted(2_049))).toBeNull();
  });
});
