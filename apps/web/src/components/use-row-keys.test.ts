import { expect, it } from 'vitest';
import { rowAfterKey } from './use-row-keys.ts';

it('stays within the table', () => {
  expect(rowAfterKey('ArrowUp', 0, 5)).toBe(0);
  expect(rowAfterKey('ArrowDown', 4, 5)).toBe(4);
  expect(rowAfterKey('PageDown', 0, 5)).toBe(4);
  expect(rowAfterKey('End', 1, 5)).toBe(4);
});

it('leaves other keys to the page', () => {
  expect(rowAfterKey('a', 1, 5)).toBeNull();
  expect(rowAfterKey('toString', 1, 5)).toBeNull();
});
