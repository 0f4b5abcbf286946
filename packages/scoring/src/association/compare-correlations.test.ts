import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { compareCorrelations } from './compare-correlations.ts';

type Case =
  | {
      readonly kind: 'independent';
      readonly n: number;
      readonly n2: number;
      readonly r12: number;
      readonly r34: number;
    }
  | {
      readonly kind: 'dependentOverlapping';
      readonly n: number;
      readonly r12: number;
      readonly r13: number;
      readonly r23: number;
    };

describe('compareCorrelations', () => {
  testFixture<{ readonly cases: readonly Case[] }>('cor-compare', ({ input, compare }) => {
    for (const [i, given] of input.cases.entries()) {
      const pair =
        given.kind === 'independent'
          ? { kind: given.kind, r1: given.r12, n1: given.n, r2: given.r34, n2: given.n2 }
          : { ...given, kind: 'overlapping' as const };
      const { statistic, p } = compareCorrelations(pair);
      if (given.kind === 'independent') compare(`cases.${i}`, { z: Math.abs(statistic ?? 0), p });
      else compare(`cases.${i}`, { t: statistic, p });
    }
  });

  // Zou (2007), Psychological Methods 12:409, the example of overlapping correlations.
  it('gives the published interval of Zou', () => {
    const { interval } = compareCorrelations({
      kind: 'overlapping',
      r12: 0.396,
      r13: 0.179,
      r23: 0.088,
      n: 66,
    });
    expect(interval?.low).toBeCloseTo(-0.093, 3);
    expect(interval?.high).toBeCloseTo(0.517, 3);
  });

  it('says why there is no comparison, and refuses what is no correlation', () => {
    const independent = (r1: number, n1: number) =>
      compareCorrelations({ kind: 'independent', r1, n1, r2: 0.2, n2: 30 });
    expect(independent(0.5, 3).undefinedBecause).toBe('there are fewer than four cases');
    expect(independent(1, 30).undefinedBecause).toBe('a correlation is ±1');
    expect(() => independent(1.1, 30)).toThrow('compareCorrelations requires correlations');
    expect(() => independent(0.1, 3.5)).toThrow('whole numbers of cases');
    const impossible = { kind: 'overlapping', r12: 0.9, r13: -0.9, r23: 0.9, n: 30 } as const;
    expect(compareCorrelations(impossible).undefinedBecause).toBe(
      'no data have these three correlations',
    );
  });

  it('changes sign when the two are exchanged', () => {
    const r = fc.integer({ min: -60, max: 60 }).map((percent) => percent / 100);
    fc.assert(
      fc.property(r, r, r, fc.integer({ min: 4, max: 500 }), (r12, r13, r23, n) => {
        const forth = compareCorrelations({ kind: 'overlapping', r12, r13, r23, n });
        const back = compareCorrelations({ kind: 'overlapping', r12: r13, r13: r12, r23, n });
        if (forth.value === null || back.value === null) {
          expect(forth.value).toBe(back.value);
          return;
        }
        expect(forth.value).toBeCloseTo(-back.value, 12);
        expect(forth.p).toBeCloseTo(back.p ?? 9, 12);
        expect(forth.interval?.low).toBeCloseTo(-(back.interval?.high ?? 9), 10);
      }),
    );
  });
});
