import { expect, it } from 'vitest';
import { keyOf, moved, newDimension, withAt } from './draft.ts';

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
it('changes one entry and leaves the others', () => {
  expect(
    withAt(
      [
        { n: 1, m: 1 },
        { n: 2, m: 2 },
      ],
      1,
      { n: 5 },
    ),
  ).toEqual([
    { n: 1, m: 1 },
    { n: 5, m: 2 },
  ]);
});
