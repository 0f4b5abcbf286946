import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeValues } from './code-values.ts';

describe('codeValues', () => {
  it.each([
    [
      [3, 1, 3],
      [1, 3],
      [1, 0, 1],
    ],
    [
      [0.5, -2, 0.5],
      [-2, 0.5],
      [1, 0, 1],
    ],
    [
      [1e9, 5, 1e9],
      [5, 1e9],
      [1, 0, 1],
    ],
    [
      [-0, 0, 1],
      [0, 1],
      [0, 0, 1],
    ],
    [[], [], []],
  ])('codes %o', (value, categories, code) => {
    expect(codeValues('test', Float64Array.from(value))).toEqual({
      categories: Float64Array.from(categories),
      code: Int32Array.from(code),
    });
  });

  it('goes by the declared categories, used or not', () => {
    const coded = codeValues('test', Float64Array.of(3, 1), [5, 3, 1, 0.5]);
    expect(coded.categories).toEqual(Float64Array.of(0.5, 1, 3, 5));
    expect(coded.code).toEqual(Int32Array.of(2, 1));
  });

  it('refuses values that are not finite or not declared, and categories declared twice', () => {
    const of = (...value: number[]) => Float64Array.from(value);
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(() => codeValues('test', of(1, odd))).toThrow('test requires finite values');
      expect(() => codeValues('test', of(1), [1, odd])).toThrow('finite categories');
    }
    expect(() => codeValues('test', of(1, 2), [1])).toThrow('among the declared');
    expect(() => codeValues('test', of(1, 2), [1, 2.5])).toThrow('among the declared');
    expect(() => codeValues('test', of(1.5), [1])).toThrow('among the declared');
    expect(() => codeValues('test', of(1), [1, 1])).toThrow('each category once');
  });

  it('gives every value its own category', () => {
    const value = fc.oneof(
      fc.integer({ min: -9, max: 9 }),
      fc.double({ noNaN: true, min: -1e145, max: 1e145 }),
      fc.maxSafeInteger(),
    );
    fc.assert(
      fc.property(fc.array(value), (values) => {
        const given = Float64Array.from(values);
        const { categories, code } = codeValues('test', given);
        expect(Array.from(code, (c) => categories[c])).toEqual(Array.from(given, (v) => v + 0));
        expect(categories.every((c, i) => i === 0 || c > (categories[i - 1] ?? c))).toBe(true);
      }),
    );
  });
});
