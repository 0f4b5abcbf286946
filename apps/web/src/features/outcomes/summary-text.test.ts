import { expect, it } from 'vitest';
import { summaryText } from './summary-text.ts';

it('reads satisfaction on the scale on which it was asked', () => {
  const about = { unit: '[0, 1]', mean: 0.78, p10: 0.25, median: 0.75, p90: 1 };
  expect(summaryText({ ...about, scale: 'ONE_TO_FIVE' })).toEqual([
    'mean 4.12',
    'median 4',
    '80 % from 2 to 5',
  ]);
  expect(summaryText({ ...about, scale: 'ZERO_TO_TEN' })[0]).toBe('mean 7.8');
  expect(summaryText({ ...about, scale: 'PERCENT' })[0]).toBe('mean 78');
  expect(summaryText({ ...about, scale: 'FRESHDESK' })[1]).toBe('median rank 5.5 of 7');
  expect(summaryText({ ...about, scale: 'GOOD_BAD' })).toEqual(['78 % good']);
});

it('reads times as times, other numbers as they are, and says nothing of a yes or no', () => {
  const times = { mean: 90_000, p10: 60, median: 7_200, p90: 172_800 };
  expect(summaryText({ unit: 'seconds', scale: null, ...times })).toEqual([
    'mean 1 d',
    'median 2 h',
    '80 % from 1 min to 2 d',
  ]);
  const effort = { unit: '1-7', mean: 3.456, p10: 1, median: 3, p90: 6 };
  expect(summaryText(effort)[0]).toBe('mean 3.46');
  expect(summaryText({ unit: 'times', mean: 0.09, p10: 0, median: 0, p90: 0 })).toEqual([
    ...['mean 0.09', 'median 0'],
  ]);
  expect(summaryText({ unit: 'yes/no', mean: 0.4, p10: null, median: null, p90: null })).toEqual(
    [],
  );
});
