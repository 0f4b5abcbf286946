import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { partialCorrelation } from './partial-correlation.ts';
import { pearson } from './pearson.ts';

interface Input {
  readonly x: number[];
  readonly y: number[];
  readonly controls: number[][];
}

describe('partialCorrelation', () => {
  testFixture<Input>('cor-partial-mtcars', ({ input, compare, omit }) => {
    for (const method of ['pearson', 'spearman', 'kendallTauB'] as const) {
      const result = partialCorrelation(input.x, input.y, input.controls, { method });
      compare(method === 'kendallTauB' ? 'kendall' : method, {
        estimate: result.value,
        statistic: result.statistic,
      });
      if (method === 'kendallTauB') compare('kendall.pValue', result.p);
      else omit(`${method}.pValue`, 'the normal tail of the statistic, where its notes name t');
    }
  });

  it('has the t test of a correlation with a degree of freedom less for each control', () => {
    // By R 4.2.2: 2 * pt(-.5 * sqrt(5 / .75), 5), with eight cases, one control, a correlation of .5.
    const [x, y, z] = withCorrelations(0.5, 0, 0);
    const twice = (of: number[]) => [...of, ...of];
    const { value, p, statistic } = partialCorrelation(twice(x), twice(y), [twice(z)]);
    expect(value).toBeCloseTo(0.5, 12);
    expect(statistic).toBeCloseTo(1.2909944487358056, 12);
    expect(p).toBeCloseTo(0.253169995100323, 10);
  });

  // Hooker (1907), Journal of the Royal Statistical Society 70:1–51, as worked by Yule and Kendall:
  // hay crop, spring rainfall and warmth correlate .80, −.40 and −.56; given the third variable
  // .759, .097 and −.436.
  it('gives the published partial correlations of the hay crop', () => {
    const [crop, rain, warmth] = withCorrelations(0.8, -0.4, -0.56);
    expect(pearson(crop, rain).value).toBeCloseTo(0.8, 12);
    expect(partialCorrelation(crop, rain, [warmth]).value).toBeCloseTo(0.759, 3);
    expect(partialCorrelation(crop, warmth, [rain]).value).toBeCloseTo(0.097, 3);
    expect(partialCorrelation(rain, warmth, [crop]).value).toBeCloseTo(-0.436, 3);
  });

  it('says why there is no correlation, and refuses what is malformed', () => {
    const [x, y] = [
      [1, 2, 4, 3, 7],
      [2, 1, 5, 3, 3],
    ];
    const why = (controls: number[][]) => partialCorrelation(x, y, controls).undefinedBecause;
    expect(why([x])).toBe('the controls determine x');
    expect(why([y])).toBe('the controls determine y');
    expect(why([[1, 1, 1, 1, 1]])).toBe('a variable does not vary');
    const control = [3, 1, 4, 1, 5];
    expect(why([control, control.map((v) => 2 * v)])).toContain('determine one another');
    expect(partialCorrelation([1, 2], [2, 1], [[1, 2]]).undefinedBecause).toBe(
      'there are too few cases',
    );
    expect(() => partialCorrelation(x, y, [[1]])).toThrow('two variables of the same length');
    expect(() => partialCorrelation(x, y, [[1, 2, 3, 4, Number.NaN]])).toThrow('finite');
  });

  it('is the plain correlation without controls, and that of residuals with one', () => {
    const value = fc.integer({ min: -9, max: 9 });
    const cases = fc.array(fc.record({ x: value, y: value, z: value }), {
      minLength: 5,
      maxLength: 25,
    });
    fc.assert(
      fc.property(cases, (points) => {
        const [x, y, z] = [
          points.map((point) => point.x),
          points.map((point) => point.y),
          points.map((point) => point.z),
        ];
        const plain = pearson(x, y);
        const without = partialCorrelation(x, y, []);
        if (plain.value === null) expect(without.value).toBeNull();
        else {
          expect(without.value).toBeCloseTo(plain.value, 10);
          expect(without.p).toBeCloseTo(plain.p ?? 9, 10);
        }
        const { value: partial } = partialCorrelation(x, y, [z]);
        if (partial === null) return;
        expect(partial).toBeCloseTo(pearson(residuals(x, z), residuals(y, z)).value ?? 9, 8);
      }),
    );
  });
});

/** Three variables of four cases with exactly these correlations: of 1 and 2, 1 and 3, 2 and 3. */
function withCorrelations(r12: number, r13: number, r23: number) {
  const axes = [
    [1, 1, -1, -1],
    [1, -1, 1, -1],
    [1, -1, -1, 1],
  ];
  const l22 = Math.sqrt(1 - r12 ** 2);
  const l32 = (r23 - r12 * r13) / l22;
  const mix = (parts: number[]) =>
    [0, 1, 2, 3].map((i) => parts.reduce((sum, part, k) => sum + part * (axes[k]?.[i] ?? 0), 0));
  const third = mix([r13, l32, Math.sqrt(1 - r13 ** 2 - l32 ** 2)]);
  return [mix([1, 0, 0]), mix([r12, l22, 0]), third] as const;
}

function residuals(y: number[], x: number[]): number[] {
  const mean = (of: number[]) => of.reduce((sum, v) => sum + v, 0) / of.length;
  const [mx, my] = [mean(x), mean(y)];
  const sxx = x.reduce((sum, v) => sum + (v - mx) ** 2, 0);
  const slope = x.reduce((sum, v, i) => sum + (v - mx) * ((y[i] ?? 0) - my), 0) / sxx;
  return y.map((v, i) => v - my - slope * ((x[i] ?? 0) - mx));
}
