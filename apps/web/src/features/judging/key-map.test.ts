import { expect, test } from 'vitest';
import { commandFor, type KeyContext, type KeyPress } from './key-map.ts';

const rating: KeyContext = {
  kind: 'RATING',
  allowBothGood: false,
  dialogOpen: false,
  readOnly: false,
};
const pair: KeyContext = { ...rating, kind: 'PAIRWISE' };

function press(key: string, change: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    shift: false,
    command: false,
    alt: false,
    repeat: false,
    target: 'PLAIN',
    ...change,
  };
}

test('a pair: arrows choose, shift is stronger, digits set the strength', () => {
  const keys = ['ArrowLeft', 'ArrowRight', 'ArrowDown', 'ArrowUp', '3'];
  expect(keys.map((key) => commandFor(press(key), pair))).toEqual([
    { type: 'side', side: 'LEFT', stronger: false },
    { type: 'side', side: 'RIGHT', stronger: false },
    { type: 'verdict', verdict: 'TIE' },
    { type: 'verdict', verdict: 'BOTH_BAD' },
    { type: 'digit', digit: 3 },
  ]);
  expect(commandFor(press('ArrowLeft', { shift: true }), pair)).toEqual({
    type: 'side',
    side: 'LEFT',
    stronger: true,
  });
});

test('both good only where the project allows it', () => {
  expect(commandFor(press('b'), pair)).toBeNull();
  expect(commandFor(press('b'), { ...pair, allowBothGood: true })).toEqual({
    type: 'verdict',
    verdict: 'BOTH_GOOD',
  });
});

test('a rating: up and down move, left and right nudge, x is not applicable', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'x', '0'];
  expect(keys.map((key) => commandFor(press(key), rating))).toEqual([
    { type: 'move', by: -1 },
    { type: 'move', by: 1 },
    { type: 'nudge', by: -1 },
    { type: 'nudge', by: 1 },
    { type: 'not-applicable' },
    { type: 'not-applicable' },
  ]);
});

test('nothing fires while typing but Escape and ctrl-Enter', () => {
  for (const key of ['1', 's', 'f', 'n', 'u', 'x', '?', 'Enter', 'ArrowLeft', 'j'])
    expect(commandFor(press(key, { target: 'TEXT' }), pair)).toBeNull();
  expect(commandFor(press('Escape', { target: 'TEXT' }), pair)).toEqual({ type: 'leave-field' });
  expect(commandFor(press('Enter', { target: 'TEXT', command: true }), pair)).toEqual({
    type: 'submit',
  });
});

test('Enter on a button is the button’s own', () => {
  expect(commandFor(press('Enter', { target: 'CONTROL' }), rating)).toBeNull();
  expect(commandFor(press('Enter'), rating)).toEqual({ type: 'submit' });
});

test('a held key never submits, skips or raises the strength', () => {
  for (const key of ['Enter', 's', 'u', '1', 'ArrowRight'])
    expect(commandFor(press(key, { repeat: true }), pair)).toBeNull();
  expect(commandFor(press('ArrowDown', { repeat: true }), rating)).toEqual({ type: 'move', by: 1 });
});

test('shortcuts of the browser and open dialogs are left alone', () => {
  expect(commandFor(press('s', { command: true }), rating)).toBeNull();
  expect(commandFor(press('ArrowLeft', { alt: true }), pair)).toBeNull();
  expect(commandFor(press('Enter'), { ...rating, dialogOpen: true })).toBeNull();
});

test('what can only be looked at cannot be changed', () => {
  const looking = { ...pair, readOnly: true };
  for (const key of ['1', 'ArrowLeft', 'x', 'Enter', 's', 'f'])
    expect(commandFor(press(key), looking)).toBeNull();
  expect(commandFor(press('Enter', { command: true }), looking)).toBeNull();
  expect(commandFor(press('d'), looking)).toEqual({ type: 'difference' });
});
