import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { bowker } from './bowker.ts';

describe('bowker', () => {
  testFixture<{ readonly table: number[][] }>(
    'pref-bowker-stuart-maxwell-vision',
    ({ input, compare, omit }) => {
      const { value, degreesOfFreedom, p } = bowker(input.table);
      compare('bowkerChisq', value);
      compare('bowkerDf', degreesOfFreedom);
      compare('bowkerP', p);
      omit('stuartMaxwellChisq', 'compared by the test of stuartMaxwell');
      omit('stuartMaxwellP', 'compared by the test of stuartMaxwell');
    },
  );

  it('gives the published statistic of the approval ratings, where it is McNemar’s', () => {
    // Agresti (1990), Categorical Data Analysis, p. 350: z0² = 17.36.
    const approval = [
      [794, 150],
      [86, 570],
    ];
    const { value, degreesOfFreedom, units } = bowker(approval);
    expect(value).toBeCloseTo(17.36, 2);
    expect(degreesOfFreedom).toBe(1);
    expect(units).toBe(1600);
  });

  it('leaves out pairs of categories that were never confused', () => {
    const table = [
      [5, 3, 0],
      [1, 5, 0],
      [0, 0, 5],
    ];
    expect(bowker(table)).toMatchObject({ value: 1, degreesOfFreedom: 1, units: 19 });
    expect(
      bowker([
        [1, 0],
        [0, 1],
      ]),
    ).toMatchObject({ value: null, p: null, degreesOfFreedom: 0 });
    expect(
      bowker([
        [0, 0],
        [0, 0],
      ]).value,
    ).toBeNull();
    expect(() => bowker([[1]])).toThrow(RangeError);
  });

  it('does not depend on which rater comes first', () => {
    const table = fc.integer({ min: 2, max: 6 }).chain((size) =>
      fc.array(fc.array(fc.nat({ max: 50 }), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(table, (counts) => {
        const transposed = counts.map((_, i) => counts.map((row) => row[i] ?? 0));
        const [a, b] = [bowker(counts), bowker(transposed)];
        expect(b.degreesOfFreedom).toBe(a.degreesOfFreedom);
        expect(b.value ?? -1).toBeCloseTo(a.value ?? -1, 9);
      }),
    );
  });
});
