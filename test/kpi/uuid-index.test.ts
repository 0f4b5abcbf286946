import { UuidIndex } from '@assay/server/modules/kpi/rules/uuid-index';
import fc from 'fast-check';
import { expect, it } from 'vitest';

/** Ids of which many differ in one bit alone, as those of one millisecond may. */
const ids = fc.array(
  fc.tuple(fc.constantFrom(0, 4, 8, 12), fc.integer({ min: 0, max: 3_000 })).map(([at, n]) => {
    const id = Buffer.alloc(16);
    id.writeUInt32BE(n, at);
    return id.toString('hex');
  }),
  { minLength: 1, maxLength: 4_000 },
);

it('numbers ids in the order in which they are first met', () => {
  fc.assert(
    fc.property(ids, (all) => {
      const bytes = Buffer.from(all.join(''), 'hex');
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const known = [...new Set(all)];
      const numberOf = new Map(known.map((id, number) => [id, number]));
      const index = new UuidIndex();
      expect(index.find(view, 0)).toBe(-1);
      for (const [nth, id] of all.entries()) {
        expect(index.add(view, 16 * nth)).toBe(numberOf.get(id));
      }
      for (const [nth, id] of all.entries()) {
        expect(index.find(view, 16 * nth)).toBe(numberOf.get(id));
      }
      expect(index.size).toBe(known.length);
      expect(Buffer.from(index.bytes()).toString('hex')).toBe(known.join(''));
      const stranger = new DataView(new Uint8Array(16).fill(0xff).buffer);
      expect(index.find(stranger, 0)).toBe(-1);
    }),
    { numRuns: 20 },
  );
});
