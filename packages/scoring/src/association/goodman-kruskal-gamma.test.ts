import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gamma, table } from '../../published/agresti-2002.ts';
import { testFixture } from '../testing/fixture.ts';
import { goodmanKruskalGamma } from './goodman-kruskal-gamma.ts';
import { kendallTauB } from './kendall-tau-b.ts';

interface Input {
  readonly table: readonly (readonly number[])[];
}

describe('goodmanKruskalGamma', () => {
  testFixture<Input>('assoc-gamma-jobsat', ({ input, compare }) => {
    const { value, standardError, interval } = goodmanKruskalGamma(input.table);
    compare('', { gamma: value, ase: standardError, ci: [interval?.low, interval?.high] });
  });

  it('gives the published gamma and error of Agresti', () => {
    const result = goodmanKruskalGamma(table);
    expect(result.value).toBeCloseTo(gamma.value, 3);
    expect(result.standardError).toBeCloseTo(gamma.standardError, 3);
    expect(result.n).toBe(96);
  });

  it('says why there is no value, and refuses what is no table', () => {
    expect(goodmanKruskalGamma([]).undefinedBecause).toBe('every pair is tied in one variable');
    expect(goodmanKruskalGamma([[3, 4]]).value).toBeNull();
    expect(goodmanKruskalGamma({ x: [], y: [] }).value).toBeNull();
    expect(() => goodmanKruskalGamma([[1], [1, 2]])).toThrow('rows of the same length');
    expect(() => goodmanKruskalGamma([[0.5]])).toThrow('whole counts');
    const perfect = goodmanKruskalGamma({ x: [1, 2, 2, 3], y: [1, 4, 4, 9] });
    expect(perfect.value).toBe(1);
    expect(perfect.interval).toBeUndefined();
  });

  it('is at least tau-b in size, and has its sign', () => {
    const value = fc.integer({ min: 0, max: 4 });
    const cases = fc.array(fc.record({ x: value, y: value }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(cases, (points) => {
        const x = points.map((point) => point.x);
        const y = points.map((point) => point.y);
        const { value: g } = goodmanKruskalGamma({ x, y });
        const { value: tau } = kendallTauB(x, y);
        if (g === null || tau === null) return;
        expect(Math.abs(g)).toBeGreaterThanOrEqual(Math.abs(tau) - 1e-12);
        expect(g * tau).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
