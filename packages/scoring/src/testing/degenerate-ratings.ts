import { aggregateAgreement } from '../aggregation/aggregate-agreement.ts';
import { dawidSkene } from '../aggregation/dawid-skene.ts';
import { majorityVote } from '../aggregation/majority-vote.ts';
import { oneCoinDawidSkene } from '../aggregation/one-coin-dawid-skene.ts';
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
import { scottPi } from '../agreement/scott-pi.ts';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { degenerateRatings, type Rows } from './degenerate-inputs.ts';
import type { Family } from './degenerate-tables.ts';
import type { Range } from './problems-of.ts';

const share: Range = [0, 1];
const signed: Range = [-1, 1];
const belowOne: Range = [Number.NEGATIVE_INFINITY, 1];
const any: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

const all = (rows: Rows) => ratingsFromMatrix(rows);
/** The first two raters, who are there even without ratings. */
const two = (rows: Rows) => ({
  ...ratingsFromMatrix(rows.map((row) => [row[0] ?? null, row[1] ?? null])),
  raters: 2,
});
const positive = (rows: Rows) =>
  all(rows.map((row) => row.map((value) => (value === null ? null : Math.abs(value)))));
const used = (rows: Rows) => [...new Set(rows.flat().filter((value) => value !== null))];
/** The values that occur, and one that does not. */
const declared = (rows: Rows) => [...used(rows), 7];
const complete = (rows: Rows) =>
  rows.flatMap(([a, b]) => (typeof a === 'number' && typeof b === 'number' ? [{ a, b }] : []));
const few = () => ({ random: seededRandom(1), replicates: 50 });

/** What takes ratings, each with the bounds of its value. */
export const ofRatings: Family<Rows> = {
  inputs: degenerateRatings,
  statistics: {
    percentAgreement: [share, (rows) => percentAgreement(all(rows))],
    'krippendorffAlpha, nominal': [
      belowOne,
      (r) => krippendorffAlpha(all(r), { metric: 'nominal' }),
    ],
    'krippendorffAlpha, ordinal': [
      belowOne,
      (r) => krippendorffAlpha(all(r), { metric: 'ordinal' }),
    ],
    'krippendorffAlpha, interval': [
      belowOne,
      (r) => krippendorffAlpha(all(r), { metric: 'interval' }),
    ],
    'krippendorffAlpha, ratio': [
      belowOne,
      (r) => krippendorffAlpha(positive(r), { metric: 'ratio' }),
    ],
    cohenKappa: [signed, (rows) => cohenKappa(two(rows))],
    'cohenKappa, quadratic': [signed, (rows) => cohenKappa(two(rows), { weights: 'quadratic' })],
    'cohenKappa, declared': [
      signed,
      (rows) => cohenKappa(two(rows), { weights: 'linear', categories: declared(rows) }),
    ],
    scottPi: [belowOne, (rows) => scottPi(two(rows))],
    'scottPi, linear': [belowOne, (rows) => scottPi(two(rows), { weights: 'linear' })],
    fleissKappa: [belowOne, (rows) => fleissKappa(all(rows))],
    'fleissKappa, quadratic': [
      belowOne,
      (rows) => fleissKappa(all(rows), { weights: 'quadratic' }),
    ],
    congerKappa: [belowOne, (rows) => congerKappa(all(rows))],
    'congerKappa, ordinal': [belowOne, (rows) => congerKappa(all(rows), { weights: 'ordinal' })],
    gwetAc: [belowOne, (rows) => gwetAc(all(rows), { categories: used(rows) })],
    'gwetAc, declared': [
      belowOne,
      (rows) => gwetAc(all(rows), { categories: declared(rows), weights: 'quadratic' }),
    ],
    brennanPrediger: [belowOne, (rows) => brennanPrediger(all(rows), { categories: used(rows) })],
    'brennanPrediger, declared': [
      belowOne,
      (rows) => brennanPrediger(all(rows), { categories: declared(rows), weights: 'ordinal' }),
    ],
    'intraclassCorrelation, one way': [
      belowOne,
      (rows) => intraclassCorrelation(all(rows), { model: 'oneWay', unit: 'single' }),
    ],
    'intraclassCorrelation, agreement': [
      belowOne,
      (rows) =>
        intraclassCorrelation(all(rows), { model: 'twoWay', type: 'agreement', unit: 'average' }),
    ],
    'intraclassCorrelation, agreement of one': [
      belowOne,
      (rows) =>
        intraclassCorrelation(all(rows), { model: 'twoWay', type: 'agreement', unit: 'single' }),
    ],
    'intraclassCorrelation, consistency': [
      belowOne,
      (rows) =>
        intraclassCorrelation(all(rows), { model: 'twoWay', type: 'consistency', unit: 'average' }),
    ],
    linConcordance: [
      signed,
      (rows) =>
        linConcordance(
          complete(rows).map(({ a }) => a),
          complete(rows).map(({ b }) => b),
        ),
    ],
    kendallW: [share, (rows) => kendallW(all(rows))],
    'interRaterCorrelation, pearson': [
      signed,
      (rows) => interRaterCorrelation(all(rows), { method: 'pearson' }),
    ],
    'interRaterCorrelation, spearman': [
      signed,
      (rows) => interRaterCorrelation(all(rows), { method: 'spearman' }),
    ],
    'interRaterCorrelation, kendallTauB': [
      signed,
      (rows) => interRaterCorrelation(all(rows), { method: 'kendallTauB' }),
    ],
    'bootstrapAgreement, alpha': [
      belowOne,
      (rows) =>
        bootstrapAgreement(all(rows), { name: 'krippendorffAlpha', metric: 'ordinal' }, few()),
    ],
    'bootstrapAgreement, AC, clusters': [
      belowOne,
      (rows) =>
        bootstrapAgreement(
          all(rows),
          { name: 'gwetAc' },
          { ...few(), categories: declared(rows), clusters: rows.map((_, u) => u % 2) },
        ),
    ],
    'compareAgreement, kappa': [
      [-2, 2],
      (rows) => compareAgreement(two(rows), two(rows), { coefficient: { name: 'cohenKappa' } }),
    ],
    'compareAgreement, kappa, dependent': [
      [-2, 2],
      (rows) =>
        compareAgreement(two(rows), two(rows.map(([a, b]) => [b ?? null, a ?? null])), {
          coefficient: { name: 'cohenKappa' },
          dependent: true,
        }),
    ],
    'compareAgreement, alpha': [
      any,
      (rows) =>
        compareAgreement(all(rows), all(rows), {
          coefficient: { name: 'krippendorffAlpha', metric: 'interval' },
          dependent: true,
          ...few(),
        }),
    ],
    majorityVote: [any, (rows) => majorityVote(all(rows), { categories: declared(rows) })],
    aggregateAgreement: [any, (rows) => aggregateAgreement(all(rows))],
    dawidSkene: [[Number.NEGATIVE_INFINITY, 0], (rows) => dawidSkene(all(rows))],
    'dawidSkene, declared': [
      [Number.NEGATIVE_INFINITY, 0],
      (rows) => dawidSkene(all(rows), { categories: declared(rows) }),
    ],
    oneCoinDawidSkene: [[Number.NEGATIVE_INFINITY, 0], (rows) => oneCoinDawidSkene(all(rows))],
    raterSeverity: [any, (rows) => raterSeverity(all(rows))],
    'raterSeverity, ml': [any, (rows) => raterSeverity(all(rows), { method: 'ml' })],
  },
};
