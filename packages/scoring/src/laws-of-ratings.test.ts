import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregateAgreement } from './aggregation/aggregate-agreement.ts';
import { dawidSkene } from './aggregation/dawid-skene.ts';
import { majorityVote } from './aggregation/majority-vote.ts';
import { oneCoinDawidSkene } from './aggregation/one-coin-dawid-skene.ts';
import { brennanPrediger } from './agreement/brennan-prediger.ts';
import { cohenKappa } from './agreement/cohen-kappa.ts';
import { congerKappa } from './agreement/conger-kappa.ts';
import { fleissKappa } from './agreement/fleiss-kappa.ts';
import { gwetAc } from './agreement/gwet-ac.ts';
import { interRaterCorrelation } from './agreement/inter-rater-correlation.ts';
import { intraclassCorrelation } from './agreement/intraclass-correlation.ts';
import { kendallW } from './agreement/kendall-w.ts';
import { krippendorffAlpha } from './agreement/krippendorff-alpha.ts';
import { percentAgreement } from './agreement/percent-agreement.ts';
import { scottPi } from './agreement/scott-pi.ts';
import type { Ratings } from './ratings/ratings.ts';
import { ratingsFromMatrix } from './ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from './testing/arbitrary-matrix.ts';

type Value = number | null;
type Coefficient = readonly [name: string, of: (ratings: Ratings) => Value];

const categories = [1, 2, 3, 4];
const declared = { categories };
const alpha = (metric: 'nominal' | 'ordinal' | 'interval' | 'ratio'): Coefficient => [
  `${metric} krippendorffAlpha`,
  (ratings) => krippendorffAlpha(ratings, { metric }).value,
];

/** Those that only ask whether ratings are equal, of any number of raters. */
const nominal: readonly Coefficient[] = [
  ['percentAgreement', (ratings) => percentAgreement(ratings).value],
  ['fleissKappa', (ratings) => fleissKappa(ratings).value],
  ['congerKappa', (ratings) => congerKappa(ratings).value],
  ['gwetAc', (ratings) => gwetAc(ratings, declared).value],
  ['brennanPrediger', (ratings) => brennanPrediger(ratings, declared).value],
  alpha('nominal'),
];
/** The same of two raters. */
const nominalOfTwo: readonly Coefficient[] = [
  ['cohenKappa', (ratings) => cohenKappa(ratings, declared).value],
  ['scottPi', (ratings) => scottPi(ratings).value],
];
/** Those that ask for the order of values alone. */
const ordinal: readonly Coefficient[] = [
  alpha('ordinal'),
  ['kendallW', (ratings) => kendallW(ratings).value],
  ['Spearman between raters', (r) => interRaterCorrelation(r, { method: 'spearman' }).value],
  ['Kendall between raters', (r) => interRaterCorrelation(r, { method: 'kendallTauB' }).value],
];
/** Those that ask how far apart values are. */
const interval: readonly Coefficient[] = [
  alpha('interval'),
  ['one way ICC', (r) => intraclassCorrelation(r, { model: 'oneWay', unit: 'single' }).value],
  [
    'agreement ICC',
    (r) => intraclassCorrelation(r, { model: 'twoWay', type: 'agreement', unit: 'single' }).value,
  ],
  [
    'consistency ICC',
    (r) =>
      intraclassCorrelation(r, { model: 'twoWay', type: 'consistency', unit: 'average' }).value,
  ],
  ['Pearson between raters', (r) => interRaterCorrelation(r, { method: 'pearson' }).value],
];
const weighted: readonly Coefficient[] = [
  ['quadratic fleissKappa', (r) => fleissKappa(r, { ...declared, weights: 'quadratic' }).value],
  ['ordinal gwetAc', (r) => gwetAc(r, { ...declared, weights: 'ordinal' }).value],
  ['linear brennanPrediger', (r) => brennanPrediger(r, { ...declared, weights: 'linear' }).value],
  alpha('ratio'),
];
const ofMany = [...nominal, ...ordinal, ...interval, ...weighted];

type Rows = readonly (readonly Value[])[];
const pairs = arbitraryMatrix({ maxRaters: 2 });

function same(a: Value, b: Value, digits = 8): void {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(b).toBeCloseTo(a, digits);
}

/** Checks a law: the coefficient of some ratings is that of others made from them. */
function unchanged(of: Coefficient[1], rows: fc.Arbitrary<Rows>, change: (rows: Rows) => Rows) {
  fc.assert(
    fc.property(rows, (given) => {
      same(of(ratingsFromMatrix(given)), of(ratingsFromMatrix(change(given))));
    }),
    { numRuns: 60 },
  );
}

const turned = (rows: Rows) => rows.toReversed().map((row) => row.toReversed());
const mapped = (by: (value: number) => number) => (rows: Rows) =>
  rows.map((row) => row.map((value) => (value === null ? null : by(value))));
/** Another name for each category. */
const relabelled = mapped((value) => [3, 1, 4, 2][value - 1] ?? value);

describe('a coefficient', () => {
  it.each([...ofMany])('does not see the order of units and raters: %s', (_name, of) => {
    unchanged(of, arbitraryMatrix(), turned);
  });

  it.each([...nominalOfTwo])('does not see the order of units and raters: %s', (_name, of) => {
    unchanged(of, pairs, turned);
  });

  it.each([...nominal])('does not see what categories are called: %s', (_name, of) => {
    unchanged(of, arbitraryMatrix(), relabelled);
  });

  it.each([...nominalOfTwo])('does not see what categories are called: %s', (_name, of) => {
    unchanged(of, pairs, relabelled);
  });

  it.each([...ordinal])('sees order alone: %s', (_name, of) => {
    unchanged(
      of,
      arbitraryMatrix(),
      mapped((value) => Math.exp(value) - 9),
    );
  });

  it.each([...interval])('does not see origin and unit of the scale: %s', (_name, of) => {
    unchanged(
      of,
      arbitraryMatrix(),
      mapped((value) => 0.25 * value - 7),
    );
  });

  it('of a ratio scale does not see the unit of the scale', () => {
    unchanged(
      alpha('ratio')[1],
      arbitraryMatrix(),
      mapped((value) => 0.25 * value),
    );
  });

  it.each([
    ...nominal.slice(0, -1),
    ...ordinal.slice(1),
    ...weighted.slice(0, 3),
    ...interval.slice(4),
  ])('is the same of every unit twice: %s', (_name, of) => {
    unchanged(of, arbitraryMatrix(), (rows) => [...rows, ...rows]);
  });

  it.each([...nominalOfTwo])('is the same of every unit twice: %s', (_name, of) => {
    unchanged(of, pairs, (rows) => [...rows, ...rows]);
  });

  it('alpha moves towards 1 − Do/De of many units when every unit is there twice', () => {
    fc.assert(
      fc.property(
        arbitraryMatrix(),
        fc.constantFrom('nominal', 'interval', 'ratio'),
        (rows, metric) => {
          const once = krippendorffAlpha(ratingsFromMatrix(rows), { metric });
          const twice = krippendorffAlpha(ratingsFromMatrix([...rows, ...rows]), { metric });
          const n = once.pairable;
          const gap = once.value === null ? null : (1 - once.value) * ((2 * n - 1) / (2 * (n - 1)));
          same(gap === null ? null : 1 - gap, twice.value);
        },
      ),
    );
  });

  it.each([...ofMany])('is at most 1: %s', (_name, of) => {
    fc.assert(
      fc.property(arbitraryMatrix(), (rows) => {
        expect(of(ratingsFromMatrix(rows)) ?? 1).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  it.each([...ofMany])('is 1 or undefined where nobody disagrees: %s', (_name, of) => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true }), (rows) => {
        const agreed = rows.map((row) => row.map(() => row[0] ?? null));
        expect(of(ratingsFromMatrix(agreed)) ?? 1).toBeCloseTo(1, 10);
      }),
    );
  });
});

describe('an aggregate', () => {
  // Few steps: from a symmetric start the rounding of a sum is a seed that grows.
  const few = { maximumIterations: 3 };
  const models = {
    dawidSkene: (ratings: Ratings) => dawidSkene(ratings, few).value,
    oneCoinDawidSkene: (ratings: Ratings) => oneCoinDawidSkene(ratings, few).value,
    majorityVote: (ratings: Ratings) => majorityVote(ratings).tied,
    aggregateAgreement: (ratings: Ratings) => aggregateAgreement(ratings).tiedBefore,
  };
  it.each(Object.entries(models))('sees neither order nor names: %s', (_name, of) => {
    unchanged(of, arbitraryMatrix(), turned);
    unchanged(of, arbitraryMatrix(), relabelled);
  });

  it('votes for the new name of what it voted for', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), (rows) => {
        const before = majorityVote(ratingsFromMatrix(rows)).labels;
        const after = majorityVote(ratingsFromMatrix(relabelled(rows))).labels;
        expect(relabelled([before])).toEqual([after]);
      }),
    );
  });
});
