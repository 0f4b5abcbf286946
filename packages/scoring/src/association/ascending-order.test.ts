import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../sampling/seeded-random.ts';
import { ascendingOrder } from './ascending-order.ts';

const byComparison = (values: Float64Array) =>
  [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));

describe('ascendingOrder', () => {
  it('sorts any finite numbers like a stable comparison', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(-0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE),
    );
    fc.assert(
      fc.property(fc.array(number, { minLength: 256, maxLength: 700 }), (numbers) => {
        const values = Float64Array.from(numbers);
        const { order, tied } = ascendingOrder(values);
        expect([...order]).toEqual(byComparison(values));
        const equals = order.map((i, at) =>
          at > 0 && values[i] === values[order[at - 1] ?? 0] ? 1 : 0,
        );
        expect([...tied]).toEqual([...equals]);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps a given order among ties, whichever way it sorts', () => {
    for (const n of [10, 1000]) {
      const values = Float64Array.from({ length: n }, (_, i) => i % 2);
      const backwards = Int32Array.from({ length: n }, (_, i) => n - 1 - i);
      const even = [...backwards].filter((i) => i % 2 === 0);
      const odd = [...backwards].filter((i) => i % 2 === 1);
      expect([...ascendingOrder(values, backwards).order]).toEqual([...even, ...odd]);
    }
  });

  it('sorts many values that differ in their last bits only', () => {
    const random = seededRandom(9);
    const values = Float64Array.from({ length: 2000 }, () => 1e12 + random.integer(900));
    expect([...ascendingOrder(values).order]).toEqual(byComparison(values));
    const tied = ascendingOrder(values).tied.reduce((sum, one) => sum + one, 0);
    expect(2000 - tied).toBe(new Set(values).size);
  });

  it('leaves its arguments alone', () => {
    const random = seededRandom(5);
    const values = Float64Array.from({ length: 500 }, () => random.next() - 0.5);
    const [copy, order] = [values.slice(), Int32Array.from(values.keys())];
    ascendingOrder(values, order);
    expect(values).toEqual(copy);
    expect([...order]).toEqual([...values.keys()]);
  });
});
