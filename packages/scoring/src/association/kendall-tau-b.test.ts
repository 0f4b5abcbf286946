import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lightness, panel, pGreater } from '../../published/hollander-wolfe-1973.ts';
import { kendallTauValue } from '../agreement/kendall-tau-value.ts';
import { testFixture } from '../testing/fixture.ts';
import { inversionShares } from './inversion-shares.ts';
import { kendallTauB } from './kendall-tau-b.ts';

interface Input {
  readonly x: number[];
  readonly y: number[];
}

describe('kendallTauB', () => {
  for (const set of ['anscombe1', 'hollander-wolfe', 'mtcars-mpg-cyl']) {
    testFixture<Input, { readonly kendall: object }>(`cor-${set}`, (fixture) => {
      const { input, expected, compare, omit } = fixture;
      const result = kendallTauB(input.x, input.y, { pMethod: 'normal' });
      compare('kendall', { tauB: result.value, z: result.z, pNormal: result.p });
      compare('kendall', { hasTies: result.ties });
      if ('pExact' in expected.kendall) {
        compare('kendall', { pExact: kendallTauB(input.x, input.y).p });
        const pairs = (input.x.length * (input.x.length - 1)) / 2;
        compare('kendall', { T: Math.round((pairs * ((result.value ?? 0) + 1)) / 2) });
      }
      for (const other of ['pearson', 'spearman']) omit(other, `compared by the test of ${other}`);
    });
  }

  it('gives the published exact p of Hollander and Wolfe', () => {
    const result = kendallTauB(lightness, panel, { alternative: 'greater' });
    expect(result.pMethod).toBe('exact');
    expect(result.p).toBeCloseTo(pGreater, 2);
  });

  it('has an asymptotic error that the jackknife agrees with', () => {
    const x = Array.from({ length: 400 }, (_, i) => (i * 37) % 101);
    const y = x.map((v, i) => v + ((i * 53) % 97));
    const { value, standardError, interval } = kendallTauB(x, y);
    const without = x.map((_, i) => kendallTauB(x.toSpliced(i, 1), y.toSpliced(i, 1)).value ?? 0);
    const mean = without.reduce((sum, v) => sum + v, 0) / without.length;
    const squares = without.reduce((sum, v) => sum + (v - mean) ** 2, 0);
    const jackknife = Math.sqrt((squares * (x.length - 1)) / x.length);
    expect((standardError ?? 0) / jackknife).toBeCloseTo(1, 1);
    expect(interval?.low).toBeLessThan(value ?? 0);
    expect(interval?.method).toBe('asymptotic');
  });

  it('says why there is no value, and refuses an exact p it cannot give', () => {
    expect(kendallTauB([], []).undefinedBecause).toBe('there are fewer than two cases');
    expect(kendallTauB([1, 1], [1, 2]).undefinedBecause).toBe('a variable does not vary');
    const fifty = Array.from({ length: 50 }, (_, i) => i);
    expect(() => kendallTauB(fifty, fifty, { pMethod: 'exact' })).toThrow('at most 49 cases');
    const perfect = kendallTauB(fifty, fifty);
    expect(perfect).toMatchObject({ value: 1, pMethod: 'normal' });
    expect(perfect.interval).toBeUndefined();
    expect(kendallTauB([1, 2], [2, 1])).toMatchObject({ value: -1, p: 1 });
  });

  it('is symmetric, changes sign when one variable is turned, and agrees with the short way', () => {
    const value = fc.integer({ min: 0, max: 12 });
    const cases = fc.array(fc.record({ x: value, y: value }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(cases, (points) => {
        const x = points.map((point) => point.x);
        const y = points.map((point) => point.y);
        const tau = kendallTauB(x, y);
        const short = kendallTauValue(Float64Array.from(x), Float64Array.from(y));
        if (short === null) expect(tau.value).toBeNull();
        else expect(tau.value).toBeCloseTo(short, 12);
        const swapped = kendallTauB(y, x);
        const turned = kendallTauB(
          x,
          y.map((v) => -v),
        );
        if (tau.value === null) return;
        expect(swapped.value).toBeCloseTo(tau.value, 12);
        expect(turned.value).toBeCloseTo(-tau.value, 12);
        expect(swapped.p).toBeCloseTo(tau.p ?? 9, 10);
        expect(turned.p).toBeCloseTo(tau.p ?? 9, 10);
      }),
    );
  });

  it('counts orders by inversions', () => {
    expect([...inversionShares(4)].map((share) => Math.round(share * 24))).toEqual([
      1, 3, 5, 6, 5, 3, 1,
    ]);
  });
});
