import { expect, test } from 'vitest';
import { missingAnswers, noAnswers } from './answers.ts';
import { preferenceAt, verdictOf } from './preference.ts';
import { pair, rating } from './testing/assignments.ts';
import { assignmentTitle, missingTitle, preferenceTitle, redLineTitle } from './titles.ts';

const message = (content: string, role: 'USER' | 'ASSISTANT', judged = false) => ({
  content,
  role,
  judged,
});

test('a task is named by its last question, a judged conversation by its first', () => {
  const asked = [message('first', 'USER'), message('reply', 'ASSISTANT'), message('last', 'USER')];
  expect(assignmentTitle({ messages: asked })).toBe('last');
  const judged = [...asked, message('reply', 'ASSISTANT', true)];
  expect(assignmentTitle({ messages: judged })).toBe('first');
  expect(assignmentTitle({ messages: [message('a  b\n'.repeat(60), 'USER')] })).toHaveLength(80);
});

test('names the first three gaps and counts the rest', () => {
  const said = missingTitle(pair(), [
    ...missingAnswers(pair(), noAnswers),
    ...missingAnswers(rating(), noAnswers),
  ]);
  expect(said).toBe(
    'Still to answer: which response is better; accuracy, Response 1; accuracy, Response 2; and 2 more.',
  );
});

test('a verdict names the response as shown', () => {
  expect(preferenceTitle(pair(), preferenceAt(pair(), 2))).toBe('Response 2 is clearly better');
  expect(preferenceTitle(pair(), verdictOf('BOTH_BAD'))).toBe('Both are bad');
  expect(
    preferenceTitle(pair(), {
      verdict: 'PREFERRED',
      preferredResponseId: 'r1',
      strength: null,
    }),
  ).toBe('Response 1 is better');
});

test('a red line says what it will do', () => {
  const line = { dimensionKey: 'accuracy', atOrBelowTier: 0, flag: null };
  expect(
    redLineTitle(rating(), { ...line, effect: 'FAIL_DIMENSION', failDimensionKey: 'tone' }),
  ).toBe('At “Poor” or below, tone counts as 0.');
  expect(
    redLineTitle(rating(), {
      dimensionKey: null,
      atOrBelowTier: null,
      flag: 'PII',
      effect: 'FAIL_ALL',
      failDimensionKey: null,
    }),
  ).toBe('The flag “Personal data shown” means the whole score becomes 0.');
});
