import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAgreement } from './agreement/compare-agreement.ts';
import { bootstrapInterval } from './association/bootstrap-interval.ts';
import { goodmanKruskalGamma } from './association/goodman-kruskal-gamma.ts';
import { kendallTauB } from './association/kendall-tau-b.ts';
import { pearson } from './association/pearson.ts';
import { rocAuc } from './association/roc-auc.ts';
import { somersD } from './association/somers-d.ts';
import { spearman } from './association/spearman.ts';
import { brierScore } from './calibration/brier-score.ts';
import { expectedCalibrationError } from './calibration/expected-calibration-error.ts';
import { ratingsFromMatrix } from './ratings/ratings-from-matrix.ts';
import { leastSquares } from './regression/least-squares.ts';
import { simplexLeastSquares } from './regression/simplex-least-squares.ts';
import { seededRandom } from './sampling/seeded-random.ts';
import { stratifiedSample } from './sampling/stratified-sample.ts';
import { concordanceIndex } from './survival/concordance-index.ts';
import { coxRegression } from './survival/cox-regression.ts';
import { kaplanMeier } from './survival/kaplan-meier.ts';
import { logRank } from './survival/log-rank.ts';

/** A case: two numbers, yes or no, and a time. */
interface Case {
  readonly x: number;
  readonly y: number;
  readonly event: number;
  readonly time: number;
}

const some = fc.array(
  fc.record({
    x: fc.integer({ min: -9, max: 9 }),
    y: fc.integer({ min: -9, max: 9 }),
    event: fc.nat(1),
    time: fc.nat(12),
  }),
  { maxLength: 30 },
);
const columns = (cases: readonly Case[]) => ({
  x: cases.map(({ x }) => x),
  y: cases.map(({ y }) => y),
  event: cases.map(({ event }) => event),
  time: cases.map(({ time }) => time),
});

type Measure = readonly [name: string, of: (cases: readonly Case[]) => number | null];
const measure = (
  name: string,
  of: (columns: {
    readonly x: number[];
    readonly y: number[];
    readonly event: number[];
    readonly time: number[];
  }) => { readonly value: number | null },
): Measure => [name, (cases) => of(columns(cases)).value];

/** Those that see the order of values alone, in x and in time. */
const ofRanks = [
  measure('spearman', ({ x, y }) => spearman(x, y)),
  measure('kendallTauB', ({ x, y }) => kendallTauB(x, y)),
  measure('somersD', ({ x, y }) => somersD({ x, y })),
  measure('goodmanKruskalGamma', ({ x, y }) => goodmanKruskalGamma({ x, y })),
  measure('rocAuc', ({ event, x }) => rocAuc(event, x)),
  measure('concordanceIndex', ({ time, event, x }) => concordanceIndex(time, event, x)),
  measure('logRank', ({ time, event, x }) =>
    logRank(
      time,
      event,
      x.map((v) => v > 0),
    ),
  ),
];
const others = [
  measure('pearson', ({ x, y }) => pearson(x, y)),
  measure('leastSquares', ({ x, y }) => leastSquares([x], y)),
  measure('kaplanMeier', ({ time, event }) => kaplanMeier(time, event)),
  measure('coxRegression', ({ time, event, x }) => coxRegression([x], time, event)),
  measure('brierScore', ({ event, x }) =>
    brierScore(
      event,
      x.map((v) => (v + 9) / 18),
    ),
  ),
  measure('expectedCalibrationError', ({ event, x }) =>
    expectedCalibrationError(
      event,
      x.map((v) => (v + 9) / 18),
    ),
  ),
];

function unchanged(of: Measure[1], change: (cases: readonly Case[]) => readonly Case[]): void {
  fc.assert(
    fc.property(some, (cases) => {
      const [before, after] = [of(cases), of(change(cases))];
      if (before === null || after === null) expect(after).toBe(before);
      else expect(after).toBeCloseTo(before, 8);
    }),
    { numRuns: 60 },
  );
}

describe('a statistic of variables', () => {
  it.each([...ofRanks, ...others])('does not see the order of cases: %s', (_name, of) => {
    unchanged(of, (cases) => cases.toReversed());
  });

  it.each([...ofRanks])('of ranks sees order alone: %s', (_name, of) => {
    // The sign of x stays, by which the log-rank test forms its groups.
    unchanged(of, (cases) =>
      cases.map((one) => ({ ...one, x: Math.sinh(one.x / 2), time: Math.sqrt(one.time + 1) })),
    );
  });

  it.each([...ofRanks.slice(0, -1), ...others.filter(([name]) => name !== 'coxRegression')])(
    'is the same of every case twice: %s',
    (_name, of) => {
      unchanged(of, (cases) => [...cases, ...cases]);
    },
  );
});

describe('weights', () => {
  const value = fc.integer({ min: -9, max: 9 });
  const bound = fc.integer({ min: 0, max: 6 });

  it('add up to 1 and keep floors, caps and steps, on either scale', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value, value, value), { minLength: 4, maxLength: 12 }),
        fc.array(bound, { minLength: 3, maxLength: 3 }),
        fc.constantFrom('one', 'free'),
        fc.boolean(),
        (points, lows, scale, inSteps) => {
          const given = [0, 1, 2].map((k) => points.map((point) => point[k] ?? 0));
          const floors = lows.map((low) => low / 20);
          const caps = lows.map((low) => (low + 10) / 20);
          const fit = simplexLeastSquares(
            given,
            points.map((point) => point[3]),
            { floors, caps, scale, intercept: true, ...(inSteps ? { step: 0.05 } : {}) },
          );
          const weights = fit.weights ?? [];
          if (fit.value === null) return;
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
          for (const [j, weight] of weights.entries()) {
            expect(weight).toBeGreaterThanOrEqual(floors[j] ?? 2);
            expect(weight).toBeLessThanOrEqual(caps[j] ?? -1);
            if (inSteps) expect(weight * 20).toBeCloseTo(Math.round(weight * 20), 9);
          }
        },
      ),
    );
  });
});

describe('what is drawn at random', () => {
  const ratings = ratingsFromMatrix(Array.from({ length: 30 }, (_, u) => [u % 3, (u * 7) % 4]));
  const x = Array.from({ length: 30 }, (_, i) => (i * 7) % 11);
  const y = Array.from({ length: 30 }, (_, i) => (i * 5) % 13);
  const draws = {
    bootstrapInterval: (seed: number) =>
      bootstrapInterval(
        30,
        (cases) =>
          spearman(
            Array.from(cases, (i) => x[i] ?? 0),
            Array.from(cases, (i) => y[i] ?? 0),
          ).value,
        { random: seededRandom(seed), replicates: 50, method: 'bca' },
      ),
    compareAgreement: (seed: number) =>
      compareAgreement(ratings, ratings, {
        coefficient: { name: 'krippendorffAlpha', metric: 'ordinal' },
        random: seededRandom(seed),
        replicates: 50,
      }),
    expectedCalibrationError: (seed: number) =>
      expectedCalibrationError(
        x.map((v) => v % 2),
        y.map((v) => v / 13),
        { bootstrap: { random: seededRandom(seed), replicates: 50 } },
      ),
    stratifiedSample: (seed: number) => stratifiedSample(x, 9, seededRandom(seed)),
  };

  it.each(Object.entries(draws))('is the same for the same seed: %s', (_name, draw) => {
    const [first, again, other] = [draw(8), draw(8), draw(9)].map((one) => JSON.stringify(one));
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
