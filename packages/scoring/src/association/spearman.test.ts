import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { spearman } from './spearman.ts';
import { squaredRankDistances } from './squared-rank-distances.ts';

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
    const counts = squaredRankDistances(n);
    const all = counts.reduce((sum, count) => sum + count, 0);
    let tail = 0;
    let distance = -1;
    while (2 * (tail + (counts[distance + 1] ?? 0)) <= 0.05 * all) tail += counts[++distance] ?? 0;
    // Odd distances do not occur.
    const least = 1 - (6 * (distance - (distance % 2))) / (n ** 3 - n);
    expect(least).toBeCloseTo(critical, 3);
  });

  it('takes its exact p from all orders of the ranks', () => {
    // Of the 24 orders of four, one is the natural one and three exchange one pair of neighbours.
    const p = (y: number[]) => spearman([1, 2, 3, 4], y, { alternative: 'greater' }).p;
    expect(p([10, 20, 30, 40])).toBeCloseTo(1 / 24, 12);
    expect(p([10, 30, 20, 40])).toBeCloseTo(4 / 24, 12);
    expect(squaredRankDistances(9).reduce((sum, count) => sum + count, 0)).toBe(362_880);
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
