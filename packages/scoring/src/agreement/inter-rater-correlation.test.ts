import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { interRaterCorrelation } from './inter-rater-correlation.ts';
import { kendallTauValue } from './kendall-tau-value.ts';

const methods = ['pearson', 'spearman', 'kendallTauB'] as const;

describe('interRaterCorrelation', () => {
  testFixture<{ ratings: number[][] }>('agree-correlation-anxiety', ({ input, compare }) => {
    const ratings = ratingsFromMatrix(input.ratings);
    for (const method of methods) {
      compare(method, interRaterCorrelation(ratings, { method }).matrix);
    }
    const pearson = interRaterCorrelation(ratings, { method: 'pearson' });
    const spearman = interRaterCorrelation(ratings, { method: 'spearman' });
    compare('meanPearson', pearson.value);
    compare('irrMeancorFisher', pearson.fisherMean);
    compare('meanSpearman', spearman.value);
    compare('irrMeanrhoFisher', spearman.fisherMean);
  });

  it('compares each pair on the units both rated', () => {
    const ratings = ratingsFromMatrix([
      [1, 1, null],
      [2, 2, 5],
      [3, 3, null],
      [4, null, 5],
    ]);
    expect(interRaterCorrelation(ratings, { method: 'pearson' })).toMatchObject({
      value: 1,
      fisherMean: 1,
      units: 4,
      raters: 3,
      pairable: 9,
      pairs: 1,
      matrix: [
        [1, 1, null],
        [1, 1, null],
        [null, null, 1],
      ],
    });
  });

  it.each(methods)('is undefined, with the reason, without any correlation (%s)', (method) => {
    const ratings = ratingsFromMatrix([
      [0.1, 1],
      [0.1, 2],
      [0.1, 2],
    ]);
    const result = interRaterCorrelation(ratings, { method });
    expect(result).toMatchObject({ value: null, pairs: 0, fisherMean: null });
    expect(result.undefinedBecause).toMatch(/No two raters/);
  });

  it('has no mean on Fisher’s scale of −1 and 1', () => {
    const ratings = ratingsFromMatrix([
      [1, 1, 2],
      [2, 2, 1],
    ]);
    expect(interRaterCorrelation(ratings, { method: 'pearson' })).toMatchObject({
      fisherMean: null,
      pairs: 3,
    });
  });

  it('is symmetric, within [−1, 1], and rank methods see order alone', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), fc.constantFrom(...methods), (rows, method) => {
        const { value, matrix } = interRaterCorrelation(ratingsFromMatrix(rows), { method });
        if (value !== null) expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-12);
        matrix.forEach((row, i) => {
          row.forEach((entry, j) => {
            expect(entry).toBe(matrix[j]?.[i]);
          });
        });
        if (method === 'pearson') return;
        const stretched = rows.map((row) => row.map((v) => (v === null ? null : Math.exp(v))));
        expect(interRaterCorrelation(ratingsFromMatrix(stretched), { method }).value).toBe(value);
      }),
    );
  });
});

describe('kendallTauValue', () => {
  it('counts pairs as going through them does', () => {
    const value = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 40 }), (points) => {
        let score = 0;
        let untiedX = 0;
        let untiedY = 0;
        points.forEach(([a, b], i) => {
          for (const [c, d] of points.slice(0, i)) {
            score += Math.sign(a - c) * Math.sign(b - d);
            untiedX += a === c ? 0 : 1;
            untiedY += b === d ? 0 : 1;
          }
        });
        const tau = kendallTauValue(
          Float64Array.from(points, ([a]) => a),
          Float64Array.from(points, ([, b]) => b),
        );
        if (untiedX === 0 || untiedY === 0) expect(tau).toBeNull();
        else expect(tau).toBeCloseTo(score / Math.sqrt(untiedX * untiedY), 12);
      }),
    );
  });
});
