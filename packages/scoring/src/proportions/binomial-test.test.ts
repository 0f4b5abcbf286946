import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { binomialTest } from './binomial-test.ts';

interface Input {
  readonly cases: readonly { readonly x: number; readonly n: number; readonly p0: number }[];
}

describe('binomialTest', () => {
  testFixture<Input>('pref-binomial', ({ input, compare, omit }) => {
    for (const [i, { x, n, p0: probability }] of input.cases.entries()) {
      const { value, p, interval } = binomialTest(x, n, { probability });
      compare(`cases.${i}.estimate`, value);
      compare(`cases.${i}.pExactTwoSided`, p);
      compare(`cases.${i}.clopperPearson`, [interval?.low, interval?.high]);
      const oneSided = (alternative: 'greater' | 'less') =>
        binomialTest(x, n, { probability, alternative }).p;
      compare(`cases.${i}.pGreater`, oneSided('greater'));
      compare(`cases.${i}.pLess`, oneSided('less'));
      for (const field of ['wilson', 'wilsonContinuityCorrected'])
        omit(`cases.${i}.${field}`, 'compared by the test of wilson');
      omit(`cases.${i}.asymptotic`, 'not offered: it covers too seldom and leaves [0, 1]');
    }
  });

  it("gives the published p of Mendel's peas", () => {
    // Conover (1971), Practical Nonparametric Statistics, pp. 97–98: 682 of 925, three to one.
    expect(binomialTest(682, 925, { probability: 0.75 }).p).toBeCloseTo(0.3825, 4);
  });

  it('answers at the edges of the supposed share', () => {
    expect(binomialTest(0, 5, { probability: 0 }).p).toBe(1);
    expect(binomialTest(1, 5, { probability: 0 }).p).toBe(0);
    expect(binomialTest(5, 5, { probability: 1 }).p).toBe(1);
    expect(binomialTest(5, 10).p).toBe(1);
    expect(binomialTest(0, 0)).toMatchObject({ value: null, p: null });
    expect(() => binomialTest(1, 2, { probability: 1.5 })).toThrow(RangeError);
    expect(() => binomialTest(1, 2, { probability: Number.NaN })).toThrow(RangeError);
  });

  it('keeps its digits far in the tail', () => {
    expect((binomialTest(100, 100).p ?? 0) / 2 ** -99).toBeCloseTo(1, 9);
  });

  it('adds up every outcome that is no likelier, and is symmetric', () => {
    const shares = fc.double({ min: 0.02, max: 0.98, noNaN: true });
    const counts = fc
      .integer({ min: 1, max: 40 })
      .chain((trials) =>
        fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }),
      );
    fc.assert(
      fc.property(counts, shares, ({ successes, trials }, probability) => {
        const mass = masses(trials, probability);
        const limit = (mass[successes] ?? 0) * (1 + 1e-7);
        const expected = mass.filter((m) => m <= limit).reduce((sum, m) => sum + m, 0);
        const p = binomialTest(successes, trials, { probability }).p ?? Number.NaN;
        expect(p).toBeCloseTo(Math.min(1, expected), 9);
      }),
    );
  });
});

/** The binomial distribution by Pascal's recurrence, one trial after another. */
function masses(trials: number, probability: number): number[] {
  let mass = [1];
  for (let n = 0; n < trials; n += 1)
    mass = [...mass, 0].map((m, k) => m * (1 - probability) + (mass[k - 1] ?? 0) * probability);
  return mass;
}
