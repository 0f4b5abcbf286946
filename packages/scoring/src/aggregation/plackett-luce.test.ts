import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { bradleyTerry } from './bradley-terry.ts';
import { plackettLuce, type Ranking } from './plackett-luce.ts';

describe('plackettLuce', () => {
  testFixture<{ readonly items: string[]; readonly orderings: number[][] }>(
    'pl-nascar',
    ({ input: { items, orderings }, compare, omit }) => {
      const rankings = orderings.map((ordering) => ordering.map((item) => item - 1));
      const { value, strengths } = plackettLuce(items.length, rankings, { reference: 0 });
      const named = (values: readonly number[] | undefined) =>
        Object.fromEntries(items.map((item, i) => [item, values?.[i]]));
      compare('logLik', value);
      compare('logWorth', named(strengths?.abilities));
      compare('worth', named(strengths?.worths));
      compare('se', named(strengths?.standardErrors));
      omit('quasiSE', 'quasi standard errors are not offered');
      // Hunter (2004), Annals of Statistics 32:401, Table 2.
      const published = { 'PJ Jones': 4.15, 'Scott Pruett': 3.62, 'Dick Trickle': -0.31 };
      for (const [driver, ability] of Object.entries(published))
        expect(strengths?.abilities[items.indexOf(driver)]).toBeCloseTo(ability, 2);
    },
  );

  interface Puddings {
    readonly items: string[];
    readonly rows: [i: number, j: number, winI: number, winJ: number, tie: number][];
  }
  testFixture<Puddings>('bt-davidson-pudding', ({ input: { items, rows }, compare }) => {
    const times = (count: number, ranking: Ranking) => Array<Ranking>(count).fill(ranking);
    const rankings = rows.flatMap(([i, j, winI, winJ, tie]) => [
      ...times(winI, [i - 1, j - 1]),
      ...times(winJ, [j - 1, i - 1]),
      ...times(tie, [[i - 1, j - 1]]),
    ]);
    const { value, strengths, ties } = plackettLuce(items.length, rankings, { reference: 0 });
    const named = (values: readonly number[] | undefined) =>
      Object.fromEntries(items.map((item, i) => [item, values?.[i]]));
    compare('logLik', value);
    compare('logWorth', named(strengths?.abilities));
    compare('worth', named(strengths?.worths));
    compare('se', named(strengths?.standardErrors));
    compare('tieNu', ties[0]?.value);
    compare('logTieNu', Math.log(ties[0]?.value ?? 0));
    compare('logTieNuSe', ties[0]?.logStandardError);
  });

  it('weighs every way to share a place', () => {
    // Three items without a difference: 7 sets, of which the singles, pairs and the triple share
    // odds 1, δ₂ and δ₃, so that fitted shares are the observed ones: 6, 3 and 1 of 10 first places.
    const turn = (i: number) => [i, (i + 1) % 3, (i + 2) % 3] as const;
    const rankings: Ranking[] = [0, 1, 2].flatMap((i) => {
      const [a, b, c] = turn(i);
      return [
        [a, b, c],
        [a, c, b],
        [[a, b], c],
      ];
    });
    rankings.push([[0, 1, 2]]);
    const { strengths, ties, converged } = plackettLuce(3, rankings);
    expect(converged).toBe(true);
    for (const ability of strengths?.abilities ?? [9]) expect(ability).toBeCloseTo(0, 9);
    expect(ties.map(({ size }) => size)).toEqual([2, 3]);
    const [pair = 0, triple = 0] = ties.map(({ value }) => value);
    // The first place: 3 singles, 3 pairs, 1 triple; the second: 2 singles, 1 pair.
    const [first, second] = [3 + 3 * pair + triple, 2 + pair];
    expect((10 * 3 * pair) / first + (6 * pair) / second).toBeCloseTo(3, 8);
    expect((10 * triple) / first).toBeCloseTo(1, 8);
  });

  it('is Bradley and Terry’s model for rankings of two, with their published estimate', () => {
    // Bradley and Terry (1952) for two items: the log odds of 7 wins to 3.
    const rankings = [...Array(7).fill([0, 1]), ...Array(3).fill([1, 0])];
    const { strengths } = plackettLuce(2, rankings, { reference: 0 });
    expect(strengths?.abilities[1]).toBeCloseTo(Math.log(3 / 7), 10);
    expect(strengths?.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 7 + 1 / 3), 10);
  });

  it('says which items cannot be placed, and refuses broken rankings', () => {
    expect(
      plackettLuce(3, [
        [0, 1, 2],
        [0, 2, 1],
      ]),
    ).toMatchObject({
      value: null,
      strengths: null,
      groups: [[0], [1, 2]],
    });
    expect(plackettLuce(2, [[0], [1], []])).toMatchObject({ value: null, pairable: 0 });
    expect(plackettLuce(1, [[0]]).undefinedBecause).toBe('there are fewer than two items');
    expect(plackettLuce(2, [[[0, 1]]]).undefinedBecause).toContain('no finite estimate exists');
    const all = Array.from({ length: 20 }, (_, i) => i);
    const half = [all.slice(0, 10), all.slice(10)];
    expect(plackettLuce(20, [half, half.toReversed()]).undefinedBecause).toContain('too many ways');
    expect(() => plackettLuce(2, [[[], 1]])).toThrow('an item in each place');
    expect(() => plackettLuce(2, [[0, 2]])).toThrow('plackettLuce requires items numbered');
    expect(() => plackettLuce(2, [[0, 0]])).toThrow('each item once');
  });

  it('agrees with bradleyTerry on rankings of two', () => {
    const pair = fc
      .record({ i: fc.nat({ max: 4 }), j: fc.nat({ max: 4 }) })
      .filter(({ i, j }) => i !== j);
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 60 }), (pairs) => {
        const luce = plackettLuce(
          5,
          pairs.map(({ i, j }) => [i, j]),
        );
        const terry = bradleyTerry(
          5,
          pairs.map(({ i, j }) => ({ first: i, second: j, firstWins: 1, secondWins: 0 })),
        );
        expect(luce.groups).toEqual(terry.groups);
        expect(luce.value ?? 1).toBeCloseTo(terry.value ?? 1, 8);
        for (const [i, ability] of (terry.strengths?.abilities ?? []).entries())
          expect(luce.strengths?.abilities[i]).toBeCloseTo(ability, 5);
      }),
    );
  });
});
