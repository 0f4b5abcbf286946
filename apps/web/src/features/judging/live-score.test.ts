import { expect, test } from 'vitest';
import { type Answers, noAnswers } from './answers.ts';
import type { Assignment, RedLine } from './assignment.ts';
import { askedCells } from './cells.ts';
import { liveScore, weightShares } from './live-score.ts';
import { pair, rating } from './testing/assignments.ts';

/** Answers in the order of the cells; null leaves one open. */
function answers(assignment: Assignment, tiers: readonly (number | 'NA' | null)[]): Answers {
  const cells = askedCells(assignment).flatMap(({ key }, at) => {
    const tier = tiers[at] ?? null;
    if (tier === null) return [];
    return [[key, tier === 'NA' ? 'NOT_APPLICABLE' : { tier }]];
  });
  return { ...noAnswers, cells: Object.fromEntries(cells) };
}

test('nothing answered has no score', () => {
  expect(liveScore(rating(), noAnswers)).toMatchObject({ scored: null, complete: false });
});

test('the weighted mean of what is answered so far', () => {
  const begun = liveScore(rating(), answers(rating(), [1]));
  expect(begun.complete).toBe(false);
  expect(begun.scored?.composite).toBe(0.5);
  const done = liveScore(rating(), answers(rating(), [1, 2]));
  expect(done.complete).toBe(true);
  expect(done.scored?.composite).toBeCloseTo((3 * 0.5 + 1) / 4, 12);
  expect(done.scored?.dimensions.map(({ contribution }) => contribution)).toEqual([0.375, 0.25]);
});

test('each response of a pair has its own score', () => {
  const done = liveScore(pair(), answers(pair(), [2, 1]));
  expect(done.scored?.responses.map(({ composite }) => composite)).toEqual([1, 0.5]);
});

test('a red line shows both scores', () => {
  const line: RedLine = {
    dimensionKey: 'accuracy',
    atOrBelowTier: 0,
    flag: null,
    effect: 'FAIL_ALL',
    failDimensionKey: null,
  };
  const assignment = rating({ rubricVersion: { id: 'version-1', redLines: [line] } });
  const { scored } = liveScore(assignment, answers(assignment, [0, 2]));
  expect(scored).toMatchObject({ composite: 0, compositeUngated: 0.25 });
  expect(scored?.redLinesHit).toEqual([line]);
});

test('too much marked not applicable has no composite, with the reason', () => {
  const assignment = rating({
    dimensions: rating().dimensions.map((asked) => ({
      ...asked,
      dimension: { ...asked.dimension, allowNotApplicable: true },
    })),
  });
  const { scored } = liveScore(assignment, answers(assignment, ['NA', 2]));
  expect(scored?.composite).toBeNull();
  expect(scored?.undefinedBecause).toBeTruthy();
});

test('weight shares sum to one', () => {
  expect([...weightShares(rating()).values()]).toEqual([0.75, 0.25]);
});
