import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromRecords } from './ratings-from-records.ts';

describe('ratingsFromRecords', () => {
  it('numbers units and raters in order of appearance and remembers their ids', () => {
    const ratings = ratingsFromRecords([
      { unit: 'b', rater: 7, value: 1 },
      { unit: 'a', rater: 7, value: 2 },
      { unit: 'b', rater: 3, value: 0.5 },
    ]);
    expect(ratings).toEqual({
      unit: Int32Array.of(0, 1, 0),
      rater: Int32Array.of(0, 0, 1),
      value: Float64Array.of(1, 2, 0.5),
      units: 2,
      raters: 2,
      unitIds: ['b', 'a'],
      raterIds: [7, 3],
    });
  });

  it('refuses a rating given twice unless told to keep it', () => {
    const records = [
      { unit: 1, rater: 1, value: 1 },
      { unit: 2, rater: 1, value: 1 },
      { unit: 1, rater: 1, value: 2 },
    ];
    expect(() => ratingsFromRecords(records)).toThrow('one rating per unit and rater');
    expect(ratingsFromRecords(records, { repeats: 'keep' }).value).toHaveLength(3);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses the value %s', (value) => {
    expect(() => ratingsFromRecords([{ unit: 1, rater: 1, value }])).toThrow(RangeError);
  });

  it('keeps every record', () => {
    const record = fc.record({ unit: fc.string(), rater: fc.integer(), value: fc.integer() });
    const distinct = fc.uniqueArray(record, { selector: (r) => `${r.rater} ${r.unit}` });
    fc.assert(
      fc.property(distinct, (records) => {
        const { unit, rater, value, unitIds, raterIds } = ratingsFromRecords(records);
        const back = Array.from(value, (v, i) => ({
          unit: unitIds[unit[i] ?? -1],
          rater: raterIds[rater[i] ?? -1],
          value: v,
        }));
        expect(back).toEqual(records);
      }),
    );
  });
});
