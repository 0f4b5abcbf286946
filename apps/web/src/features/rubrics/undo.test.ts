import { expect, it } from 'vitest';
import { stepsAfter } from './undo.ts';

const none = { past: [], changedAt: 0 };

it('makes one step of quick typing', () => {
  const first = stepsAfter(none, 'a', { at: 100, sameShape: true });
  const second = stepsAfter(first, 'ab', { at: 300, sameShape: true });
  expect(second.past).toEqual(['a']);
});
it('makes a step of its own of what comes later, or adds and removes', () => {
  const first = stepsAfter(none, 'a', { at: 100, sameShape: true });
  expect(stepsAfter(first, 'b', { at: 5_000, sameShape: true }).past).toEqual(['a', 'b']);
  expect(stepsAfter(first, 'b', { at: 150, sameShape: false }).past).toEqual(['a', 'b']);
});
it('forgets the oldest of many', () => {
  let steps: { past: readonly number[]; changedAt: number } = none;
  for (let n = 0; n < 80; n += 1) steps = stepsAfter(steps, n, { at: n, sameShape: false });
  expect([steps.past[0], steps.past.length]).toEqual([30, 50]);
});
