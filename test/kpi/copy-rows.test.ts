import { CopyReader, type CopyRow } from '@assay/server/copy-rows';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { copied, floatField, textField } from '../support/copied.ts';

const texts = fc.array(
  fc.tuple(fc.option(fc.string({ unit: 'grapheme' })), fc.option(fc.double({ noNaN: true }))),
  { maxLength: 5 },
);

it('takes rows from pieces of any length, copy by copy', () => {
  fc.assert(
    fc.property(
      fc.array(texts, { minLength: 1, maxLength: 3 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
      (copies, lengths) => {
        const bytes = Buffer.concat(
          copies.map((rows) =>
            copied(rows.map(([text, number]) => [textField(text), floatField(number)])),
          ),
        );
        const found: [number, string | null, number | null][] = [];
        const reader = new CopyReader((copy, row) => {
          found.push([copy, row.text(), row.float()]);
        });
        for (let at = 0, nth = 0; at < bytes.length; nth += 1) {
          const length = lengths[nth % lengths.length] ?? 1;
          reader.push(Buffer.from(bytes.subarray(at, at + length)));
          at += length;
        }
        expect(found).toEqual(
          copies.flatMap((rows, copy) => rows.map(([text, number]) => [copy, text, number])),
        );
        expect(reader.copies).toBe(copies.length);
      },
    ),
  );
});

it('refuses what is no copy, and a row that does not say what it is about', () => {
  const read = (take: (row: CopyRow) => void) => new CopyReader((_copy, row) => take(row));
  expect(() => read(() => {}).push(Buffer.from('ticket_id,task_id,version'))).toThrow(RangeError);
  expect(() => read((row) => row.uuid()).push(copied([[null]]))).toThrow(RangeError);
});
