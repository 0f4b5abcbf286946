import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { type LabelRow, ratingsFromLabelRows, rowsById } from '../testing/label-rows.ts';
import { oneCoinDawidSkene } from './one-coin-dawid-skene.ts';

interface Expected {
  readonly labels: readonly string[];
}

describe('oneCoinDawidSkene', () => {
  testFixture<{ readonly rows: LabelRow[] }, Expected>(
    'agg-onecoin-synth80x10',
    ({ input, expected: { labels }, compare }) => {
      const ratings = ratingsFromLabelRows(input.rows, labels);
      const fit = oneCoinDawidSkene(ratings, { tolerance: 0, maximumIterations: 3000 });
      expect(oneCoinDawidSkene(ratings).converged).toBe(true);
      compare(
        'labels',
        fit.categories.map((c) => labels[c]),
      );
      compare('priors', fit.priors);
      compare('logLikelihood', fit.value);
      compare('posteriors', rowsById(ratings, fit.posteriors));
      const byRater = (values: readonly unknown[]) =>
        Object.fromEntries(ratings.raterIds.map((rater, r) => [rater, values[r]]));
      compare('confusion', byRater(fit.confusion));
      compare('workerAccuracy', byRater(fit.accuracies));
      const predicted = ratings.unitIds.map((unit, u) => [unit, labels[fit.labels[u] ?? -1]]);
      compare('predicted', Object.fromEntries(predicted));
    },
  );

  it('answers on thin data', () => {
    expect(oneCoinDawidSkene(ratingsFromMatrix([[null]])).undefinedBecause).toBe(
      'there are no ratings',
    );
    const fit = oneCoinDawidSkene(
      ratingsFromMatrix([
        [2, 2, null],
        [2, 2, null],
      ]),
    );
    expect(fit).toMatchObject({ value: 0, accuracies: [1, 1, null], labels: [2, 2] });
  });

  it('ends where raters are as right as the model says they are', () => {
    const random = seededRandom(2);
    const rows = Array.from({ length: 60 }, () => {
      const truth = random.integer(3);
      return [0.9, 0.8, 0.7, 0.6].map((skill) =>
        random.next() < skill ? truth : (truth + 1 + random.integer(2)) % 3,
      );
    });
    const fit = oneCoinDawidSkene(ratingsFromMatrix(rows));
    const probability = (u: number, category: number) => fit.posteriors[u * 3 + category] ?? 0;
    for (const [r, accuracy] of fit.accuracies.entries()) {
      const right = rows.reduce((sum, row, u) => sum + probability(u, row[r] ?? 0), 0) / 60;
      expect(accuracy).toBeCloseTo(right, 4);
    }
    const skilled = [...fit.accuracies].sort((a, b) => (b ?? 0) - (a ?? 0));
    expect(fit.accuracies[0]).toBe(skilled[0]);
    expect(fit.accuracies[3]).toBe(skilled[3]);
  });

  it('does not depend on which rater or category comes first', () => {
    const rows = fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(rows, (matrix) => {
        // Few steps: from a symmetric start the sum's rounding is a seed that grows.
        const few = { maximumIterations: 3 };
        const straight = oneCoinDawidSkene(ratingsFromMatrix(matrix), few);
        const turned = matrix.map((row) => row.map((value) => -value).toReversed());
        const mirrored = oneCoinDawidSkene(ratingsFromMatrix(turned), few);
        expect(mirrored.value).toBeCloseTo(straight.value ?? 1, 9);
        for (const [r, accuracy] of straight.accuracies.entries())
          expect(mirrored.accuracies[2 - r]).toBeCloseTo(accuracy ?? -1, 8);
      }),
    );
  });
});
