import { expect, it } from 'vitest';
import { readableBins } from './readable-bins.ts';

const twenty = (low: number, high: number, count: (at: number) => number) =>
  Array.from({ length: 20 }, (_, at) => ({
    low: low + ((high - low) * at) / 20,
    high: low + ((high - low) * (at + 1)) / 20,
    count: count(at),
  }));

it('shows times in the unit of which the longest is at least four', () => {
  const days = readableBins(
    twenty(0, 864_000, () => 1),
    'seconds',
  );
  expect([days.axis, days.bins.at(-1)?.high]).toEqual(['days', 10]);
  const hours = readableBins(
    twenty(0, 36_000, () => 1),
    'seconds',
  );
  expect([hours.axis, hours.bins.at(-1)?.high]).toEqual(['hours', 10]);
  const short = readableBins(
    twenty(0, 100, () => 1),
    'seconds',
  );
  expect([short.axis, short.bins.at(-1)?.high]).toEqual(['seconds', 100]);
});

it('draws a bar around each whole number, and loses no ticket', () => {
  const found = readableBins(
    twenty(0, 3, (at) => (at === 0 ? 90 : at === 6 ? 8 : at === 13 ? 2 : at === 19 ? 1 : 0)),
    'times',
  );
  expect(found.ticks).toEqual([0, 1, 2, 3]);
  expect(found.bins.map(({ count }) => count)).toEqual([90, 8, 2, 1]);
  expect(found.bins[1]).toMatchObject({ low: 0.5, high: 1.5 });
});

it('keeps a single value, many values and other units as they are', () => {
  const one = readableBins([{ low: 0, high: 0, count: 7 }], 'times');
  expect([one.ticks, one.bins.map(({ count }) => count)]).toEqual([[0], [7]]);
  const many = twenty(0, 40, () => 1);
  expect(readableBins(many, 'times').bins).toHaveLength(20);
  expect(readableBins(many, '1-5')).toMatchObject({ axis: '1-5', ticks: null });
  expect(readableBins([], 'seconds').bins).toEqual([]);
});
