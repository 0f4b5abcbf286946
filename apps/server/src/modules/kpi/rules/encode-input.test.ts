import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeInput, encodeInput, unpackInput } from './encode-input.ts';
import type { KpiInput } from './input.ts';

const numbers = (n: number) =>
  fc
    .array(fc.oneof(fc.double(), fc.constant(Number.NaN)), { minLength: n, maxLength: n })
    .map((values) => Float64Array.from(values));

const inputs: fc.Arbitrary<KpiInput> = fc.integer({ min: 0, max: 9 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    tickets: fc.uint8Array({ minLength: 16 * n, maxLength: 16 * n }),
    scores: fc.array(
      fc.record({
        key: fc.string(),
        label: fc.string({ unit: 'grapheme' }),
        locked: fc.boolean(),
        weight: fc.constantFrom(null, 0.25),
        value: numbers(n),
        gated: numbers(n),
        ratings: fc.int32Array({ minLength: n, maxLength: n }),
        within: numbers(n),
      }),
      { maxLength: 3 },
    ),
    gated: numbers(n),
    failedAll: numbers(n),
    outcomes: fc.constant([]),
    openedAt: numbers(n),
    cluster: fc.constant(null),
    confounders: fc.constant([]),
    strata: fc.array(
      fc.record({
        key: fc.string(),
        label: fc.string(),
        levels: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 }),
        codes: fc.int32Array({ minLength: n, maxLength: n }),
      }),
      { maxLength: 2 },
    ),
    samplingWeights: fc.constant(null),
    selection: fc.constant([{ attribute: 'a', level: 'é', judged: 1, all: 2 }]),
    notes: fc.constant([]),
  }),
);

describe('the bytes of an input table', () => {
  it('give the same table back, wherever they lie', () => {
    fc.assert(
      fc.property(inputs, fc.integer({ min: 0, max: 7 }), (input, shift) => {
        const bytes = encodeInput(input);
        expect(decodeInput(bytes)).toEqual(input);
        const moved = new Uint8Array(bytes.length + shift);
        moved.set(bytes, shift);
        expect(decodeInput(moved.subarray(shift))).toEqual(input);
      }),
    );
  });

  it('give the same table back from a compressed file', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(unpackInput(gzipSync(encodeInput(input)))).toEqual(input);
      }),
    );
    expect(() => unpackInput(gzipSync('something else'))).toThrow(RangeError);
    expect(() => unpackInput(Buffer.from('no gzip at all'))).toThrow();
  });

  it('are the same for the same table', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(encodeInput(decodeInput(encodeInput(input))).equals(encodeInput(input))).toBe(true);
      }),
    );
  });

  it('are refused where they are something else', () => {
    expect(() => decodeInput(Buffer.from('something else'))).toThrow(RangeError);
  });
});
