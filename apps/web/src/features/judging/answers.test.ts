import { expect, test } from 'vitest';
import { answersFrom, missingAnswers, noAnswers, storedFrom, toggleFlag } from './answers.ts';
import { pair, rating } from './testing/assignments.ts';

const score = { notApplicable: false, responseId: 'r1', messageId: null };

test('names everything that is missing, the preference first', () => {
  const missing = missingAnswers(pair(), noAnswers);
  expect(missing.map((entry) => (entry.kind === 'CELL' ? entry.cell.responseId : 'pair'))).toEqual([
    'pair',
    'r1',
    'r2',
  ]);
});

test('stored answers come back unchanged', () => {
  const stored = {
    scores: [
      { ...score, dimensionKey: 'accuracy', tier: 0 },
      { ...score, dimensionKey: 'tone', tier: null, notApplicable: true },
    ],
    preference: null,
    flags: [{ kind: 'PII' as const, note: 'a phone number' }],
    note: 'short',
  };
  const answers = answersFrom(rating(), stored);
  expect(missingAnswers(rating(), answers)).toEqual([]);
  expect(storedFrom(rating(), answers)).toEqual(stored);
});

test('drops stored answers that are not asked, not a tier, or may not be "not applicable"', () => {
  const stored = {
    scores: [
      { ...score, dimensionKey: 'kindness', tier: 1 },
      { ...score, dimensionKey: 'tone', tier: 7 },
      { ...score, dimensionKey: 'accuracy', tier: null, notApplicable: true },
    ],
    preference: null,
    flags: [],
    note: '',
  };
  expect(answersFrom(rating(), stored).cells).toEqual({});
});

test('a flag toggled twice is gone', () => {
  const once = toggleFlag([], 'PII');
  expect(once).toEqual([{ kind: 'PII', note: '' }]);
  expect(toggleFlag(once, 'PII')).toEqual([]);
});
