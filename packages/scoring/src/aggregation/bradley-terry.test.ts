import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { bradleyTerry, type Comparison } from './bradley-terry.ts';

type Named = Record<string, number>;
const named = (items: readonly string[], values: readonly number[] | undefined): Named =>
  Object.fromEntries(items.map((item, i) => [item, values?.[i] ?? Number.NaN]));

/** `wins[i][j]`: times item i beat item j; the diagonal is ignored. */
const fromWins = (wins: readonly (readonly number[])[]): Comparison[] =>
  wins.flatMap((row, i) =>
    row.slice(0, i).map((firstWins, j) => {
      return { first: i, second: j, firstWins, secondWins: wins[j]?.[i] ?? 0 };
    }),
  );

/** log (n choose k), which R's glm counts into its log-likelihood. */
const logChoose = (n: number, k: number) => {
  let sum = 0;
  for (let i = 1; i <= k; i += 1) sum += Math.log((n - k + i) / i);
  return sum;
};
const orderConstant = (comparisons: readonly Comparison[]) =>
  comparisons.reduce((sum, c) => sum + logChoose(c.firstWins + c.secondWins, c.firstWins), 0);

describe('bradleyTerry', () => {
  testFixture<{ readonly items: string[]; readonly wins: number[][] }>(
    'bt-citations',
    ({ input: { items, wins }, compare, omit }) => {
      const comparisons = fromWins(wins);
      const fit = bradleyTerry(items.length, comparisons, { reference: 0 });
      compare('abilities', named(items, fit.strengths?.abilities));
      compare('se', named(items, fit.strengths?.standardErrors));
      compare('referenceItem', items[0]);
      compare('deviance', fit.deviance);
      compare('dfResidual', fit.degreesOfFreedom);
      compare('logLik', (fit.value ?? 0) + orderConstant(comparisons));
      const centred = bradleyTerry(items.length, comparisons).strengths;
      compare('sumZero.abilities', named(items, centred?.abilities));
      compare('sumZero.se', named(items, centred?.standardErrors));
      const [, , jasa = 0, jrssB = 0] = centred?.worths ?? [];
      compare('predictedWinProb', { 'JRSS-B over JASA': jrssB / (jrssB + jasa) });
      omit('quasiSE', 'quasi standard errors are not offered');
    },
  );

  interface Games {
    readonly items: string[];
    readonly rows: (Omit<Comparison, 'first' | 'second'> & { first: string; second: string })[];
  }
  testFixture<Games>('bt-baseball-order-effect', ({ input: { items, rows }, compare }) => {
    const comparisons = rows.map((row) => ({
      ...row,
      first: items.indexOf(row.first),
      second: items.indexOf(row.second),
    }));
    const deviances = [false, true].map((orderEffect) => {
      const fit = bradleyTerry(items.length, comparisons, { orderEffect, reference: 0 });
      const at = orderEffect ? 'withOrderEffect' : 'noOrderEffect';
      compare(`${at}.abilities`, named(items, fit.strengths?.abilities));
      compare(`${at}.se`, named(items, fit.strengths?.standardErrors));
      compare(`${at}.deviance`, fit.deviance);
      compare(`${at}.logLik`, (fit.value ?? 0) + orderConstant(comparisons));
      if (orderEffect) {
        compare('withOrderEffect.orderEffect', fit.orderEffect?.value);
        compare('withOrderEffect.orderEffectSe', fit.orderEffect?.standardError);
        compare('withOrderEffect.orderEffectP', fit.orderEffect?.p);
      } else {
        compare('noOrderEffect.dfResidual', fit.degreesOfFreedom);
        compare('noOrderEffect.referenceItem', items[0]);
      }
      return fit.deviance ?? 0;
    });
    compare('withOrderEffect.lrStatistic', (deviances[0] ?? 0) - (deviances[1] ?? 0));
    const centred = bradleyTerry(items.length, comparisons).strengths;
    compare('noOrderEffect.sumZero.abilities', named(items, centred?.abilities));
    compare('noOrderEffect.sumZero.se', named(items, centred?.standardErrors));
  });

  interface Puddings {
    readonly items: string[];
    readonly rows: [i: number, j: number, winI: number, winJ: number, tie: number][];
  }
  const tasted = ({ rows }: Puddings): Comparison[] =>
    rows.map(([i, j, firstWins, secondWins, ties]) => {
      return { first: i - 1, second: j - 1, firstWins, secondWins, ties };
    });
  testFixture<Puddings>('bt-davidson-pudding', ({ input, compare }) => {
    const fit = bradleyTerry(6, tasted(input), { ties: 'davidson', reference: 0 });
    compare('logWorth', named(input.items, fit.strengths?.abilities));
    compare('se', named(input.items, fit.strengths?.standardErrors));
    compare('worth', named(input.items, fit.strengths?.worths));
    compare('tieNu', fit.tie?.value);
    compare('logTieNu', Math.log(fit.tie?.value ?? 0));
    compare('logTieNuSe', fit.tie?.logStandardError);
    compare('logLik', fit.value);
  });
  testFixture<Puddings>('bt-raokupper-pudding', ({ input, compare }) => {
    const fit = bradleyTerry(6, tasted(input), { ties: 'raoKupper', reference: 0 });
    compare('logWorth', named(input.items, fit.strengths?.abilities));
    compare('se', named(input.items, fit.strengths?.standardErrors));
    compare('worth', named(input.items, fit.strengths?.worths));
    compare('theta', fit.tie?.value);
    compare('eta', Math.log(fit.tie?.value ?? 0));
    compare('etaSe', fit.tie?.logStandardError);
    compare('logLik', fit.value);
  });

  interface Cases {
    readonly cases: {
      readonly name: string;
      readonly items: string[];
      readonly wins: number[][];
    }[];
  }
  testFixture<Cases>('bt-degenerate', ({ input, compare, omit }) => {
    for (const [k, { name, items, wins }] of input.cases.entries()) {
      const fit = bradleyTerry(items.length, fromWins(wins), { reference: 0 });
      compare(`cases.${k}.name`, name);
      if (name === 'two-items') {
        compare(`cases.${k}.abilities`, named(items, fit.strengths?.abilities));
        compare(`cases.${k}.seB`, fit.strengths?.standardErrors[1]);
        continue;
      }
      compare(`cases.${k}.finiteMle`, fit.value !== null);
      omit(`cases.${k}.mustReport`, 'a demand in words: the value is null with the reason');
      omit(`cases.${k}.reason`, 'words; ours name the groups');
      expect(fit.undefinedBecause).toContain('no finite estimate exists');
    }
  });

  it('gives the published strengths of four journals', () => {
    // Stigler (1994), Statistical Science 9:94–108, Table; estimates printed by Turner and Firth
    // (2012), Journal of Statistical Software 48(9):4.
    const wins = [
      [714, 730, 498, 221],
      [33, 425, 68, 17],
      [320, 813, 1072, 142],
      [284, 276, 325, 188],
    ];
    const { strengths, deviance } = bradleyTerry(4, fromWins(wins), { reference: 0 });
    for (const [i, published] of [0, -2.94907, -0.47957, 0.26895].entries())
      expect(strengths?.abilities[i]).toBeCloseTo(published, 5);
    for (const [i, published] of [0, 0.10255, 0.06059, 0.07083].entries())
      expect(strengths?.standardErrors[i]).toBeCloseTo(published, 5);
    expect(deviance).toBeCloseTo(4.2934, 4);
  });

  it('names the groups that wins do not link, winners first', () => {
    const undefeated = bradleyTerry(
      3,
      fromWins([
        [0, 5, 5],
        [0, 0, 3],
        [0, 2, 0],
      ]),
    );
    expect(undefeated.groups).toEqual([[0], [1, 2]]);
    const never = bradleyTerry(
      3,
      fromWins([
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ]),
    );
    expect(never.groups).toHaveLength(2);
    expect(never.strengths).toBeNull();
  });

  it('sees an estimate run off to infinity where items are linked all the same', () => {
    const meet = (
      first: number,
      second: number,
      firstWins: number,
      secondWins: number,
      ties = 0,
    ) => ({ first, second, firstWins, secondWins, ties });
    const alwaysFirst = [meet(0, 1, 3, 0), meet(1, 0, 2, 0)];
    expect(bradleyTerry(2, alwaysFirst).value).not.toBeNull();
    expect(bradleyTerry(2, alwaysFirst, { orderEffect: true }).undefinedBecause).toContain(
      'would have to be impossible',
    );
    for (const ties of ['davidson', 'raoKupper'] as const) {
      expect(bradleyTerry(2, [meet(0, 1, 3, 0, 2)], { ties }).value).toBeNull();
      expect(bradleyTerry(2, [meet(0, 1, 0, 0, 2)], { ties }).undefinedBecause).toBe(
        'every comparison is a tie',
      );
      const untied = bradleyTerry(2, [meet(0, 1, 3, 2)], { ties });
      expect(untied.tie).toEqual({ value: ties === 'davidson' ? 0 : 1, logStandardError: null });
    }
  });

  it('answers on little and refuses what is malformed', () => {
    expect(bradleyTerry(0, []).value).toBeNull();
    expect(bradleyTerry(1, []).undefinedBecause).toBe('there are fewer than two items');
    expect(bradleyTerry(2, []).groups).toHaveLength(2);
    const good = { first: 0, second: 1, firstWins: 1, secondWins: 1 };
    for (const bad of [
      { ...good, second: 0 },
      { ...good, second: 2 },
      { ...good, firstWins: -1 },
      { ...good, firstWins: Number.NaN },
      { ...good, ties: 1 },
    ])
      expect(() => bradleyTerry(2, [bad])).toThrow('bradleyTerry requires');
    expect(() => bradleyTerry(2, [good], { reference: 2 })).toThrow('a reference among the items');
  });

  it('meets the likelihood equations: expected wins are the wins', () => {
    const wins = fc.integer({ min: 2, max: 6 }).chain((size) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: size, maxLength: size }), {
        minLength: size,
        maxLength: size,
      }),
    );
    fc.assert(
      fc.property(wins, (table) => {
        const worths = bradleyTerry(table.length, fromWins(table)).strengths?.worths ?? [];
        for (const [i, row] of table.entries()) {
          let [won, expected] = [0, 0];
          for (const [j, wonHere] of row.entries()) {
            if (i === j) continue;
            const [a, b] = [worths[i] ?? 0, worths[j] ?? 0];
            won += wonHere;
            expected += ((wonHere + (table[j]?.[i] ?? 0)) * a) / (a + b);
          }
          expect(expected).toBeCloseTo(won, 6);
        }
      }),
    );
  });
});
