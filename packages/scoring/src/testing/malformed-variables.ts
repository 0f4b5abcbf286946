import { bootstrapInterval } from '../association/bootstrap-interval.ts';
import { compareCorrelations } from '../association/compare-correlations.ts';
import { compareRocAuc } from '../association/compare-roc-auc.ts';
import { disattenuate } from '../association/disattenuate.ts';
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
import { cChart } from '../control-charts/c-chart.ts';
import { cusumChart } from '../control-charts/cusum-chart.ts';
import { ewmaChart } from '../control-charts/ewma-chart.ts';
import { individualsChart } from '../control-charts/individuals-chart.ts';
import { pChart } from '../control-charts/p-chart.ts';
import { ruleViolations } from '../control-charts/rule-violations.ts';
import { uChart } from '../control-charts/u-chart.ts';
import { xBarChart } from '../control-charts/x-bar-chart.ts';
import { benjaminiHochberg } from '../multiplicity/benjamini-hochberg.ts';
import { holm } from '../multiplicity/holm.ts';
import { circularTriads } from '../preference/circular-triads.ts';
import { lengthBias } from '../preference/length-bias.ts';
import { positionBias } from '../preference/position-bias.ts';
import { preferenceStrength } from '../preference/preference-strength.ts';
import { stochasticTransitivity } from '../preference/stochastic-transitivity.ts';
import { binomialTest } from '../proportions/binomial-test.ts';
import { bowker } from '../proportions/bowker.ts';
import { clopperPearson } from '../proportions/clopper-pearson.ts';
import { mcNemar } from '../proportions/mc-nemar.ts';
import { signTest } from '../proportions/sign-test.ts';
import { stuartMaxwell } from '../proportions/stuart-maxwell.ts';
import { wilson } from '../proportions/wilson.ts';
import { isotonicRegression } from '../regression/isotonic-regression.ts';
import { leastSquares } from '../regression/least-squares.ts';
import { logisticRegression } from '../regression/logistic-regression.ts';
import { nonNegativeLeastSquares } from '../regression/non-negative-least-squares.ts';
import { ridge } from '../regression/ridge.ts';
import { simplexLeastSquares } from '../regression/simplex-least-squares.ts';
import { acceptancePlan } from '../sampling/acceptance-plan.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { stratifiedSample } from '../sampling/stratified-sample.ts';
import { aalenJohansen } from '../survival/aalen-johansen.ts';
import { concordanceIndex } from '../survival/concordance-index.ts';
import { coxRegression } from '../survival/cox-regression.ts';
import { kaplanMeier } from '../survival/kaplan-meier.ts';
import { logRank } from '../survival/log-rank.ts';
import type { Malformed } from './malformed.ts';

const nan = Number.NaN;
const random = seededRandom(1);
const table = [
  [1, 2],
  [3, -1],
];
const wide = [
  [1, 2, 3],
  [4, 5, 6],
];

/** What takes variables, counts, tables or charts. */
export const malformedVariables: Malformed = {
  pChart: [() => pChart([2], [1]), () => pChart([1], [1], { width: nan })],
  uChart: [() => uChart([1], []), () => uChart([1], [0])],
  cChart: [
    () => cChart([nan]),
    () => cChart([1], { center: -1 }),
    () => cChart([1], { baseline: 2 }),
  ],
  individualsChart: [
    () => individualsChart([1, nan]),
    () => individualsChart([1], { baseline: -1 }),
  ],
  xBarChart: [() => xBarChart([[1]]), () => xBarChart([[1, nan]])],
  ewmaChart: [
    () => ewmaChart([nan]),
    () => ewmaChart([1], { lambda: 0 }),
    () => ewmaChart([1], { sigma: nan }),
  ],
  cusumChart: [() => cusumChart([nan]), () => cusumChart([1], { sigma: -1 })],
  ruleViolations: [
    () => ruleViolations({ points: [nan], center: 0, sigma: 1 }),
    () => ruleViolations({ points: [1], center: [], sigma: 1 }),
  ],
  pearson: [() => pearson([1, nan], [1, 2]), () => pearson([1], [])],
  spearman: [() => spearman([1, nan], [1, 2]), () => spearman([1], [], { level: 0 })],
  kendallTauB: [
    () => kendallTauB([nan], [1]),
    () => kendallTauB([1, 1], [1, 2], { pMethod: 'exact' }),
  ],
  pointBiserial: [() => pointBiserial([2], [1]), () => pointBiserial([1, 0], [1, nan])],
  partialCorrelation: [
    () => partialCorrelation([1], [2], [[nan]]),
    () => partialCorrelation([1], [2], [[]]),
  ],
  somersD: [() => somersD({ x: [nan], y: [1] }), () => somersD(table)],
  goodmanKruskalGamma: [
    () => goodmanKruskalGamma({ x: [1], y: [] }),
    () => goodmanKruskalGamma(table),
  ],
  rocAuc: [() => rocAuc([2], [1]), () => rocAuc([1, 0], [1, nan])],
  compareRocAuc: [() => compareRocAuc([1, 0], [1, 2], [1]), () => compareRocAuc([0.5], [1], [1])],
  compareCorrelations: [
    () => compareCorrelations({ kind: 'independent', r1: 2, n1: 9, r2: 0, n2: 9 }),
    () => compareCorrelations({ kind: 'overlapping', r12: 0, r13: nan, r23: 0, n: 9 }),
  ],
  disattenuate: [() => disattenuate(nan, { score: 1 }), () => disattenuate(0, { score: 1.1 })],
  bootstrapInterval: [
    () => bootstrapInterval(nan, () => 1, { random }),
    () => bootstrapInterval(2, () => 1, { random, clusters: [1] }),
  ],
  varianceInflation: [() => varianceInflation([[1], [nan]]), () => varianceInflation([[1], []])],
  shapleyShares: [
    () => shapleyShares([[1]], []),
    () => shapleyShares(new Array(21).fill([1]), [1]),
  ],
  kaplanMeier: [
    () => kaplanMeier([-1], [1]),
    () => kaplanMeier([1], [2]),
    () => kaplanMeier([1], []),
  ],
  logRank: [() => logRank([1], [1], []), () => logRank([nan], [1], ['a'])],
  coxRegression: [
    () => coxRegression([[nan]], [1], [1]),
    () => coxRegression([[1]], [1], [1], { maximumIterations: nan }),
  ],
  concordanceIndex: [() => concordanceIndex([1], [1], [nan]), () => concordanceIndex([1], [1], [])],
  aalenJohansen: [() => aalenJohansen([1], [2], { causes: 1 }), () => aalenJohansen([1], [0.5])],
  leastSquares: [() => leastSquares([[nan]], [1]), () => leastSquares([[1]], [])],
  ridge: [() => ridge([[1]], [1], { penalty: -1 }), () => ridge([[nan]], [1], { penalty: 1 })],
  nonNegativeLeastSquares: [() => nonNegativeLeastSquares([[1]], [nan])],
  simplexLeastSquares: [
    () => simplexLeastSquares([], [1]),
    () => simplexLeastSquares([[1]], [1], { floors: 2 }),
    () => simplexLeastSquares([[1], [2]], [1], { step: 0.3 }),
  ],
  logisticRegression: [
    () => logisticRegression([[1]], [2]),
    () => logisticRegression([[1]], [1], { maximumIterations: 0 }),
  ],
  isotonicRegression: [
    () => isotonicRegression([1], [1], { weights: [0] }),
    () => isotonicRegression([nan], [1]),
  ],
  benjaminiHochberg: [() => benjaminiHochberg([nan])],
  holm: [() => holm([1.1])],
  clopperPearson: [() => clopperPearson(2, 1), () => clopperPearson(1, 2, { level: 1 })],
  wilson: [() => wilson(nan, 1)],
  binomialTest: [
    () => binomialTest(1, 2, { probability: 2 }),
    () => binomialTest(1, 2, { level: nan }),
  ],
  mcNemar: [() => mcNemar(wide), () => mcNemar(table)],
  bowker: [() => bowker(table)],
  stuartMaxwell: [() => stuartMaxwell([[1]])],
  signTest: [() => signTest([nan]), () => signTest([1], { level: 0 })],
  positionBias: [
    () => positionBias({ first: nan, second: 1 }),
    () => positionBias({ first: 1, second: 1 }, { level: 2 }),
  ],
  lengthBias: [
    () => lengthBias([{ preferred: -1, other: 0 }]),
    () => lengthBias([{ preferred: 1, other: 0 }], { level: 2 }),
  ],
  circularTriads: [
    () =>
      circularTriads([
        [0, 1],
        [1, 0],
      ]),
    () => circularTriads([[nan]]),
  ],
  stochasticTransitivity: [() => stochasticTransitivity([[1, 2]])],
  preferenceStrength: [
    () => preferenceStrength([nan]),
    () => preferenceStrength([1], { level: nan }),
  ],
  acceptancePlan: [
    () => acceptancePlan({ lot: nan, rejectableRate: 0.1 }),
    () => acceptancePlan({ lot: 9, rejectableRate: 0 }),
  ],
  stratifiedSample: [
    () => stratifiedSample([1], 2, random),
    () => stratifiedSample([1, 2], 1, random, { atLeast: 1 }),
  ],
  seededRandom: [() => seededRandom(nan)],
  brierScore: [() => brierScore([1], [2]), () => brierScore([1], [])],
  expectedCalibrationError: [
    () => expectedCalibrationError([2], [1]),
    () => expectedCalibrationError([1], [1], { bins: 0 }),
  ],
};
