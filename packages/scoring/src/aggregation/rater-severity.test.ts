import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diameters, remlFit } from '../../published/davies-goldsmith-1972.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { raterSeverity } from './rater-severity.ts';

interface Input {
  readonly rows: [item: string, rater: string, score: number][];
}

describe('raterSeverity', () => {
  for (const id of ['severity-lmm-penicillin', 'severity-lmm-anxiety'])
    testFixture<Input>(id, ({ input, compare, omit }) => {
      const ratings = ratingsFromRecords(
        input.rows.map(([unit, rater, value]) => ({ unit, rater, value })),
      );
      for (const method of ['reml', 'ml'] as const) {
        const fit = raterSeverity(ratings, { method });
        expect(fit.converged).toBe(true);
        const byId = (ids: readonly string[], values: readonly (number | undefined)[]) =>
          Object.fromEntries(ids.map((name, i) => [name, values[i]]));
        compare(`${method}.intercept`, fit.value);
        compare(`${method}.interceptSe`, fit.standardError);
        compare(`${method}.varItem`, fit.variances?.unit);
        compare(`${method}.varRater`, fit.variances?.rater);
        compare(`${method}.varResidual`, fit.variances?.residual);
        compare(`${method}.criterion`, fit.criterion);
        compare(`${method}.logLik`, (fit.criterion ?? 0) / -2);
        const leniency = fit.leniency.map((effect) => effect?.value);
        compare(`${method}.raterBlup`, byId(ratings.raterIds, leniency));
        const errors = fit.leniency.map((effect) => effect?.standardError);
        compare(`${method}.raterBlupCondSd`, byId(ratings.raterIds, errors));
        const units = fit.unitEffects.map((effect) => effect?.value);
        compare(`${method}.itemBlup`, byId(ratings.unitIds, units));
      }
      for (const field of ['fixedRaterEffectsSumZero', 'fixedRaterEffectsSe', 'fixedResidualSd'])
        omit(field, 'raters as fixed effects are not offered: they are not shrunk');
    });

  it('gives the published fit of the penicillin assay', () => {
    const fit = raterSeverity(ratingsFromMatrix(diameters));
    expect(fit.value).toBeCloseTo(remlFit.intercept, 4);
    expect(fit.standardError).toBeCloseTo(remlFit.interceptError, 4);
    expect(fit.criterion).toBeCloseTo(remlFit.criterion, 4);
    const { unit = 0, rater = 0, residual = 0 } = fit.variances ?? {};
    expect(Math.sqrt(unit)).toBeCloseTo(remlFit.plateDeviation, 4);
    expect(Math.sqrt(rater)).toBeCloseTo(remlFit.sampleDeviation, 4);
    expect(Math.sqrt(residual)).toBeCloseTo(remlFit.residualDeviation, 4);
  });

  it('answers, with the reason, where effects cannot be separated', () => {
    const reason = (matrix: (number | null)[][]) =>
      raterSeverity(ratingsFromMatrix(matrix)).undefinedBecause;
    expect(reason([])).toBe('fewer than two units are rated');
    expect(reason([[1, 2]])).toBe('fewer than two units are rated');
    expect(reason([[1], [2]])).toBe('fewer than two raters rated');
    expect(
      reason([
        [3, 3],
        [3, 3],
      ]),
    ).toBe('all scores are equal');
    expect(
      reason([
        [1, null],
        [null, 2],
        [2, null],
      ]),
    ).toContain('no unit is rated twice');
    expect(
      reason([
        [1, 2],
        [2, 3],
        [5, 6],
      ]),
    ).toContain('no error is left');
    const own = [1, 2, 5, 7].map((value, i) => ({ unit: i >> 1, rater: i >> 1, value }));
    const ratings = ratingsFromRecords(own, { repeats: 'keep' });
    expect(raterSeverity(ratings).undefinedBecause).toContain('a rater of its own');
    const broken = { ...ratings, value: Float64Array.of(1, 2, Number.NaN, 3) };
    expect(() => raterSeverity(broken)).toThrow('raterSeverity requires finite scores');
  });

  it('adjusts no score across groups that share no rater', () => {
    const islands = raterSeverity(
      ratingsFromMatrix([
        [1, 3, null, null],
        [2, 5, null, null],
        [null, null, 4, 6],
        [null, null, 3, 4],
        [null, null, null, null],
      ]),
    );
    expect(islands).toMatchObject({ components: 2, adjusted: null, units: 5 });
    expect(islands.unitEffects[4]).toBeNull();
  });

  it('reports a variance of 0 as such', () => {
    const noRaterEffect = raterSeverity(
      ratingsFromMatrix([
        [1, 2],
        [2, 1],
        [4, 5],
        [5, 4],
      ]),
    );
    expect(noRaterEffect).toMatchObject({ singular: true, converged: true });
    expect(noRaterEffect.variances?.rater).toBe(0);
    expect(noRaterEffect.leniency).toEqual([
      { value: 0, standardError: 0 },
      { value: 0, standardError: 0 },
    ]);
  });

  it('finds planted leniency in sparse ratings, whichever side is the larger', () => {
    const random = seededRandom(7);
    const normal = () => {
      let sum = -6;
      for (let i = 0; i < 12; i += 1) sum += random.next();
      return sum;
    };
    const leniency = Array.from({ length: 30 }, () => 0.5 * normal());
    const records = Array.from({ length: 1000 }, (_, unit) => ({ unit, truth: normal() })).flatMap(
      ({ unit, truth }) =>
        [0, 1, 2].map((k) => {
          const rater = (unit * 7 + k * (1 + (unit % 9))) % 30;
          return { unit, rater, value: 3 + truth + (leniency[rater] ?? 0) + 0.4 * normal() };
        }),
    );
    const ratings = ratingsFromRecords(records, { repeats: 'keep' });
    const fit = raterSeverity(ratings);
    expect(fit.variances?.unit).toBeGreaterThan(0.8);
    expect(fit.variances?.unit).toBeLessThan(1.2);
    expect(fit.variances?.residual).toBeCloseTo(0.16, 1);
    let within = 0;
    for (const [r, effect] of fit.leniency.entries()) {
      const truth = leniency[ratings.raterIds[r] ?? 0] ?? 0;
      if (effect !== null && Math.abs(effect.value - truth) < 0.25) within += 1;
    }
    expect(within).toBe(30);
    const { unit, rater } = ratings;
    const swapped = { ...ratings, unit: rater, rater: unit, units: 30, raters: 1000 };
    const mirrored = raterSeverity(swapped);
    expect(mirrored.criterion).toBeCloseTo(fit.criterion ?? 0, 7);
    expect(mirrored.leniency[5]?.value).toBeCloseTo(fit.unitEffects[5]?.value ?? 9, 5);
  });

  it('follows a change of scale and origin', () => {
    const rows = fc.array(
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 4, maxLength: 4 }),
      {
        minLength: 5,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(rows, (matrix) => {
        const plain = raterSeverity(ratingsFromMatrix(matrix));
        const moved = raterSeverity(
          ratingsFromMatrix(matrix.map((row) => row.map((x) => 10 - 2 * x))),
        );
        expect(moved.undefinedBecause).toBe(plain.undefinedBecause);
        if (plain.value === null) return;
        expect(moved.value).toBeCloseTo(10 - 2 * plain.value, 6);
        expect(moved.variances?.unit).toBeCloseTo(4 * (plain.variances?.unit ?? 0), 3);
        const sum = plain.leniency.reduce((total, effect) => total + (effect?.value ?? 0), 0);
        expect(sum).toBeCloseTo(0, 6);
      }),
      { numRuns: 40 },
    );
  });
});
