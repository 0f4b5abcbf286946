import { expect, test } from 'vitest';
import {
  activeMs,
  idleAfterMs,
  isActive,
  noteActivity,
  pauseActiveTime,
  startActiveTime,
} from './active-time.ts';

test('counts while somebody is there, and at most the idle time after', () => {
  const time = noteActivity(startActiveTime(1000), 31_000);
  expect(activeMs(time, 41_000)).toBe(40_000);
  expect(activeMs(time, 10_000_000)).toBe(30_000 + idleAfterMs);
  expect(isActive(time, 10_000_000)).toBe(false);
});

test('time away between two stretches is left out', () => {
  const idle = startActiveTime(0);
  const back = noteActivity(idle, 500_000);
  expect(activeMs(back, 510_000)).toBe(idleAfterMs + 10_000);
});

test('a hidden tab does not count', () => {
  const hidden = pauseActiveTime(startActiveTime(0), 5_000);
  expect(activeMs(hidden, 900_000)).toBe(5_000);
  expect(isActive(hidden, 5_001)).toBe(false);
  expect(activeMs(noteActivity(hidden, 900_000), 902_000)).toBe(7_000);
});

test('goes on from what an earlier page counted', () => {
  expect(activeMs(startActiveTime(100, 3_000), 1_100)).toBe(4_000);
});
