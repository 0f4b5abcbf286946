import { expect, it } from 'vitest';
import { type Draft, inputOf, newDimension, newProfile, newRedLine, newTier } from './draft.ts';
import {
  keyOf,
  moved,
  problemsBelow,
  withAt,
  withDimension,
  withoutDimension,
  withTierMoved,
} from './draft-edits.ts';

const tone = { ...newDimension([]), key: 'tone', label: 'Tone' };
const facts = { ...newDimension([]), key: 'facts', label: 'Facts' };
const draft: Draft = {
  dimensions: [tone, facts],
  redLines: [newRedLine('facts')],
  profiles: [{ ...newProfile(), name: 'p', weights: [{ dimensionKey: 'facts', weight: 2 }] }],
};

it.each([
  ['Policy adherence', 'policy_adherence'],
  ['Überzeugung', 'uberzeugung'],
  ['2nd look', 'nd_look'],
])('makes of the label %j the key %j', (label, key) => {
  expect(keyOf(label)).toBe(key);
});
it('gives a new dimension a key that is free', () => {
  expect(newDimension(['accuracy', 'dimension_3']).key).toBe('dimension_4');
});
it('moves within the list and no further', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
it('lets the words of tiers change places and leaves the values in order', () => {
  const tiers = ['low', 'middle', 'high'].map((label, n) => ({ ...newTier(n / 2), label }));
  const after = withTierMoved(tiers, 2, -1).map(({ label, value }) => [label, value]);
  expect(after).toEqual([
    ['low', 0],
    ['high', 0.5],
    ['middle', 1],
  ]);
});
it('changes one entry and leaves the others', () => {
  const list = [
    { n: 1, m: 1 },
    { n: 2, m: 2 },
  ];
  expect(withAt(list, 1, { n: 5 })).toEqual([
    { n: 1, m: 1 },
    { n: 5, m: 2 },
  ]);
});
it('lets red lines and profiles follow a key that changes', () => {
  const renamed = withDimension(draft, 1, { ...facts, key: 'accuracy' });
  expect(renamed.redLines.map(({ dimensionKey }) => dimensionKey)).toEqual(['accuracy']);
  expect(renamed.profiles[0]?.weights).toEqual([{ dimensionKey: 'accuracy', weight: 2 }]);
});
it('takes what names a dimension away with it, and nothing else', () => {
  const without = withoutDimension(draft, 1);
  expect(without).toMatchObject({ dimensions: [{ key: 'tone' }], redLines: [] });
  expect(without.profiles[0]?.weights).toEqual([]);
  expect(withoutDimension(draft, 0).redLines).toEqual(draft.redLines);
});
it('finds the problems of one part, the first of each field', () => {
  const problems = [
    { field: 'dimensions.1.label', message: 'first' },
    { field: 'dimensions.1.label', message: 'second' },
    { field: 'dimensions.10.label', message: 'other' },
  ];
  expect([...problemsBelow(problems, 'dimensions.1')]).toEqual([['label', 'first']]);
});
it('sends no ids of the page', () => {
  expect(JSON.stringify(inputOf(draft))).not.toContain('new-');
});
