import { expect, test } from 'vitest';
import { askedCells, cellTarget, stopsOf } from './cells.ts';
import { dimension, pair, rating } from './testing/assignments.ts';

test('asks turns first, each judged message on its own', () => {
  const assignment = rating({
    dimensions: [
      { weight: 1, dimension: dimension('overall', 'CONVERSATION') },
      { weight: 1, dimension: dimension('turn', 'TURN') },
    ],
    messages: [
      { id: 'm1', role: 'USER', content: 'a', language: null, judged: false },
      { id: 'm2', role: 'ASSISTANT', content: 'b', language: null, judged: true },
      { id: 'm3', role: 'USER', content: 'c', language: null, judged: false },
      { id: 'm4', role: 'ASSISTANT', content: 'd', language: null, judged: true },
      { id: 'm5', role: 'ASSISTANT', content: 'e', language: null, judged: false },
    ],
    responses: [],
  });
  const cells = askedCells(assignment);
  expect(cells.map(({ dimension: { key }, messageId }) => [key, messageId])).toEqual([
    ['turn', 'm2'],
    ['turn', 'm4'],
    ['overall', null],
  ]);
  expect(cells.map((cell) => cellTarget(assignment, cell))).toEqual([
    { kind: 'TURN', number: 2 },
    { kind: 'TURN', number: 4 },
    null,
  ]);
});

test('asks a dimension of each response in the order shown', () => {
  const assignment = pair();
  const cells = askedCells(assignment);
  expect(cells.map((cell) => cellTarget(assignment, cell)?.number)).toEqual([1, 2]);
  expect(new Set(cells.map(({ key }) => key)).size).toBe(2);
});

test('a pair begins with its preference, a rating with its first dimension', () => {
  expect(stopsOf(pair()).map(({ kind }) => kind)).toEqual(['PREFERENCE', 'CELL', 'CELL']);
  expect(stopsOf(rating()).map(({ kind }) => kind)).toEqual(['CELL', 'CELL']);
});
