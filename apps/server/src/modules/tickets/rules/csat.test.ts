import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csatScales, csatState, normalised } from './csat.ts';

describe('normalised', () => {
  it.each([
    [0, 'GOOD_BAD', 0],
    [1, 'GOOD_BAD', 1],
    [4, 'ONE_TO_FIVE', 0.75],
    [7, 'ZERO_TO_TEN', 0.7],
    [5.5, 'PERCENT', 0.055],
    [-103, 'FRESHDESK', 0],
    [100, 'FRESHDESK', 0.5],
    [102, 'FRESHDESK', 5 / 6],
  ] as const)('%d on %s is %d', (raw, scale, expected) => {
    expect(normalised(raw, scale)).toBeCloseTo(expected, 12);
  });

  it.each([
    [0.5, 'GOOD_BAD'],
    [0, 'ONE_TO_FIVE'],
    [3.5, 'ONE_TO_FIVE'],
    [6, 'ONE_TO_FIVE'],
    [101, 'PERCENT'],
    [0, 'FRESHDESK'],
    [-100, 'FRESHDESK'],
    [Number.NaN, 'PERCENT'],
    [Number.POSITIVE_INFINITY, 'PERCENT'],
  ] as const)('%d is nothing on %s', (raw, scale) => {
    expect(normalised(raw, scale)).toBeNull();
  });

  it('keeps the order of answers and stays in [0, 1], on every scale', () => {
    const scale = fc.constantFrom(...csatScales);
    const raw = fc.integer({ min: -103, max: 103 });
    fc.assert(
      fc.property(scale, raw, raw, (on, one, other) => {
        const [a, b] = [normalised(one, on), normalised(other, on)];
        if (a === null || b === null) return;
        expect(Math.sign(a - b)).toBe(Math.sign(one - other));
        expect(Math.min(a, b) >= 0 && Math.max(a, b) <= 1).toBe(true);
      }),
    );
  });
});

describe('csatState', () => {
  const nothing = { csatRaw: null, csatOfferedAt: null, csatAnsweredAt: null };
  const day = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['UNOFFERED', nothing],
    ['UNANSWERED', { ...nothing, csatOfferedAt: day }],
    ['ANSWERED', { ...nothing, csatOfferedAt: day, csatRaw: 1 }],
    ['ANSWERED', { ...nothing, csatRaw: 0 }],
    ['ANSWERED', { ...nothing, csatAnsweredAt: day }],
  ] as const)('is %s', (expected, outcome) => {
    expect(csatState(outcome)).toBe(expected);
  });
});
