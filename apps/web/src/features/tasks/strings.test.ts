import { expect, it } from 'vitest';
import { attributeOf, preferenceText, stateOf } from './strings.ts';

it('says a preference in words', () => {
  expect(preferenceText({ direction: 'A', strength: 3 })).toBe('A is much better');
  expect(preferenceText({ direction: 'B', strength: null })).toBe('B is better');
  expect(preferenceText({ direction: 'TIE', strength: null })).toBe('tie');
});

it('reads an attribute filter, and nothing from half of one', () => {
  expect(attributeOf(' topic = gift cards ')).toEqual({ key: 'topic', equals: 'gift cards' });
  expect(attributeOf('a=b=c')).toEqual({ key: 'a', equals: 'b=c' });
  expect(attributeOf('topic=')).toBeNull();
  expect(attributeOf('topic')).toBeNull();
});

it('takes no state from a URL that is none', () => {
  expect(stateOf('ON_HOLD')).toBe('ON_HOLD');
  expect(stateOf('toString')).toBeNull();
});
