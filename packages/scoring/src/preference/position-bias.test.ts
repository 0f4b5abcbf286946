import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { positionBias } from './position-bias.ts';

interface Input {
  readonly cases: readonly { readonly x: number; readonly n: number; readonly p0: number }[];
}

describe('positionBias', () => {
  testFixture<Input>('pref-binomial', ({ input, compare, omit }) => {
    for (const [i, { x, n, p0 }] of input.cases.entries()) {
      const { value, p, interval } = positionBias({ first: x, second: n - x });
      compare(`cases.${i}.estimate`, value);
      compare(`cases.${i}.clopperPearson`, [interval?.low, interval?.high]);
      if (p0 === 0.5) compare(`cases.${i}.pExactTwoSided`, p);
      else omit(`cases.${i}.pExactTwoSided`, 'against another share: see binomialTest');
      for (const field of [
        'pGreater',
        'pLess',
        'wilson',
        'wilsonContinuityCorrected',
        'asymptotic',
      ])
        omit(`cases.${i}.${field}`, 'matter of proportions, compared there');
    }
  });

  it('gives the published p of seven in nine', () => {
    // Hollander and Wolfe (1973), Nonparametric Statistical Methods, p. 39: 2 × .0898.
    expect(positionBias({ first: 7, second: 2 }).p).toBeCloseTo(2 * 0.0898, 3);
  });

  it('is undefined without a decisive preference, and refuses broken counts', () => {
    expect(positionBias({ first: 0, second: 0, ties: 4 })).toEqual({
      value: null,
      undefinedBecause: 'no preference is decisive',
      p: null,
      first: 0,
      second: 0,
      ties: 4,
    });
    expect(() => positionBias({ first: -1, second: 0 })).toThrow('positionBias requires');
    expect(() => positionBias({ first: 1, second: Number.NaN })).toThrow(RangeError);
  });

  it('mirrors when the positions are exchanged', () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), (first, second) => {
        const [a, b] = [
          positionBias({ first, second }),
          positionBias({ first: second, second: first }),
        ];
        expect(b.p ?? 2).toBeCloseTo(a.p ?? 2, 10);
        if (a.value !== null) expect(b.value).toBeCloseTo(1 - a.value, 12);
      }),
    );
  });
});
