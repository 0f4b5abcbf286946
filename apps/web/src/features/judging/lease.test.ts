import { expect, test } from 'vitest';
import { renewalDue } from './lease.ts';

const minute = 60_000;
const lease = (minutes: number) => ({
  leasedUntil: new Date(minutes * minute).toISOString(),
  receivedAt: 0,
});

test('a short lease is renewed at half of it, a long one after ten minutes', () => {
  expect(renewalDue(lease(4), 2 * minute - 1)).toBe(false);
  expect(renewalDue(lease(4), 2 * minute)).toBe(true);
  expect(renewalDue(lease(60), 10 * minute - 1)).toBe(false);
  expect(renewalDue(lease(60), 10 * minute)).toBe(true);
});

test('a clock ahead of the server, or no time at all, renews often but not always', () => {
  expect(renewalDue(lease(-30), 14_999)).toBe(false);
  expect(renewalDue(lease(-30), 15_000)).toBe(true);
  expect(renewalDue({ leasedUntil: '', receivedAt: 0 }, 15_000)).toBe(true);
});
