import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { circularTriads } from './circular-triads.ts';

/** The tournament in which bit k says who won pair k. */
const tournament = (items: number, bits: bigint): number[][] => {
  const wins = Array.from({ length: items }, () => Array<number>(items).fill(0));
  let rest = bits;
  for (const [i, row] of wins.entries())
    for (const [j, other] of wins.entries()) {
      if (j <= i) continue;
      row[j] = Number(rest & 1n);
      other[i] = 1 - (row[j] ?? 0);
      rest >>= 1n;
    }
  return wins;
};

describe('circularTriads', () => {
  for (const id of ['pref-circular-triads-6', 'pref-circular-triads-transitive5'])
    testFixture<{ readonly wins: number[][] }>(id, ({ input, compare }) => {
      const found = circularTriads(input.wins);
      compare('circularTriads', found.triads);
      compare('maxTriads', found.maximum);
      compare('expectedTriads', found.expected);
      compare('zeta', found.value);
      compare('chisq', found.chiSquare?.value);
      compare('df', found.chiSquare?.degreesOfFreedom);
      compare('pChisqFewerTriads', found.chiSquare?.p);
      compare('pExactFewerTriads', found.exactP);
    });

  it('has the published distribution of triads among five items', () => {
    // Kendall and Babington Smith (1940), Biometrika 31:331, Table 3: of 1,024 tournaments of five,
    // 120, 120, 240, 240, 280 and 24 have 0 to 5 circular triads.
    const counts = Array<number>(6).fill(0);
    for (let bits = 0; bits < 1024; bits += 1) {
      const { triads } = circularTriads(tournament(5, BigInt(bits)));
      counts[triads] = (counts[triads] ?? 0) + 1;
    }
    expect(counts).toEqual([120, 120, 240, 240, 280, 24]);
  });

  it('answers at the edges and refuses what is no complete tournament', () => {
    expect(circularTriads([]).undefinedBecause).toBe('fewer than three items have no triad');
    expect(
      circularTriads([
        [0, 1],
        [0, 0],
      ]).value,
    ).toBeNull();
    const cycle = circularTriads([
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ]);
    expect(cycle).toMatchObject({ value: 0, triads: 1, exactP: 1, chiSquare: null });
    const large = tournament(12, 0n);
    expect(circularTriads(large)).toMatchObject({ value: 1, exactP: null, triads: 0 });
    expect(() =>
      circularTriads([
        [0, 1],
        [1, 0],
      ]),
    ).toThrow('each pair judged exactly once');
    expect(() =>
      circularTriads([
        [0, 2],
        [0, 0],
      ]),
    ).toThrow(RangeError);
    expect(() => circularTriads([[0, 1]])).toThrow('a square table');
  });

  it('counts what looking at every triple finds, up to ten items', () => {
    const sizes = fc.integer({ min: 3, max: 10 });
    fc.assert(
      fc.property(sizes, fc.bigInt({ min: 0n, max: 2n ** 45n }), (items, bits) => {
        const wins = tournament(items, bits);
        const beats = (i: number, j: number) => wins[i]?.[j] === 1;
        let triads = 0;
        for (let i = 0; i < items; i += 1)
          for (let j = 0; j < items; j += 1)
            for (let k = 0; k < items; k += 1)
              if (beats(i, j) && beats(j, k) && beats(k, i)) triads += 1 / 3;
        const found = circularTriads(wins);
        expect(found.triads).toBeCloseTo(triads, 9);
        expect(found.triads).toBeLessThanOrEqual(found.maximum);
        expect(found.exactP).toBeGreaterThan(0);
        expect(found.exactP).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });
});
