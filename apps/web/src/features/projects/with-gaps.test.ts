import { expect, it } from 'vitest';
import { withGaps } from './with-gaps.ts';

it('fills the days on which nothing happened', () => {
  const days = [
    { day: '2026-03-02', count: 4 },
    { day: '2026-02-27', count: 1 },
  ];
  expect(withGaps(days)).toEqual([
    { day: '2026-02-27', count: 1 },
    { day: '2026-02-28', count: 0 },
    { day: '2026-03-01', count: 0 },
    { day: '2026-03-02', count: 4 },
  ]);
  expect(withGaps([])).toEqual([]);
});
