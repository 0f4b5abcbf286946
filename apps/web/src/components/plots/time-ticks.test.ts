import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks.ts';

it('puts numbers at round days, hours, minutes or seconds, by how long the axis is', () => {
  expect(timeTicks(10 * 86_400).map((at) => at / 86_400)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(timeTicks(10 * 3_600).map((at) => at / 3_600)).toEqual([0, 2, 4, 6, 8, 10]);
  expect(timeTicks(5 * 60).map((at) => at / 60)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(timeTicks(1)).toContain(0);
});
