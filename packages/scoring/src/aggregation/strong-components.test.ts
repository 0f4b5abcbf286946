import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strongComponents } from './strong-components.ts';

describe('strongComponents', () => {
  it('finds the components of a published graph, in an order that edges follow', () => {
    // Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, Figure 22.9 (a … h = 0 … 7).
    const edges = [
      [0, 1],
      [1, 2],
      [1, 4],
      [1, 5],
      [2, 3],
      [2, 6],
      [3, 2],
      [3, 7],
      [4, 0],
      [4, 5],
      [5, 6],
      [6, 5],
      [6, 7],
      [7, 7],
    ] as const;
    const found = strongComponents(8, edges);
    expect(found).toEqual([[0, 1, 4], [2, 3], [5, 6], [7]]);
  });

  it('holds a path of 100,000 vertices without running out of stack', () => {
    const size = 100_000;
    const path = Array.from({ length: size - 1 }, (_, i) => [i, i + 1] as const);
    expect(strongComponents(size, path)).toHaveLength(size);
    expect(strongComponents(size, [...path, [size - 1, 0]])).toHaveLength(1);
  });

  it('joins exactly the vertices that reach each other', () => {
    const edge = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 20 }), (edges) => {
        const reach = Array.from({ length: 7 }, (_, i) => new Set([i]));
        for (let round = 0; round < 7; round += 1)
          for (const [from, to] of edges) for (const set of reach) if (set.has(from)) set.add(to);
        const components = strongComponents(7, edges);
        for (const [a, first] of components.entries())
          for (const i of first)
            for (const [b, second] of components.entries())
              for (const j of second) {
                const both = reach[i]?.has(j) === true && reach[j]?.has(i) === true;
                expect(both).toBe(a === b);
                if (reach[i]?.has(j)) expect(a).toBeLessThanOrEqual(b);
              }
      }),
    );
  });
});
