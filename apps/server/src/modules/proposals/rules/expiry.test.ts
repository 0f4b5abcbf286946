import { describe, expect, it } from 'vitest';
import type { Gain } from './evidence.ts';
import { hasExpired } from './expiry.ts';

const gain = (n: number, low: number, high: number): Gain => ({
  ...{ value: (low + high) / 2, undefinedBecause: null, n },
  interval: { low, high, level: 0.95, method: 'bootstrap' },
});
const first = gain(750, 0.004, 0.03);
const approved = {
  gain: first,
  holdout: {
    ...{ from: null, tickets: 250, today: 0.7, equal: 0.7, proposed: 0.72 },
    ...{ gain: gain(250, -0.01, 0.05), gainOverEqual: first },
  },
};

describe('hasExpired', () => {
  it.each([
    ['too few to tell', gain(300, -0.005, 0.03), false],
    ['as many as showed it, and it is shown again', gain(800, 0.001, 0.02), false],
    ['as many as showed it, and it is not', gain(800, -0.001, 0.02), true],
    ['few, but surely worse', gain(300, -0.05, -0.01), true],
    ['fewer than confirmed it', gain(200, -0.05, -0.01), false],
    ['no figure', { ...gain(900, 0, 0), value: null, interval: null }, false],
  ])('on later tickets that are %s', (_name, later, expired) => {
    expect(hasExpired(approved, later)).toBe(expired);
  });
});
