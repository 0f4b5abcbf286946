import { expect, it } from 'vitest';
import { adjustmentText, clusterText } from './done-text.ts';

it('claims no adjustment that was not made', () => {
  const asked = ['channel', 'note', 'region'];
  expect(adjustmentText(asked, ['channel'])).toEqual([
    'adjusted for channel',
    'not adjusted for note, region',
  ]);
  expect(adjustmentText(asked, asked)).toEqual(['adjusted for channel, note, region']);
  expect(adjustmentText(['region'], [])).toEqual(['not adjusted for region']);
  expect(adjustmentText([], [])).toEqual([]);
});

it('says what was asked for where nobody knows what became of it', () => {
  expect(adjustmentText(['channel', 'note'], null)).toEqual(['asked to adjust for channel, note']);
  expect(adjustmentText([], null)).toEqual([]);
});

it('names clusters, unless there were none', () => {
  expect(clusterText('customer', { clusters: 40 })).toEqual(['clusters by customer']);
  expect(clusterText('customer', null)).toEqual(['clusters by customer']);
  expect(clusterText('custmer', { clusters: null })).toEqual(['not clustered by custmer']);
  expect(clusterText(null, { clusters: null })).toEqual([]);
});
