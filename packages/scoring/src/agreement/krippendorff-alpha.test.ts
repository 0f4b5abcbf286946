import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { codedRatings, type Label } from '../testing/coded-ratings.ts';
import { testFixture } from '../testing/fixture.ts';
import type { Metric } from './alpha-statistic.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';

const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
type Matrix = readonly (readonly (number | null)[])[];

/** Straight from the definition: every pair of values, ordinal differences by summing counts. */
function naiveAlpha(rows: Matrix, metric: Metric): number | null {
  const units = rows
    .map((row) => row.filter((value) => value !== null))
    .filter((values) => values.length >= 2);
  const all = units.flat();
  const count = (value: number) => all.filter((other) => other === value).length;
  const difference = (a: number, b: number): number => {
    if (a === b) return 0;
    if (metric === 'nominal') return 1;
    if (metric === 'interval') return (a - b) ** 2;
    if (metric === 'ratio') return ((a - b) / (a + b)) ** 2;
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const between = all.filter((value) => value >= low && value <= high).length;
    return (between - (count(a) + count(b)) / 2) ** 2;
  };
  const pairs = (values: readonly number[]) =>
    values.reduce((sum, a) => sum + values.reduce((part, b) => part + difference(a, b), 0), 0);
  const expected = pairs(all) / (all.length * (all.length - 1));
  if (!(expected > 0)) return null;
  const observed = units.reduce((sum, unit) => sum + pairs(unit) / (unit.length - 1), 0);
  return 1 - observed / all.length / expected;
}

describe('krippendorffAlpha', () => {
  for (const id of ['krippendorff2011-B', 'krippendorff2011-D', 'synth40x6', 'anxiety']) {
    testFixture<
      { ratings: (Label | null)[][] },
      { alpha: Record<string, number>; pairableUnits: number }
    >(`agree-alpha-${id}`, ({ input, expected, compare }) => {
      const ratings = codedRatings(input.ratings);
      for (const metric of metrics.filter((m) => m in expected.alpha)) {
        const result = krippendorffAlpha(ratings, { metric });
        compare(`alpha.${metric}`, result.value);
        compare('pairableValues', result.pairable);
        compare('pairableUnits', result.units);
      }
    });
  }

  it('counts only what is pairable', () => {
    const ratings = ratingsFromMatrix([
      [1, 2, null, null],
      [3, null, null, null],
      [2, 2, 1, null],
      [null, null, null, null],
    ]);
    expect(krippendorffAlpha(ratings, { metric: 'nominal' })).toMatchObject({
      units: 2,
      raters: 3,
      pairable: 5,
    });
  });

  it.each(metrics)('is undefined, with the reason, without variation or pairs (%s)', (metric) => {
    const equal = krippendorffAlpha(ratingsFromMatrix([[5, 5], [5, 5, null], [3]]), { metric });
    expect(equal).toMatchObject({
      value: null,
      undefinedBecause: expect.stringMatching(/equal/),
      units: 2,
    });
    const alone = krippendorffAlpha(ratingsFromMatrix([[1], [2], [3]]), { metric });
    expect(alone).toMatchObject({
      value: null,
      undefinedBecause: expect.stringMatching(/two ratings/),
      pairable: 0,
    });
    const nothing = krippendorffAlpha(ratingsFromMatrix([]), { metric });
    expect(nothing).toMatchObject({ value: null, units: 0, raters: 0 });
  });

  it('refuses negative values on a ratio scale, indices out of range and repeated ratings', () => {
    const negative = ratingsFromMatrix([[-1, 1]]);
    expect(() => krippendorffAlpha(negative, { metric: 'ratio' })).toThrow(RangeError);
    const stray = { ...ratingsFromMatrix([[1, 2]]), units: 0 };
    expect(() => krippendorffAlpha(stray, { metric: 'nominal' })).toThrow('indices in range');
    const twice = { ...ratingsFromMatrix([[1, 2]]), rater: Int32Array.of(0, 0) };
    expect(() => krippendorffAlpha(twice, { metric: 'nominal' })).toThrow('one rating per unit');
  });

  it('equals the definition worked out pair by pair', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), fc.constantFrom(...metrics), (rows, metric) => {
        const { value } = krippendorffAlpha(ratingsFromMatrix(rows), { metric });
        const naive = naiveAlpha(rows, metric);
        if (naive === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(naive, 10);
      }),
    );
  });

  it('does not depend on the order of units and raters, nor on an interval scale’s origin', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), fc.integer({ min: -50, max: 50 }), (rows, origin) => {
        const { value } = krippendorffAlpha(ratingsFromMatrix(rows), { metric: 'interval' });
        const moved = rows.map((row) => row.map((v) => (v === null ? null : v * 3 + origin)));
        const turned = moved.toReversed().map((row) => row.toReversed());
        const other = krippendorffAlpha(ratingsFromMatrix(turned), { metric: 'interval' }).value;
        if (value === null) expect(other).toBeNull();
        else expect(other).toBeCloseTo(value, 10);
      }),
    );
  });
});
