import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradings, shares } from '../../published/dawid-skene-1979.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { testFixture } from '../testing/fixture.ts';
import { type Id, type LabelRow, ratingsFromLabelRows, rowsById } from '../testing/label-rows.ts';
import { dawidSkene } from './dawid-skene.ts';

interface Expected {
  readonly labels: readonly Id[];
}

describe('dawidSkene', () => {
  for (const id of ['agg-dawidskene-anaesthetists', 'agg-dawidskene-synth80x10'])
    testFixture<{ readonly rows: LabelRow[] }, Expected>(
      id,
      ({ input, expected: { labels }, compare }) => {
        const ratings = ratingsFromLabelRows(input.rows, labels);
        // The reference ran for 3,000 iterations, far past the default tolerance.
        const fit = dawidSkene(ratings, { tolerance: 0, maximumIterations: 3000 });
        compare(
          'labels',
          fit.categories.map((c) => labels[c]),
        );
        compare('priors', fit.priors);
        compare('logLikelihood', fit.value);
        compare('posteriors', rowsById(ratings, fit.posteriors));
        const byRater = ratings.raterIds.map((rater, r) => [rater, fit.confusion[r]]);
        compare('confusion', Object.fromEntries(byRater));
        const predicted = ratings.unitIds.map((unit, u) => [unit, labels[fit.labels[u] ?? -1]]);
        compare('predicted', Object.fromEntries(predicted));
        const stopped = dawidSkene(ratings);
        expect(stopped.converged).toBe(true);
        expect(stopped.value).toBeCloseTo(fit.value ?? 0, 5);
      },
    );

  it('gives the published shares of four grades', () => {
    const records = gradings.flatMap((row, unit) => {
      const [first = '', others = ''] = row.split(' ');
      const graded = [...first].map((grade) => ({ rater: 1, grade }));
      const rest = [...others].map((grade, k) => ({ rater: k + 2, grade }));
      return [...graded, ...rest].map(({ rater, grade }) => ({
        unit,
        rater,
        value: Number(grade),
      }));
    });
    const fit = dawidSkene(ratingsFromRecords(records, { repeats: 'keep' }));
    expect(fit.categories).toEqual([1, 2, 3, 4]);
    for (const [k, share] of shares.entries()) expect(fit.priors[k]).toBeCloseTo(share, 2);
  });

  it('answers on thin data, and says when it stopped too soon', () => {
    expect(dawidSkene(ratingsFromMatrix([]))).toMatchObject({
      value: null,
      undefinedBecause: 'there are no ratings',
    });
    const unanimous = dawidSkene(
      ratingsFromMatrix([
        [1, 1],
        [1, 1],
      ]),
    );
    expect(unanimous).toMatchObject({ value: 0, labels: [1, 1], converged: true });
    const oneEach = dawidSkene(
      ratingsFromMatrix([
        [0, null],
        [null, 1],
        [null, null],
      ]),
    );
    expect(oneEach.labels).toEqual([null, null, null]);
    const idle = dawidSkene(ratingsFromMatrix([[0, 0, null]]), { categories: [0, 1] });
    expect(idle.evidence[2]).toEqual([0, 0]);
    expect(idle.confusion[2]).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    const split = dawidSkene(ratingsFromMatrix([[0, 1]]));
    expect(split.labels).toEqual([null]);
    const short = dawidSkene(
      ratingsFromMatrix([
        [0, 1, 1],
        [1, 1, 0],
      ]),
      { maximumIterations: 1 },
    );
    expect(short).toMatchObject({ iterations: 1, converged: false });
    expect(() => dawidSkene(ratingsFromMatrix([[1]]), { maximumIterations: 0 })).toThrow(
      'dawidSkene requires at least one iteration',
    );
    expect(() => dawidSkene(ratingsFromMatrix([[9]]), { categories: [1] })).toThrow(RangeError);
  });

  it('never lowers the likelihood, and gives probabilities that add up to 1', () => {
    const entry = fc.option(fc.nat({ max: 2 }));
    const rows = fc.array(fc.array(entry, { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (matrix, maximumIterations) => {
        const ratings = ratingsFromMatrix(matrix);
        const early = dawidSkene(ratings, { maximumIterations });
        const later = dawidSkene(ratings, { maximumIterations: maximumIterations + 1 });
        fc.pre(early.value !== null && later.value !== null);
        expect(later.value).toBeGreaterThanOrEqual(early.value - 1e-9);
        const size = later.categories.length;
        for (let u = 0; u < later.units; u += 1) {
          const row = later.posteriors.subarray(u * size, (u + 1) * size);
          expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
        }
      }),
    );
  });
});
