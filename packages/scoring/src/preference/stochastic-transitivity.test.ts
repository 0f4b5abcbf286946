import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { stochasticTransitivity } from './stochastic-transitivity.ts';

describe('stochasticTransitivity', () => {
  testFixture<{ readonly counts: number[][] }>(
    'pref-stochastic-transitivity-celebrities',
    ({ input, compare }) => {
      const { weak, moderate, strong, tests } = stochasticTransitivity(input.counts);
      compare('weak', weak);
      compare('moderate', moderate);
      compare('strong', strong);
      compare('tests', tests);
    },
  );

  it('tells the three conditions apart as defined', () => {
    // Block and Marschak (1960), p. 104: P(a, b) = .7, P(b, c) = .6, and P(a, c) weak at .5,
    // moderate at .6, strong at .7.
    const withAC = (ac: number) =>
      stochasticTransitivity([
        [0, 7, ac],
        [3, 0, 6],
        [10 - ac, 4, 0],
      ]);
    expect(withAC(7)).toMatchObject({ value: 0, weak: 0, moderate: 0, strong: 0, tests: 1 });
    expect(withAC(6.5)).toMatchObject({ weak: 0, moderate: 0, strong: 1 });
    expect(withAC(5.5)).toMatchObject({ weak: 0, moderate: 1, strong: 1 });
    expect(withAC(4)).toMatchObject({ value: 1, weak: 3, moderate: 3, strong: 3, tests: 3 });
  });

  it('is undefined without three items that were all compared', () => {
    expect(stochasticTransitivity([]).value).toBeNull();
    const open = stochasticTransitivity([
      [0, 1, 0],
      [1, 0, 1],
      [0, 1, 0],
    ]);
    expect(open.undefinedBecause).toBe('no three items were all compared');
    expect(() => stochasticTransitivity([[0, 1]])).toThrow('a square table');
    expect(() => stochasticTransitivity([[Number.NaN]])).toThrow('counts of 0 or more');
  });

  it('finds nothing to break in shares that a Bradley–Terry scale gives', () => {
    const worths = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(worths, (w) => {
        // P(i, j) = wᵢ / (wᵢ + wⱼ), so the row's worth serves as its count against each other.
        const counts = w.map((mine, i) => w.map((_, j) => (i === j ? 0 : mine)));
        expect(stochasticTransitivity(counts)).toMatchObject({ weak: 0, moderate: 0, strong: 0 });
      }),
    );
  });
});
