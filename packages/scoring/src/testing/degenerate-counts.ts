import { cohenKappa } from '../agreement/cohen-kappa.ts';
import { planAgreementStudy } from '../agreement/plan-agreement-study.ts';
import { scottPi } from '../agreement/scott-pi.ts';
import { compareCorrelations } from '../association/compare-correlations.ts';
import { disattenuate } from '../association/disattenuate.ts';
import { goodmanKruskalGamma } from '../association/goodman-kruskal-gamma.ts';
import { somersD } from '../association/somers-d.ts';
import { cChart } from '../control-charts/c-chart.ts';
import { pChart } from '../control-charts/p-chart.ts';
import { uChart } from '../control-charts/u-chart.ts';
import { benjaminiHochberg } from '../multiplicity/benjamini-hochberg.ts';
import { holm } from '../multiplicity/holm.ts';
import { circularTriads } from '../preference/circular-triads.ts';
import { lengthBias } from '../preference/length-bias.ts';
import { positionBias } from '../preference/position-bias.ts';
import { stochasticTransitivity } from '../preference/stochastic-transitivity.ts';
import { binomialTest } from '../proportions/binomial-test.ts';
import { bowker } from '../proportions/bowker.ts';
import { clopperPearson } from '../proportions/clopper-pearson.ts';
import { mcNemar } from '../proportions/mc-nemar.ts';
import { stuartMaxwell } from '../proportions/stuart-maxwell.ts';
import { wilson } from '../proportions/wilson.ts';
import { acceptancePlan } from '../sampling/acceptance-plan.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { stratifiedSample } from '../sampling/stratified-sample.ts';
import type { Family } from './degenerate-tables.ts';
import type { Range } from './problems-of.ts';

const share: Range = [0, 1];
const signed: Range = [-1, 1];
const any: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const atLeast0: Range = [0, Number.POSITIVE_INFINITY];

/** What takes successes of trials, one each in a chart. */
export const ofCounts: Family<readonly (readonly [successes: number, trials: number])[]> = {
  inputs: {
    none: [],
    'no trial': [[0, 0]],
    'one failure': [[0, 1]],
    'one success': [[1, 1]],
    'all failures': [
      [0, 20],
      [0, 3],
    ],
    'all successes': [
      [20, 20],
      [3, 3],
    ],
    'a few of very many': [
      [3, 1e9],
      [0, 1e9],
    ],
    'half of very many': [[5e8, 1e9]],
  },
  statistics: {
    clopperPearson: [any, (counts) => counts.map(([k, n]) => clopperPearson(k, n))],
    'clopperPearson, upper': [
      any,
      (c) => c.map(([k, n]) => clopperPearson(k, n, { side: 'upper' })),
    ],
    wilson: [any, (counts) => counts.map(([k, n]) => wilson(k, n, { continuity: true }))],
    binomialTest: [any, (counts) => counts.map(([k, n]) => binomialTest(k, n))],
    'binomialTest, certain': [
      any,
      (c) => c.map(([k, n]) => binomialTest(k, n, { probability: 0 })),
    ],
    positionBias: [
      any,
      (c) => c.map(([k, n]) => positionBias({ first: k, second: n - k, ties: 1 })),
    ],
    pChart: [
      share,
      (counts) => {
        const tried = counts.filter(([, trials]) => trials > 0);
        return pChart(
          tried.map(([k]) => k),
          tried.map(([, n]) => n),
        );
      },
    ],
    uChart: [
      atLeast0,
      (counts) =>
        uChart(
          counts.map(([k]) => k),
          counts.map(() => 0.5),
        ),
    ],
    cChart: [atLeast0, (counts) => cChart(counts.map(([k]) => k))],
  },
};

/** What takes a square table of counts. */
export const ofTables: Family<readonly (readonly number[])[]> = {
  inputs: {
    'nothing counted': [
      [0, 0],
      [0, 0],
    ],
    'one cell': [
      [9, 0],
      [0, 0],
    ],
    'one cell off the diagonal': [
      [0, 9],
      [0, 0],
    ],
    'agreement only': [
      [5, 0],
      [0, 4],
    ],
    'disagreement only': [
      [0, 5],
      [4, 0],
    ],
    'one row': [
      [3, 4],
      [0, 0],
    ],
    'one column': [
      [3, 0],
      [4, 0],
    ],
    'very many': [
      [1e9, 1],
      [2, 1e9],
    ],
  },
  statistics: {
    cohenKappa: [signed, (table) => cohenKappa(table)],
    'cohenKappa, linear': [signed, (table) => cohenKappa(table, { weights: 'linear' })],
    scottPi: [[Number.NEGATIVE_INFINITY, 1], (table) => scottPi(table)],
    mcNemar: [atLeast0, (table) => mcNemar(table)],
    bowker: [atLeast0, (table) => bowker(table)],
    stuartMaxwell: [atLeast0, (table) => stuartMaxwell(table)],
    'stuartMaxwell, three categories': [
      atLeast0,
      (table) => stuartMaxwell([...table.map((row) => [...row, 0]), [0, 0, 0]]),
    ],
    somersD: [signed, (table) => somersD(table)],
    goodmanKruskalGamma: [signed, (table) => goodmanKruskalGamma(table)],
    stochasticTransitivity: [share, (table) => stochasticTransitivity(table)],
  },
};

/** Those that take something of their own, or nothing that can be degenerate but its size. */
export const ofSizes: Family<number> = {
  inputs: { none: 0, one: 1, two: 2, three: 3, five: 5, ten: 10 },
  statistics: {
    benjaminiHochberg: [any, (n) => benjaminiHochberg(new Array(n).fill(0))],
    'benjaminiHochberg, certain': [any, (n) => benjaminiHochberg(new Array(n).fill(1))],
    holm: [any, (n) => holm(new Array(n).fill(0))],
    'holm, tied': [any, (n) => holm(new Array(n).fill(0.04))],
    circularTriads: [share, (n) => circularTriads(tournament(n))],
    lengthBias: [share, (n) => lengthBias(new Array(n).fill({ preferred: 0, other: 0 }))],
    'lengthBias, all longer': [
      share,
      (n) => lengthBias(new Array(n).fill({ preferred: 9, other: 0 })),
    ],
    'lengthBias, some longer': [
      share,
      (n) =>
        lengthBias(Array.from({ length: n }, (_, i) => ({ preferred: i % 2 ? 1e6 : 0, other: 3 }))),
    ],
    stratifiedSample: [any, (n) => stratifiedSample(new Array(n).fill('one'), n, seededRandom(1))],
    'stratifiedSample, none': [
      any,
      (n) => stratifiedSample([...new Array(n).keys()], 0, seededRandom(1)),
    ],
    acceptancePlan: [atLeast0, (lot) => acceptancePlan({ lot, rejectableRate: 0.1 })],
    'acceptancePlan, equal rates': [
      atLeast0,
      (lot) => acceptancePlan({ lot, rejectableRate: 0.3, acceptableRate: 0.3 }),
    ],
    'compareCorrelations, independent': [
      [-2, 2],
      (n) => compareCorrelations({ kind: 'independent', r1: 0.9, n1: n, r2: 0, n2: n }),
    ],
    'compareCorrelations, overlapping': [
      [-2, 2],
      (n) => compareCorrelations({ kind: 'overlapping', r12: 0.9, r13: 0.9, r23: 1, n }),
    ],
    'compareCorrelations, ±1': [
      [-2, 2],
      (n) => compareCorrelations({ kind: 'overlapping', r12: 1, r13: -1, r23: -1, n }),
    ],
    disattenuate: [any, (n) => disattenuate(1, { score: n / 10, outcome: 0.1 })],
    'planAgreementStudy, lower limit': [
      share,
      (n) =>
        planAgreementStudy({
          goal: 'lowerLimit',
          shares: [0.999, 0.001],
          raters: 2,
          kappa: 0.01,
          units: n + 1,
        }),
    ],
    'planAgreementStudy, out of reach': [
      atLeast0,
      (n) =>
        planAgreementStudy({
          goal: 'testOfTwoRaters',
          kappa0: 0.4,
          kappa1: 0.9,
          rates: [0.01, (n + 1) / 12],
        }),
    ],
  },
};

/** One judge of n items, of two the one with the smaller number preferred. */
function tournament(n: number): number[][] {
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => (i < j ? 1 : 0)));
}
