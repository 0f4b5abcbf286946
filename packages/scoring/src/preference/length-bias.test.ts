import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthBias } from './length-bias.ts';

const pair = (preferred: number, other: number) => ({ preferred, other });

describe('lengthBias', () => {
  it('counts and tests as the published sign test does', () => {
    // Hollander and Wolfe (1973), p. 39: 7 of 9 differences one way, two-sided p = 2 × .0898.
    const pairs = [...Array(7).fill(pair(9, 4)), ...Array(2).fill(pair(3, 8)), pair(5, 5)];
    const found = lengthBias(pairs);
    expect(found).toMatchObject({ longer: 7, shorter: 2, equal: 1 });
    expect(found.value).toBeCloseTo(7 / 9, 12);
    expect(found.p).toBeCloseTo(2 * 0.0898, 3);
  });

  it('finds the slope in closed form where all ratios are alike', () => {
    // With one length ratio the model is saturated: the slope is the log odds per doubling.
    const pairs = [...Array(30).fill(pair(7, 1)), ...Array(10).fill(pair(1, 7))];
    const { perDoubling } = lengthBias(pairs);
    expect(perDoubling?.value).toBeCloseTo(Math.log(3) / 2, 10);
    expect(perDoubling?.standardError).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10) / 2, 10);
  });

  it('answers on little and refuses impossible lengths', () => {
    expect(lengthBias([])).toMatchObject({ value: null, p: null, perDoubling: null });
    expect(lengthBias([pair(3, 3)]).undefinedBecause).toBe('no pair differs in length');
    expect(lengthBias([pair(0, 4), pair(0, 9)])).toMatchObject({ value: 0, perDoubling: null });
    expect(lengthBias([pair(0, 4), pair(9, 0)]).perDoubling?.value).toBeGreaterThan(0);
    expect(() => lengthBias([pair(-1, 2)])).toThrow('lengthBias requires lengths');
    expect(() => lengthBias([pair(1, Number.NaN)])).toThrow(RangeError);
  });

  it('changes sign when every preference is turned round', () => {
    const lengths = fc.nat({ max: 400 });
    const pairs = fc.array(fc.record({ preferred: lengths, other: lengths }), { minLength: 1 });
    fc.assert(
      fc.property(pairs, (list) => {
        const plain = lengthBias(list);
        const turned = lengthBias(list.map(({ preferred, other }) => pair(other, preferred)));
        expect(turned.p ?? 2).toBeCloseTo(plain.p ?? 2, 10);
        expect(turned.shorter).toBe(plain.longer);
        const [a, b] = [plain.perDoubling, turned.perDoubling];
        expect(b === null).toBe(a === null);
        if (a !== null && b !== null) expect(b.value).toBeCloseTo(-a.value, 6);
      }),
    );
  });
});
