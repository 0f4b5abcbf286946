import { expect, it } from 'vitest';
import { attemptsMax, isGivenUp, nextAttempt, pauseUntil } from './schedule.ts';

const now = new Date('2026-03-01T12:00:00Z');
const secondsUntil = (at: Date | null) =>
  at === null ? null : (at.getTime() - now.getTime()) / 1_000;

it('waits as Standard Webhooks recommend, for three days and a little more', () => {
  const waits = Array.from({ length: attemptsMax }, (_, n) =>
    secondsUntil(nextAttempt(now, n + 1, 0)),
  );
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
  const hours = waits.reduce((sum: number, wait) => sum + (wait ?? 0), 0) / 3_600;
  expect(hours).toBeCloseTo(75.6, 1);
});

it('adds up to a tenth of a wait, and never takes from it', () => {
  for (const chance of [0, 0.5, 0.999]) {
    expect(secondsUntil(nextAttempt(now, 4, chance))).toBeCloseTo(7_200 * (1 + chance / 10), 2);
  }
});

it.each([
  [429, '120', 120],
  [503, ' 5 ', 5],
  [502, '0', 0],
  [504, 'Sun, 01 Mar 2026 12:10:00 GMT', 600],
  [429, 'Sun, 01 Mar 2026 11:00:00 GMT', 0],
  [429, '999999', 3_600],
  [429, 'Tue, 01 Mar 2044 12:10:00 GMT', 3_600],
  [429, 'soon', 60],
  [429, '-5', 60],
  [429, null, 60],
  [503, '', 60],
  [500, '120', null],
  [404, null, null],
])('after %s with Retry-After %j pauses for %s s', (status, retryAfter, seconds) => {
  expect(secondsUntil(pauseUntil(now, status, retryAfter))).toBe(seconds);
});

it('gives a receiver up after five days without success', () => {
  const days = (n: number) => new Date(now.getTime() - n * 86_400_000);
  expect([4.9, 5, 6].map((n) => isGivenUp(now, days(n)))).toEqual([false, true, true]);
});
