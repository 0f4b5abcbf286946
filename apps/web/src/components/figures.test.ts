import { expect, it } from 'vitest';
import { plural, shown, shownInterval } from './figures.ts';

it('rounds as people read', () => {
  expect(shown(0.678, 'fraction')).toBe('0.68');
  expect(shown(-0.04, 'fraction')).toBe('−0.04');
  expect(shown(-0.001, 'fraction')).toBe('0.00');
  expect(shown(0.036, 'percent')).toBe('3.6 %');
  expect(shown(0, 'percent')).toBe('0 %');
  expect(shown(0.0996, 'percent')).toBe('10 %');
  expect(shown(1, 'percent')).toBe('100 %');
});

it('gives an interval with its level, or says that there is none', () => {
  const interval = { low: 0.31, high: 0.5, level: 0.95 };
  expect(shownInterval({ interval }, 'fraction')).toBe('95 % [0.31, 0.50]');
  expect(shownInterval({}, 'fraction')).toBe('no interval');
});

it('counts in words', () => {
  expect(plural(1, 'task')).toBe('1 task');
  expect(plural(1200, 'task')).toBe('1,200 tasks');
});
