import { expect, test } from 'vitest';
import { type Answering, answer, openBench, stopAt } from './answering.ts';
import { missingAnswers, noAnswers } from './answers.ts';
import type { Assignment } from './assignment.ts';
import { askedCells } from './cells.ts';
import { pair, rating } from './testing/assignments.ts';

function bench(assignment: Assignment, ...acts: readonly Answering[]) {
  return acts.reduce(answer, openBench(assignment, noAnswers));
}
const digit = (pressed: number): Answering => ({ type: 'digit-pressed', digit: pressed });

test('digits alone answer a rating from top to bottom', () => {
  const done = bench(rating(), digit(3), digit(1));
  expect(missingAnswers(done.assignment, done.answers)).toEqual([]);
  expect(Object.values(done.answers.cells)).toEqual([{ tier: 2 }, { tier: 0 }]);
});

test('a digit beyond the tiers changes nothing', () => {
  const before = bench(rating());
  expect(answer(before, digit(4))).toBe(before);
});

test('not applicable only where allowed, moves on, and is taken back by the same key', () => {
  const refused = bench(rating(), { type: 'not-applicable-pressed' });
  expect(refused.answers).toEqual(noAnswers);
  const given = bench(rating(), digit(1), { type: 'not-applicable-pressed' });
  expect(Object.values(given.answers.cells)[1]).toBe('NOT_APPLICABLE');
  const back = answer(given, { type: 'not-applicable-pressed' });
  expect(Object.values(back.answers.cells)).toHaveLength(1);
});

test('the arrows nudge the tier within its range and stay on the dimension', () => {
  const up = bench(rating(), { type: 'nudged', by: 1 }, { type: 'nudged', by: 1 });
  expect([Object.values(up.answers.cells)[0], up.focus]).toEqual([{ tier: 1 }, 0]);
  const top = bench(rating(), { type: 'nudged', by: -1 }, { type: 'nudged', by: 1 });
  expect(Object.values(top.answers.cells)[0]).toEqual({ tier: 2 });
});

test('a digit on a pair sets the strength, once a side is chosen', () => {
  expect(bench(pair(), digit(3)).answers.preference).toBeNull();
  const chosen = bench(pair(), { type: 'side-pressed', side: 'RIGHT', stronger: false }, digit(3));
  expect(chosen.answers.preference).toMatchObject({ preferredResponseId: 'r2', strength: 3 });
});

test('both good is refused where the project does not allow it', () => {
  const act: Answering = { type: 'verdict-chosen', verdict: 'BOTH_GOOD' };
  expect(bench(pair(), act).answers.preference).toBeNull();
  expect(bench(pair({ allowBothGood: true }), act).answers.preference?.verdict).toBe('BOTH_GOOD');
});

test('a refused submit goes to the first gap and says so until none is left', () => {
  const gap = bench(rating(), digit(2), { type: 'submit-refused' });
  expect([gap.showMissing, gap.focus]).toEqual([true, 1]);
  expect(answer(gap, digit(2)).showMissing).toBe(false);
});

test('choosing a tier by mouse puts the keyboard there', () => {
  const cell = askedCells(pair())[1];
  if (cell === undefined) throw new Error('the pair asks two cells');
  const chosen = bench(pair(), { type: 'tier-chosen', cellKey: cell.key, tier: 1 });
  expect(stopAt(chosen)).toEqual({ kind: 'CELL', cell });
});

test('focus stays within the stops', () => {
  expect(bench(rating(), { type: 'focus-moved', by: -1 }).focus).toBe(0);
  const end: Answering = { type: 'focus-moved', by: 1 };
  expect(bench(rating(), end, end, end).focus).toBe(1);
});

test('a bench opens at its first gap', () => {
  const half = bench(rating(), digit(1));
  expect(openBench(rating(), half.answers).focus).toBe(1);
});
