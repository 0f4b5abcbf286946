import { aggregateAgreement } from '../aggregation/aggregate-agreement.ts';
import { bradleyTerry } from '../aggregation/bradley-terry.ts';
import { dawidSkene } from '../aggregation/dawid-skene.ts';
import { majorityVote } from '../aggregation/majority-vote.ts';
import { oneCoinDawidSkene } from '../aggregation/one-coin-dawid-skene.ts';
import { plackettLuce } from '../aggregation/plackett-luce.ts';
import { raterSeverity } from '../aggregation/rater-severity.ts';
import { bootstrapAgreement } from '../agreement/bootstrap-agreement.ts';
import { brennanPrediger } from '../agreement/brennan-prediger.ts';
import { cohenKappa } from '../agreement/cohen-kappa.ts';
import { compareAgreement } from '../agreement/compare-agreement.ts';
import { congerKappa } from '../agreement/conger-kappa.ts';
import { fleissKappa } from '../agreement/fleiss-kappa.ts';
import { gwetAc } from '../agreement/gwet-ac.ts';
import { interRaterCorrelation } from '../agreement/inter-rater-correlation.ts';
import { intraclassCorrelation } from '../agreement/intraclass-correlation.ts';
import { kendallW } from '../agreement/kendall-w.ts';
import { krippendorffAlpha } from '../agreement/krippendorff-alpha.ts';
import { linConcordance } from '../agreement/lin-concordance.ts';
import { percentAgreement } from '../agreement/percent-agreement.ts';
import { planAgreementStudy } from '../agreement/plan-agreement-study.ts';
import { scottPi } from '../agreement/scott-pi.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import type { Malformed } from './malformed.ts';

const nan = Number.NaN;
const two = {
  ...ratingsFromMatrix([
    [1, 2],
    [2, 2],
  ]),
};
/** A value that is not a number, a unit there is none of, and a rater who rates a unit twice. */
const notANumber = { ...two, value: Float64Array.of(1, nan, 2, 2) };
const stray = { ...two, unit: Int32Array.of(0, 0, 1, 7) };
const twice = { ...two, rater: Int32Array.of(0, 0, 0, 1) };
const random = seededRandom(1);
const nominal = { metric: 'nominal' } as const;
const alpha = { name: 'krippendorffAlpha', metric: 'ratio' } as const;
const categories = [1, 2];
const table = [
  [1, 2],
  [3, -1],
];
const wide = [
  [1, 2, 3],
  [4, 5, 6],
];

/** What takes ratings, comparisons or rankings. */
export const malformedRatings: Malformed = {
  ratingsFromMatrix: [() => ratingsFromMatrix([[1, nan]]), () => ratingsFromMatrix([[1 / 0]])],
  ratingsFromRecords: [() => ratingsFromRecords([{ unit: 1, rater: 1, value: nan }])],
  percentAgreement: [notANumber, stray, twice].map((given) => () => percentAgreement(given)),
  krippendorffAlpha: [notANumber, stray, twice].map(
    (given) => () => krippendorffAlpha(given, nominal),
  ),
  cohenKappa: [
    ...[notANumber, stray, twice, table, wide, { first: [1], second: [1, 2] }].map(
      (given) => () => cohenKappa(given),
    ),
    () => cohenKappa(two, { categories: [1] }),
    () => cohenKappa(two, { level: 1 }),
    () => cohenKappa(ratingsFromMatrix([[1, 2, 3]])),
  ],
  scottPi: [
    ...[notANumber, stray, twice, table, wide].map((given) => () => scottPi(given)),
    () => scottPi(ratingsFromMatrix([[1, 2, 3]])),
  ],
  fleissKappa: [notANumber, stray, twice].map((given) => () => fleissKappa(given)),
  congerKappa: [notANumber, stray, twice].map((given) => () => congerKappa(given)),
  gwetAc: [
    ...[notANumber, stray, twice].map((given) => () => gwetAc(given, { categories })),
    () => gwetAc(two, { categories: [1] }),
    () => gwetAc(two, { categories: [1, 2, 2] }),
    () => gwetAc(two, { categories, level: nan }),
  ],
  brennanPrediger: [
    () => brennanPrediger(notANumber, { categories }),
    () => brennanPrediger(two, { categories: [2, 3] }),
  ],
  intraclassCorrelation: [notANumber, stray].map(
    (given) => () => intraclassCorrelation(given, { model: 'oneWay', unit: 'single' }),
  ),
  linConcordance: [() => linConcordance([1, nan], [1, 2]), () => linConcordance([1], [1, 2])],
  kendallW: [notANumber, stray, twice].map((given) => () => kendallW(given)),
  interRaterCorrelation: [notANumber, stray, twice].map(
    (given) => () => interRaterCorrelation(given, { method: 'pearson' }),
  ),
  compareAgreement: [
    () => compareAgreement(two, two, { coefficient: { name: 'gwetAc' }, random }),
    () => compareAgreement(stray, two, { coefficient: alpha, random }),
    () => compareAgreement(two, two, { coefficient: alpha, random, replicates: 0 }),
  ],
  bootstrapAgreement: [
    () => bootstrapAgreement(two, { name: 'gwetAc' }, { random }),
    () => bootstrapAgreement(twice, alpha, { random }),
    () => bootstrapAgreement(two, alpha, { random, replicates: 0.5 }),
    () => bootstrapAgreement(two, alpha, { random, clusters: [1] }),
    () => bootstrapAgreement(two, alpha, { random, level: 2 }),
  ],
  planAgreementStudy: [
    () => planAgreementStudy({ goal: 'test', shares: [1], raters: 2, kappa0: 0.4, kappa1: 0.6 }),
    () =>
      planAgreementStudy({ goal: 'test', shares: [0.5, 0.5], raters: 2, kappa0: nan, kappa1: 0.6 }),
  ],
  majorityVote: [
    ...[notANumber, stray].map((given) => () => majorityVote(given)),
    () => majorityVote(two, { categories: [1] }),
  ],
  dawidSkene: [
    ...[notANumber, stray].map((given) => () => dawidSkene(given)),
    () => dawidSkene(two, { maximumIterations: 0 }),
    () => dawidSkene(two, { tolerance: nan }),
  ],
  oneCoinDawidSkene: [notANumber, stray].map((given) => () => oneCoinDawidSkene(given)),
  aggregateAgreement: [notANumber, stray].map((given) => () => aggregateAgreement(given)),
  bradleyTerry: [
    () => bradleyTerry(2, [{ first: 0, second: 2, firstWins: 1, secondWins: 0 }]),
    () => bradleyTerry(2, [{ first: 0, second: 1, firstWins: nan, secondWins: 0 }]),
    () => bradleyTerry(2, [{ first: 0, second: 1, firstWins: 1, secondWins: 0, ties: 1 }]),
    () => bradleyTerry(2, [], { reference: 5 }),
  ],
  plackettLuce: [() => plackettLuce(2, [[0, 0]]), () => plackettLuce(nan, [])],
  raterSeverity: [notANumber, stray].map((given) => () => raterSeverity(given)),
};
