import { expect, it } from 'vitest';
import { chipsOf, readFilter } from './read-filter.ts';

const unnamed = { annotator: undefined, dimension: undefined, tier: undefined };

it('reads what it knows and leaves out the rest', () => {
  const filter = readFilter({ from: '0.7', to: 'x', direction: 'C', flag: 'PII', day: 'May' });
  expect(filter).toMatchObject({ compositeFrom: 0.7, compositeTo: null, direction: null });
  expect(filter).toMatchObject({ flag: 'PII', day: null });
});

it('keeps tier 0, and no tier without its dimension', () => {
  expect(readFilter({ dimension: 'tone', tier: '0' }).tier).toBe(0);
  expect(readFilter({ tier: '0' }).tier).toBeNull();
});

it('takes both ends of a range off together', () => {
  const chips = chipsOf(readFilter({ from: '0.7', to: '0.799999999' }), unnamed);
  expect(chips).toEqual([{ keys: ['from', 'to'], label: 'composite 0.70 to 0.80' }]);
});

it('names the tier where it is known', () => {
  const filter = readFilter({ dimension: 'tone', tier: '1' });
  expect(chipsOf(filter, unnamed)[0]?.label).toBe('tone: tier 2');
  const names = { annotator: undefined, dimension: 'Tone', tier: 'Neutral' };
  expect(chipsOf(filter, names)[0]?.label).toBe('Tone: Neutral');
});
