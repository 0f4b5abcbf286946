import { describe, expect, it } from 'vitest';
import { malformedRatings } from './testing/malformed-ratings.ts';
import { malformedVariables } from './testing/malformed-variables.ts';
import { offered } from './testing/offered.ts';

const malformed = { ...malformedRatings, ...malformedVariables };

describe('malformed input', () => {
  it.each(Object.entries(malformed))('is refused by %s, in its name', (name, calls) => {
    for (const call of calls) expect(call).toThrow(RangeError);
    for (const call of calls) expect(call).toThrow(new RegExp(`^${name} requires `));
  });

  it('is tried on every function that refuses any', () => {
    // A rubric's problems are listed, not thrown.
    const listing = ['scoreJudgment', 'validateRubric'];
    const refusing = Object.values(offered)
      .flat()
      .filter((name) => !listing.includes(name));
    expect(Object.keys(malformed).sort()).toEqual(refusing.sort());
  });
});
