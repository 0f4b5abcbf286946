import { expect, it } from 'vitest';
import { timeAgo } from './when.tsx';

const now = new Date('2026-05-10T12:00:00Z');

it('takes the largest unit that fits', () => {
  expect(timeAgo(new Date('2026-05-07T12:00:00Z'), now)).toBe('3 days ago');
  expect(timeAgo(new Date('2026-05-10T11:01:00Z'), now)).toBe('59 minutes ago');
  expect(timeAgo(new Date('2026-05-10T11:59:30Z'), now)).toBe('just now');
});

it('speaks of what is to come', () => {
  expect(timeAgo(new Date('2026-05-17T12:00:00Z'), now)).toBe('in 7 days');
});
