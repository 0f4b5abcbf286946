import { expect, test } from 'vitest';
import {
  preferenceAt,
  preferredSide,
  pressSide,
  scaleStep,
  scaleSteps,
  verdictOf,
  withStrength,
} from './preference.ts';
import { pair } from './testing/assignments.ts';

test('pressing the same side again is stronger, the other side starts again', () => {
  const first = pressSide(pair(), null, 'LEFT', false);
  expect(first).toEqual({ verdict: 'PREFERRED', preferredResponseId: 'r1', strength: 1 });
  const second = pressSide(pair(), first, 'LEFT', false);
  const third = pressSide(pair(), second, 'LEFT', true);
  expect([second?.strength, third?.strength]).toEqual([2, 3]);
  expect(pressSide(pair(), third, 'LEFT', true)?.strength).toBe(3);
  expect(pressSide(pair(), third, 'RIGHT', false)).toEqual({
    verdict: 'PREFERRED',
    preferredResponseId: 'r2',
    strength: 1,
  });
  expect(pressSide(pair(), null, 'RIGHT', true)?.strength).toBe(2);
});

test('each step of the scale is its own preference, and back', () => {
  for (const step of scaleSteps) expect(scaleStep(pair(), preferenceAt(pair(), step))).toBe(step);
});

test('sides are those shown, whatever the ids are', () => {
  const swapped = pair({ responses: [...pair().responses].reverse() });
  expect(preferenceAt(swapped, -3)?.preferredResponseId).toBe('r2');
  expect(preferredSide(swapped, preferenceAt(swapped, -3))).toBe('LEFT');
});

test('strength belongs to a preferred side only', () => {
  expect(withStrength(verdictOf('TIE'), 2)).toEqual(verdictOf('TIE'));
  expect(withStrength(preferenceAt(pair(), 1), 3)?.strength).toBe(3);
  expect(scaleStep(pair(), verdictOf('BOTH_BAD'))).toBeNull();
});
