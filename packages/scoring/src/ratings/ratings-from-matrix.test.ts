import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from './ratings-from-matrix.ts';

describe('ratingsFromMatrix', () => {
  it('leaves missing ratings out and counts empty units and raters', () => {
    const ratings = ratingsFromMatrix([[1, null, 3], [null, null, null], [2]]);
    expect(ratings).toEqual({
      unit: Int32Array.of(0, 0, 2),
      rater: Int32Array.of(0, 2, 0),
      value: Float64Array.of(1, 3, 2),
      units: 3,
      raters: 3,
    });
    expect(Object.isFrozen(ratings)).toBe(true);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %s, which is not a missing rating',
    (value) => {
      expect(() => ratingsFromMatrix([[1, value]])).toThrow('ratingsFromMatrix requires');
    },
  );
});
