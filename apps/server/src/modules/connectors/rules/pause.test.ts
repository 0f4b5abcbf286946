import { describe, expect, it } from 'vitest';
import { afterFailures, askedPause, failuresMax } from './pause.ts';

const now = new Date('2026-03-01T00:00:00Z');
const pause = (status: number, headers: Record<string, string> = {}) =>
  askedPause({ status, headers }, now);
const unix = now.getTime() / 1_000;

describe('the pause that a system asks for', () => {
  it.each([
    ['in seconds', { 'retry-after': '93' }, 93_000],
    ['as a date', { 'retry-after': 'Sun, 01 Mar 2026 00:01:00 GMT' }, 60_000],
    ['as the instant of a reset', { 'x-ratelimit-reset': `${unix + 10}` }, 10_000],
    ['as the seconds until a reset', { 'ratelimit-reset': '41' }, 41_000],
    ['not at all', {}, 60_000],
    ['in words', { 'retry-after': 'soon' }, 60_000],
    ['of nothing', { 'retry-after': '0' }, 1_000],
    ['in the past', { 'retry-after': 'Sun, 01 Mar 2020 00:00:00 GMT' }, 1_000],
    ['of a year', { 'retry-after': '31536000' }, 600_000],
  ])('after a refusal is kept: %s', (_how, headers, ms) => {
    expect(pause(429, headers)).toBe(ms);
  });

  it('before the limit is reached is none, and at the limit lasts until it is free', () => {
    expect(pause(200)).toBe(0);
    expect(pause(200, { 'x-rate-limit-remaining': '12' })).toBe(0);
    expect(pause(200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${unix + 8}` })).toBe(
      8_000,
    );
    expect(pause(200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '30' })).toBe(30_000);
    expect(pause(200, { 'x-ratelimit-remaining': '0' })).toBe(1_000);
    expect(pause(200, { 'x-ratelimit-remaining': 'none' })).toBe(0);
  });
});

it('each failure is followed by a longer pause, a minute in all', () => {
  const pauses = Array.from({ length: failuresMax - 1 }, (_, n) => afterFailures(n + 1));
  expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000]);
});
