import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { spearman } from './spearman.ts';

interface Input {
  readonly x: number[];
  readonly y: number[];
}

describe('spearman', () => {
  for (const set of ['anscombe1', 'hollander-wolfe', 'mtcars-mpg-cyl']) {
    testFixture<Input, { readonly spearman: object }>(`cor-${set}`, (fixture) => {
      const { input, expected, compare, omit } = fixture;
      const result = spearman(input.x, input.y, { pMethod: 't' });
      compare('spearman', { rho: result.value, pTApprox: result.p, hasTies: result.ties });
      if ('pExact' in expected.spearman)
        compare('spearman', { pExact: spearman(input.x, input.y).p });
      omit('spearman.S', 'not offered: rho on another scale');
      if ('pEdgeworth' in expected.spearman)
        omit('spearman.pEdgeworth', 'not offered: beyond nine cases p is the t approximation');
      for (const other of ['pearson', 'kendall']) omit(other, `compared by the test of ${other}`);
    });
  }

  // Zar (1972), JASA 67:578–580: the least correlation with a two-sided p of at most .05.
  it.each([
    [6, 0.886],
    [7, 0.786],
    [8, 0.738],
    [9, 0.7],
  ])('has the published critical value of %i cases', (n, critical) => {
    const natural = Array.from({ length: n }, (_, i) => i + 1);
    const distances = (n ** 3 - n) / 6;
    // A correlation is reached by some order at each even distance; those with the p of interest
    // are found by exchanges of neighbours.
    const orders = new Map<string, number[]>([['', natural]]);
    let order = natural;
    let least = 1;
    for (let step = 0; step < 400; step++) {
      const at = (step * 5) % (n - 1);
      order = order.toSpliced(at, 2, order[at + 1] ?? 0, order[at] ?? 0);
      orders.set(order.join(), order);
    }
    for (const one of orders.values()) {
      const { value, p } = spearman(natural, one);
      if (value !== null && value > 0 && p !== null && p <= 0.05) least = Math.min(least, value);
      if (value !== null && value > critical + 0.0005) expect(p).toBeLessThanOrEqual(0.05);
    }
    expect(least).toBeGreaterThanOrEqual(critical - 0.0005);
    expect(distances).toBeGreaterThan(0);
  });

  it('says why there is no correlation, and refuses an exact p it cannot give', () => {
    expect(spearman([1], [1]).undefinedBecause).toBe('there are fewer than two cases');
    expect(spearman([2, 2, 2], [1, 2, 3]).undefinedBecause).toBe('a variable does not vary');
    const ten = Array.from({ length: 10 }, (_, i) => i);
    expect(() => spearman(ten, ten, { pMethod: 'exact' })).toThrow(
      'spearman requires at most nine',
    );
    expect(() => spearman([1, 1, 2], [1, 2, 3], { pMethod: 'exact' })).toThrow('without ties');
    expect(spearman([1, 2], [2, 1])).toMatchObject({ value: -1, p: 1, pMethod: 'exact' });
    expect(spearman([1, 1, 2], [1, 2, 3])).toMatchObject({ ties: true, pMethod: 'Student t' });
  });

  it('sees only order: any rising map leaves it, a falling one changes its sign', () => {
    const cases = fc.array(
      fc.record({ x: fc.integer({ min: -20, max: 20 }), y: fc.integer({ min: -20, max: 20 }) }),
      { minLength: 2, maxLength: 30 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const x = points.map((point) => point.x);
        const y = points.map((point) => point.y);
        const plain = spearman(x, y);
        const cubed = spearman(
          x.map((v) => v ** 3 + 5),
          y.map((v) => -Math.exp(v)),
        );
        if (plain.value === null) expect(cubed.value).toBeNull();
        else expect(cubed.value).toBeCloseTo(-plain.value, 12);
        if (plain.p === null) expect(cubed.p).toBeNull();
        else expect(cubed.p).toBeCloseTo(plain.p, 10);
      }),
    );
  });
});
