import { dawidSkene } from '../src/aggregation/dawid-skene.ts';
import { bootstrapAgreement } from '../src/agreement/bootstrap-agreement.ts';
import { cohenKappa } from '../src/agreement/cohen-kappa.ts';
import { gwetAc } from '../src/agreement/gwet-ac.ts';
import { krippendorffAlpha } from '../src/agreement/krippendorff-alpha.ts';
import { percentAgreement } from '../src/agreement/percent-agreement.ts';
import { kendallTauB } from '../src/association/kendall-tau-b.ts';
import { rocAuc } from '../src/association/roc-auc.ts';
import { seededRandom } from '../src/sampling/seeded-random.ts';
import { concordanceIndex } from '../src/survival/concordance-index.ts';
import { simulateCases, simulateLabels, simulateRatings } from './simulate.ts';

const ordinal = { name: 'krippendorffAlpha', metric: 'ordinal' } as const;
const three = (size: number) => simulateRatings(Math.floor(size / 3), 3, 200);

/** By what is measured: from the number of ratings, or of cases, to the work. */
export const growing: Readonly<Record<string, (size: number) => () => unknown>> = {
  'Percent agreement': (size) => {
    const ratings = three(size);
    return () => percentAgreement(ratings);
  },
  'Ordinal α': (size) => {
    const ratings = three(size);
    return () => krippendorffAlpha(ratings, ordinal);
  },
  'Gwet’s AC2, quadratic': (size) => {
    const ratings = three(size);
    const categories = [0, 1, 2, 3, 4];
    return () => gwetAc(ratings, { categories, weights: 'quadratic' });
  },
  'Cohen’s κ, quadratic': (size) => {
    const ratings = simulateRatings(size / 2, 2, 2);
    return () => cohenKappa(ratings, { weights: 'quadratic' });
  },
  'Ordinal α with 1,000 bootstrap replicates': (size) => {
    const ratings = three(size);
    return () =>
      bootstrapAgreement(ratings, ordinal, { random: seededRandom(1), replicates: 1000 });
  },
  'Dawid–Skene, 10 iterations': (size) => {
    const labels = simulateLabels(size / 5);
    return () => dawidSkene(labels, { maximumIterations: 10, tolerance: 0 });
  },
  'Kendall τ-b': (size) => {
    const { x, y } = simulateCases(size);
    return () => kendallTauB(x, y);
  },
  'AUC with DeLong interval': (size) => {
    const { x, outcome } = simulateCases(size);
    return () => rocAuc(outcome, x);
  },
  'Concordance index': (size) => {
    const { x, time, status } = simulateCases(size);
    return () => concordanceIndex(time, status, x);
  },
};
export const sizes = [10_000, 100_000, 1_000_000, 10_000_000] as const;

/** One piece of work at one size, in a process of its own. */
export interface Grown {
  readonly name: string;
  readonly size: number;
  readonly seconds: number;
  /** The most memory that the process held at a time, the numbers themselves included. */
  readonly peakBytes: number;
}
