import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Floats } from './table-columns.ts';

const chunkSize = 65_536;

it('gives back what was pushed, however much is unknown', () => {
  const runs = fc.array(
    fc.record({
      value: fc.option(fc.double({ noNaN: true }), { nil: null }),
      times: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(chunkSize - 1, chunkSize)),
    }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(runs, (given) => {
      const floats = new Floats();
      for (const { value, times } of given) {
        for (let n = 0; n < times; n += 1) floats.push(value);
      }
      const all = given.flatMap(({ value, times }) => new Array(times).fill(value ?? Number.NaN));
      expect(floats.take()).toEqual(Float64Array.from(all));
      expect(floats.take()).toHaveLength(0);
    }),
    { numRuns: 40 },
  );
});
