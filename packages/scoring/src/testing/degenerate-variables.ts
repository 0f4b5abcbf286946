import { bootstrapInterval } from '../association/bootstrap-interval.ts';
import { compareRocAuc } from '../association/compare-roc-auc.ts';
import { goodmanKruskalGamma } from '../association/goodman-kruskal-gamma.ts';
import { kendallTauB } from '../association/kendall-tau-b.ts';
import { partialCorrelation } from '../association/partial-correlation.ts';
import { pearson } from '../association/pearson.ts';
import { pointBiserial } from '../association/point-biserial.ts';
import { rocAuc } from '../association/roc-auc.ts';
import { shapleyShares } from '../association/shapley-shares.ts';
import { somersD } from '../association/somers-d.ts';
import { spearman } from '../association/spearman.ts';
import { varianceInflation } from '../association/variance-inflation.ts';
import { brierScore } from '../calibration/brier-score.ts';
import { expectedCalibrationError } from '../calibration/expected-calibration-error.ts';
import { cusumChart } from '../control-charts/cusum-chart.ts';
import { ewmaChart } from '../control-charts/ewma-chart.ts';
import { individualsChart } from '../control-charts/individuals-chart.ts';
import { ruleViolations } from '../control-charts/rule-violations.ts';
import { xBarChart } from '../control-charts/x-bar-chart.ts';
import { preferenceStrength } from '../preference/preference-strength.ts';
import { signTest } from '../proportions/sign-test.ts';
import { isotonicRegression } from '../regression/isotonic-regression.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { logisticRegression } from '../regression/logistic-regression.ts';
import { nonNegativeLeastSquares } from '../regression/non-negative-least-squares.ts';
import { ridge } from '../regression/ridge.ts';
import { simplexLeastSquares } from '../regression/simplex-least-squares.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { aalenJohansen } from '../survival/aalen-johansen.ts';
import { concordanceIndex } from '../survival/concordance-index.ts';
import { coxRegression } from '../survival/cox-regression.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { logRank } from '../survival/log-rank.ts';
import {
  degenerateFollowUps,
  degenerateOutcomes,
  degeneratePairs,
  type FollowUps,
  type Outcomes,
  type Pairs,
} from './degenerate-inputs.ts';
import type { Family } from './degenerate-tables.ts';
import type { Range } from './problems-of.ts';

const share: Range = [0, 1];
const signed: Range = [-1, 1];
const any: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const atMost = (high: number): Range => [Number.NEGATIVE_INFINITY, high];
const atLeast = (low: number): Range => [low, Number.POSITIVE_INFINITY];

const bootstrapped = ({ x, y }: Pairs, method: 'percentile' | 'basic' | 'bca') =>
  bootstrapInterval(
    x.length,
    (cases) =>
      pearson(
        Array.from(cases, (i) => x[i] ?? 0),
        Array.from(cases, (i) => y[i] ?? 0),
      ).value,
    { random: seededRandom(5), replicates: 40, method },
  );

/** What takes two variables. */
export const ofPairs: Family<Pairs> = {
  inputs: degeneratePairs,
  statistics: {
    pearson: [signed, ({ x, y }) => pearson(x, y)],
    spearman: [signed, ({ x, y }) => spearman(x, y)],
    kendallTauB: [signed, ({ x, y }) => kendallTauB(x, y)],
    somersD: [signed, (pairs) => somersD(pairs)],
    'somersD, of x': [signed, (pairs) => somersD(pairs, { dependent: 'x' })],
    goodmanKruskalGamma: [signed, (pairs) => goodmanKruskalGamma(pairs)],
    partialCorrelation: [signed, ({ x, y }) => partialCorrelation(x, y, [])],
    'partialCorrelation, one control': [
      signed,
      ({ x, y }) => partialCorrelation(x, y, [x.map((_, i) => i % 3)]),
    ],
    'partialCorrelation, itself': [
      signed,
      ({ x, y }) => partialCorrelation(x, y, [x], { method: 'spearman' }),
    ],
    'partialCorrelation, kendallTauB': [
      signed,
      ({ x, y }) => partialCorrelation(x, y, [x.map((_, i) => i % 2)], { method: 'kendallTauB' }),
    ],
    'varianceInflation, nothing': [any, () => varianceInflation([])],
    varianceInflation: [any, ({ x, y }) => varianceInflation([x, y])],
    'varianceInflation, the same twice': [any, ({ x, y }) => varianceInflation([x, y, x])],
    shapleyShares: [share, ({ x, y }) => shapleyShares([x], y)],
    'shapleyShares, nothing': [share, ({ y }) => shapleyShares([], y)],
    'shapleyShares, the same twice': [share, ({ x, y }) => shapleyShares([x, x], y)],
    'bootstrapInterval, percentile': [any, (pairs) => bootstrapped(pairs, 'percentile')],
    'bootstrapInterval, basic': [any, (pairs) => bootstrapped(pairs, 'basic')],
    'bootstrapInterval, bca': [any, (pairs) => bootstrapped(pairs, 'bca')],
    leastSquares: [share, ({ x, y }) => leastSquares([x], y)],
    'leastSquares, the same twice': [share, ({ x, y }) => leastSquares([x, x], y)],
    'leastSquares, without intercept': [
      share,
      ({ x, y }) => leastSquares([x], y, { intercept: false }),
    ],
    'leastSquares, nothing': [share, ({ y }) => leastSquares([], y)],
    ridge: [atMost(1), ({ x, y }) => ridge([x, x], y, { penalty: 0.5 })],
    'ridge, nothing': [atMost(1), ({ y }) => ridge([], y, { penalty: 1 })],
    'ridge, without penalty': [atMost(1), ({ x, y }) => ridge([x], y, { penalty: 0 })],
    'nonNegativeLeastSquares, nothing': [share, ({ y }) => nonNegativeLeastSquares([], y)],
    nonNegativeLeastSquares: [share, ({ x, y }) => nonNegativeLeastSquares([x], y)],
    'nonNegativeLeastSquares, intercept': [
      share,
      ({ x, y }) => nonNegativeLeastSquares([x, x], y, { intercept: true }),
    ],
    simplexLeastSquares: [
      atMost(1),
      ({ x, y }) => simplexLeastSquares([x, x.map((_, i) => i % 2)], y, { intercept: true }),
    ],
    'simplexLeastSquares, free': [
      atMost(1),
      ({ x, y }) =>
        simplexLeastSquares([x, x.map((_, i) => i % 2)], y, { scale: 'free', step: 0.25 }),
    ],
    isotonicRegression: [any, ({ x, y }) => isotonicRegression(x, y)],
    'isotonicRegression, falling': [
      any,
      ({ x, y }) => isotonicRegression(x, y, { increasing: false, ties: 'primary' }),
    ],
    individualsChart: [any, ({ y }) => individualsChart(y)],
    'individualsChart, no baseline': [any, ({ y }) => individualsChart(y, { baseline: 0 })],
    xBarChart: [any, ({ x, y }) => xBarChart(x.map((value, i) => [value, y[i] ?? 0]))],
    'xBarChart, deviation': [
      any,
      ({ x, y }) =>
        xBarChart(
          x.map((value, i) => [value, y[i] ?? 0, value]),
          { spread: 'deviation' },
        ),
    ],
    ewmaChart: [any, ({ y }) => ewmaChart(y)],
    'ewmaChart, sigma 0': [any, ({ y }) => ewmaChart(y, { center: 0, sigma: 0 })],
    cusumChart: [any, ({ y }) => cusumChart(y)],
    'cusumChart, sigma 0': [any, ({ y }) => cusumChart(y, { target: 0, sigma: 0 })],
    ruleViolations: [any, ({ y }) => ruleViolations({ points: y, center: 0, sigma: 1 })],
    'ruleViolations, sigma 0': [any, ({ y }) => ruleViolations({ points: y, center: 0, sigma: 0 })],
    signTest: [share, ({ x, y }) => signTest(x.map((value, i) => value - (y[i] ?? 0)))],
    preferenceStrength: [any, ({ y }) => preferenceStrength(y)],
    'preferenceStrength, unstated': [any, ({ y }) => preferenceStrength(y.map(() => null))],
  },
};

/** What takes outcomes of yes or no. */
export const ofOutcomes: Family<Outcomes> = {
  inputs: degenerateOutcomes,
  statistics: {
    pointBiserial: [signed, ({ outcome, x }) => pointBiserial(outcome, x)],
    rocAuc: [share, ({ outcome, x }) => rocAuc(outcome, x)],
    compareRocAuc: [
      signed,
      ({ outcome, x }) =>
        compareRocAuc(
          outcome,
          x,
          x.map((_, i) => i % 3),
        ),
    ],
    'compareRocAuc, the same': [signed, ({ outcome, x }) => compareRocAuc(outcome, x, x)],
    logisticRegression: [atMost(0), ({ outcome, x }) => logisticRegression([x], outcome)],
    'logisticRegression, nothing': [atMost(0), ({ outcome }) => logisticRegression([], outcome)],
    'logisticRegression, a million apart': [
      atMost(0),
      ({ outcome, x }) => logisticRegression([x, x.map((_, i) => (i % 3 ? 1e6 : -1e6))], outcome),
    ],
    brierScore: [share, ({ outcome, x }) => brierScore(outcome, x)],
    expectedCalibrationError: [share, ({ outcome, x }) => expectedCalibrationError(outcome, x)],
    'expectedCalibrationError, quantile': [
      share,
      ({ outcome, x }) =>
        expectedCalibrationError(outcome, x, {
          strategy: 'quantile',
          bootstrap: { random: seededRandom(1), replicates: 20, clusters: x.map((_, i) => i % 2) },
        }),
    ],
  },
};

/** What takes follow-up. */
export const ofFollowUps: Family<FollowUps> = {
  inputs: degenerateFollowUps,
  statistics: {
    kaplanMeier: [atLeast(0), ({ time, status }) => kaplanMeier(time, status)],
    'kaplanMeier, plain': [
      atLeast(0),
      ({ time, status }) => kaplanMeier(time, status, { limits: 'plain' }),
    ],
    'kaplanMeier, log': [
      atLeast(0),
      ({ time, status }) => kaplanMeier(time, status, { limits: 'log' }),
    ],
    logRank: [atLeast(0), ({ time, status, x }) => logRank(time, status, x)],
    'logRank, two groups': [
      atLeast(0),
      ({ time, status, x }) =>
        logRank(
          time,
          status,
          x.map((value) => value > 2),
        ),
    ],
    'logRank, strata': [
      atLeast(0),
      ({ time, status, x }) => logRank(time, status, x, { rho: 1, strata: x.map((_, i) => i % 2) }),
    ],
    coxRegression: [atMost(0), ({ time, status, x }) => coxRegression([x], time, status)],
    'coxRegression, nothing': [atMost(0), ({ time, status }) => coxRegression([], time, status)],
    'coxRegression, Breslow': [
      atMost(0),
      ({ time, status, x }) => coxRegression([x], time, status, { ties: 'breslow' }),
    ],
    'coxRegression, two covariates': [
      atMost(0),
      ({ time, status, x }) => coxRegression([x, x.map((_, i) => i % 3)], time, status),
    ],
    'coxRegression, the same twice': [
      atMost(0),
      ({ time, status, x }) => coxRegression([x, x], time, status),
    ],
    'coxRegression, strata': [
      atMost(0),
      ({ time, status, x }) => coxRegression([x], time, status, { strata: x.map((_, i) => i % 2) }),
    ],
    concordanceIndex: [share, ({ time, status, x }) => concordanceIndex(time, status, x)],
    aalenJohansen: [any, ({ time, status }) => aalenJohansen(time, status)],
    'aalenJohansen, three causes': [
      any,
      ({ time, status }) =>
        aalenJohansen(
          time,
          status.map((s, i) => s * (1 + (i % 2))),
          { causes: 3 },
        ),
    ],
  },
};
