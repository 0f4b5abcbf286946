import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFollowUps, anyOutcomes, anyPairs, anyRows } from './testing/arbitrary-numbers.ts';
import { ofContests } from './testing/degenerate-contests.ts';
import { ofCounts, ofSizes, ofTables } from './testing/degenerate-counts.ts';
import { ofRatings } from './testing/degenerate-ratings.ts';
import { casesOf, type Family } from './testing/degenerate-tables.ts';
import { ofFollowUps, ofOutcomes, ofPairs } from './testing/degenerate-variables.ts';
import { offered } from './testing/offered.ts';
import { problemsOf, type Range } from './testing/problems-of.ts';

const cases = [
  ...casesOf(ofRatings),
  ...casesOf(ofPairs),
  ...casesOf(ofOutcomes),
  ...casesOf(ofFollowUps),
  ...casesOf(ofCounts),
  ...casesOf(ofTables),
  ...casesOf(ofContests),
  ...casesOf(ofSizes),
];

/** What makes no statement about data, so that none can leave it without one. */
const noStatistics = [
  'ratingsFromMatrix',
  'ratingsFromRecords',
  'scoreJudgment',
  'validateRubric',
  'seededRandom',
];

/** What looks for its answer step by step: each says whether it arrived. */
const searches = [
  'dawidSkene',
  'oneCoinDawidSkene',
  'bradleyTerry',
  'plackettLuce',
  'raterSeverity',
  'logisticRegression',
  'nonNegativeLeastSquares',
  'simplexLeastSquares',
  'coxRegression',
];

describe('a statistic of data that leave little to say', () => {
  it.each(cases)('is a number, or null with the reason: $name', ({ problems }) => {
    expect(problems()).toEqual([]);
  });

  it.each(cases.filter((one) => searches.includes(one.function)))(
    'has arrived where it is a number: $name',
    ({ results }) => {
      const lost = results().filter(({ result }) => !arrived(Object(result)));
      expect(lost.map(({ input }) => input)).toEqual([]);
    },
  );

  it('was asked of every function', () => {
    const asked = new Set(cases.map((one) => one.function));
    const all = Object.values(offered).flat();
    expect(asked).toEqual(new Set(all.filter((name) => !noStatistics.includes(name))));
    for (const name of searches) expect(asked).toContain(name);
  });
});

function arrived({ value, converged }: { readonly value: unknown; readonly converged: unknown }) {
  return typeof converged === 'boolean' && (value === null || converged);
}

/** Statistics of a family with what fast-check makes of one seed; numbers too large are refused. */
function lawsOf<Input>({ statistics }: Family<Input>, inputs: fc.Arbitrary<Input>) {
  return Object.entries(statistics).map(([name, [range, of]]) => ({
    name,
    holds: () =>
      fc.assert(
        fc.property(inputs, (input) => {
          expect(problemsUnlessRefused(() => of(input), range)).toEqual([]);
        }),
        { numRuns: 60, seed: 2 },
      ),
  }));
}

function problemsUnlessRefused(run: () => unknown, range: Range): string[] {
  try {
    return problemsOf(run(), range);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes(' requires ')) return [];
    throw error;
  }
}

describe('a statistic of any finite numbers', () => {
  it.each([
    ...lawsOf(ofRatings, anyRows),
    ...lawsOf(ofPairs, anyPairs),
    ...lawsOf(ofOutcomes, anyOutcomes),
    ...lawsOf(ofFollowUps, anyFollowUps),
  ])('is a number, null with the reason, or refused: $name', ({ holds }) => holds());
});

describe('problemsOf', () => {
  const frozen = (result: object) => problemsOf(Object.freeze(result), [0, 1]);

  it.each([
    ['NaN inside an array', { value: 1, list: [Number.NaN] }, '.list.0 is NaN'],
    ['Infinity in typed numbers', { value: 1, at: Float64Array.of(1 / 0) }, '.at.0 is Infinity'],
    ['null without a reason', { value: null }, '.value is null without a reason'],
    ['a reason without need', { value: 1, undefinedBecause: 'x' }, ' has a needless reason'],
    ['a value out of range', { value: 2 }, '2 is outside 0 to 1'],
    [
      'limits out of order',
      { value: 1, interval: { low: 1, high: 0 } },
      '.interval is out of order',
    ],
  ])('sees %s', (_what, result, problem) => {
    expect(frozen(result)).toEqual([problem]);
  });

  it('sees what is not frozen, and nothing wrong in what is right', () => {
    expect(problemsOf({ value: 1 }, [0, 1])).toEqual(['it is not frozen']);
    expect(frozen({ value: null, undefinedBecause: 'there is no case', n: 0 })).toEqual([]);
  });
});
