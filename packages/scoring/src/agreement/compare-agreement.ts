import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import type { SeededRandom } from '../sampling/seeded-random.ts';
import type { AgreementCounts } from './agreement-counts.ts';
import type { Coefficient } from './coefficient.ts';
import { type BootstrapComparison, compareByBootstrap } from './compare-by-bootstrap.ts';
import {
  compareDependentKappas,
  compareIndependentKappas,
  type KappaComparison,
} from './compare-kappas.ts';
import type { KappaWeights } from './kappa-parts.ts';

interface Common {
  /** true where unit u is the same unit on both sides; false by default */
  readonly dependent?: boolean;
  /** coverage of the interval, .95 by default */
  readonly level?: number;
  /** the categories there are; 'gwetAc' and 'brennanPrediger' need them */
  readonly categories?: readonly number[];
}

/** Cohen's kappa, of two raters a side: compared in closed form. */
export interface CompareKappaOptions extends Common {
  readonly coefficient: { readonly name: 'cohenKappa'; readonly weights?: KappaWeights };
}

/** Any other coefficient: compared by a bootstrap over units or clusters of them. */
export interface CompareCoefficientOptions extends Common {
  readonly coefficient: Coefficient;
  readonly random: SeededRandom;
  /** 2,000 by default */
  readonly replicates?: number;
  /** per unit of each side the cluster it belongs to; equal lists if dependent */
  readonly clusters?: { readonly before: readonly unknown[]; readonly after: readonly unknown[] };
}

/**
 * How far agreement moved between two windows: after − before, with an interval on the difference.
 *
 * Two windows of different units are independent; the same units rated twice, or by two groups,
 * are dependent and are matched by their index. In [−2, 2] for kappas; `null` when either side is
 * undefined. No interval with fewer than two units or clusters a side, or where most replicates were
 * undefined.
 *
 * @param before - ratings; for independent sides also counts, or a table for 'cohenKappa'
 * @throws RangeError on malformed input, units that do not match, or missing declared categories
 * @see Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, section 18.1;
 *   Vanbelle & Albert (2008), Statistica Neerlandica 62; Efron & Tibshirani (1993), chapter 16
 */
export function compareAgreement(
  before: Ratings | readonly (readonly number[])[],
  after: Ratings | readonly (readonly number[])[],
  options: CompareKappaOptions,
): Estimate<KappaComparison>;
export function compareAgreement(
  before: Ratings | AgreementCounts,
  after: Ratings | AgreementCounts,
  options: CompareCoefficientOptions,
): Estimate<BootstrapComparison>;
export function compareAgreement(
  before: Ratings | AgreementCounts | readonly (readonly number[])[],
  after: Ratings | AgreementCounts | readonly (readonly number[])[],
  options: CompareKappaOptions | CompareCoefficientOptions,
): Estimate<KappaComparison> | Estimate<BootstrapComparison> {
  const { level = 0.95, dependent = false, categories } = options;
  requires(level > 0 && level < 1, 'compareAgreement', 'a level between 0 and 1');
  const declared = categories === undefined ? {} : { categories };
  if (isKappa(options)) {
    const { weights = 'none' } = options.coefficient;
    requires(isKappaInput(before) && isKappaInput(after), 'compareAgreement', 'ratings or tables');
    if (!dependent) {
      return compareIndependentKappas(before, after, { weights, level, ...declared });
    }
    requires(
      isRatings(before) && isRatings(after),
      'compareAgreement',
      'ratings of dependent sides',
    );
    return compareDependentKappas(before, after, { weights, level, ...declared });
  }
  const { coefficient, random, replicates = 2000, clusters } = options;
  requires(!isTable(before) && !isTable(after), 'compareAgreement', 'ratings or counts');
  const counted = !isRatings(before) && !isRatings(after);
  requires(
    counted || categories !== undefined || !needsCategories(coefficient),
    'compareAgreement',
    `the declared categories for ${coefficient.name}`,
  );
  const chosen = { dependent, random, replicates, level, ...declared };
  return compareByBootstrap(
    before,
    after,
    coefficient,
    clusters === undefined ? chosen : { ...chosen, clusters },
  );
}

type Side = Ratings | AgreementCounts | readonly (readonly number[])[];

function isKappa(
  options: CompareKappaOptions | CompareCoefficientOptions,
): options is CompareKappaOptions {
  return options.coefficient.name === 'cohenKappa';
}

function isRatings(side: Side): side is Ratings {
  return 'unit' in side;
}

function isTable(side: Side): side is readonly (readonly number[])[] {
  return Array.isArray(side);
}

function isKappaInput(side: Side): side is Ratings | readonly (readonly number[])[] {
  return isRatings(side) || isTable(side);
}

function needsCategories({ name }: Coefficient): boolean {
  return name === 'gwetAc' || name === 'brennanPrediger';
}
