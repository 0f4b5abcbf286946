import type { Ratings } from '../ratings/ratings.ts';
import { type Estimate, requires } from '../result.ts';
import { type BootstrapCounts, type BootstrapOptions, bootstrapRows } from './bootstrap-rows.ts';
import { numberClusters } from './clusters.ts';
import type { Coefficient } from './coefficient.ts';
import { countRaters } from './count-raters.ts';
import { drawClusters, drawUnits } from './draw-units.ts';
import { gatherRows } from './gather-rows.ts';

export interface AgreementBootstrapOptions extends BootstrapOptions {
  /** the categories there are; 'gwetAc' and 'brennanPrediger' need them */
  readonly categories?: readonly number[];
  /** per unit the cluster it belongs to (an id of any kind); resamples clusters, not units */
  readonly clusters?: readonly unknown[];
}

/**
 * A coefficient with a percentile bootstrap interval over units, or over clusters of units.
 *
 * Units are drawn with replacement and keep all their ratings, those with fewer than two included.
 * The interval speaks for these raters. There is none with fewer than two units or clusters, or
 * where the coefficient was undefined in most replicates. `standardError` is the standard deviation
 * of the replicates. The same seed gives the same result. `null`, with the reason, where the
 * coefficient is.
 *
 * @throws RangeError on malformed ratings or options
 * @see Efron & Tibshirani (1993), An Introduction to the Bootstrap, section 13.3
 */
export function bootstrapAgreement(
  ratings: Ratings,
  coefficient: Coefficient,
  options: AgreementBootstrapOptions,
): Estimate<BootstrapCounts & { readonly raters: number; readonly clusters: number | null }> {
  requires(
    options.categories !== undefined ||
      (coefficient.name !== 'gwetAc' && coefficient.name !== 'brennanPrediger'),
    'bootstrapAgreement',
    `the declared categories for ${coefficient.name}`,
  );
  const grouped = gatherRows('bootstrapAgreement', ratings, options.categories);
  const raters = countRaters(ratings, grouped, 2);
  const { rows, rowOf } = grouped;
  if (options.clusters === undefined) {
    const draw = drawUnits(rows.units, options.random);
    const independent = { number: ratings.units, what: 'units' } as const;
    const result = bootstrapRows(rows, coefficient, draw, independent, options);
    return Object.freeze({ ...result, raters, clusters: null });
  }
  const { clusterOf, clusters } = numberClusters(
    'bootstrapAgreement',
    options.clusters,
    ratings.units,
  );
  const draw = drawClusters(rowOf, clusterOf, clusters, options.random);
  const independent = { number: clusters, what: 'clusters' } as const;
  const result = bootstrapRows(rows, coefficient, draw, independent, options);
  return Object.freeze({ ...result, raters, clusters });
}
