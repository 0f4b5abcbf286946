import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCrossProducts, crossProducts } from './cross-products.ts';

const value = fc.integer({ min: -20, max: 20 });
const cases = fc.array(fc.tuple(value, value, value, fc.integer({ min: 0, max: 2 })), {
  minLength: 1,
  maxLength: 30,
});

describe('crossProducts', () => {
  it('sums products about the middle of each variable', () => {
    const [all] = crossProducts([
      [1, 2, 3],
      [4, 4, 10],
    ]);
    expect(all?.cases).toBe(3);
    expect([...(all?.origin ?? [])]).toEqual([2, 6]);
    expect([...(all?.sums ?? [])]).toEqual([0, 0]);
    expect([...(all?.products ?? [])]).toEqual([2, 6, 6, 24]);
  });

  it('is the same in parts that are put together', () => {
    fc.assert(
      fc.property(cases, (points) => {
        const columns = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
        const partOf = points.map((point) => point[3]);
        const weights = partOf.map((part) => part + 0.5);
        const [whole] = crossProducts(columns, { weights });
        const joined = addCrossProducts(crossProducts(columns, { weights, partOf, parts: 3 }));
        expect(joined.cases).toBe(whole?.cases);
        expect(joined.weight).toBeCloseTo(whole?.weight ?? 0, 9);
        joined.products.forEach((product, at) => {
          expect(product).toBeCloseTo(whole?.products[at] ?? 0, 6);
        });
      }),
    );
  });

  it('counts a part twice as its cases twice', () => {
    const columns = [
      [1, 5, 2],
      [0, 1, 1],
    ];
    const parts = crossProducts(columns, { partOf: [0, 1, 1], parts: 2 });
    const twice = addCrossProducts(parts, [0, 2]);
    expect(twice.cases).toBe(4);
    const mean = (twice.sums[0] ?? 0) / twice.weight + (twice.origin[0] ?? 0);
    expect(mean).toBeCloseTo(3.5, 12);
    expect(addCrossProducts([]).weight).toBe(0);
  });

  it('refuses what it cannot add', () => {
    expect(() => crossProducts([[1, 2], [1]])).toThrow('crossProducts requires variables');
    expect(() => crossProducts([[1, Number.NaN]])).toThrow('crossProducts requires');
    expect(() => crossProducts([[1]], { weights: [-1] })).toThrow('weights of 0 or more');
    expect(() => crossProducts([[1]], { weights: [1, 1] })).toThrow('a weight for each');
    expect(() => crossProducts([[1]], { partOf: [3], parts: 2 })).toThrow('parts that are counted');
  });
});
