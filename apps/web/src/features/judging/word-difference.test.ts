import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDifference } from './word-difference.ts';

test('marks the words that only one text has', () => {
  const { first, second } = wordDifference('It arrives on Monday.', 'It arrives on Tuesday.');
  const only = (stretches: typeof first) =>
    stretches.filter((stretch) => stretch.only).map(({ text }) => text);
  expect([only(first), only(second)]).toEqual([['Monday'], ['Tuesday']]);
});

test('the stretches make up the texts again', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const { first, second } = wordDifference(a, b);
      const joined = (stretches: typeof first) => stretches.map(({ text }) => text).join('');
      expect([joined(first), joined(second)]).toEqual([a, b]);
    }),
  );
});
