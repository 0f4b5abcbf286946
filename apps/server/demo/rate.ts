import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import type { Traits } from './annotators.ts';
import { type DimensionKey, dimensionKeys, type Quality } from './content.ts';
import { chance, normal } from './random.ts';

/** An answer to one dimension. `tier` is null exactly when the dimension does not apply. */
export interface Score {
  readonly dimension: DimensionKey;
  readonly tier: number | null;
  readonly notApplicable: boolean;
}

const topTier = 2;
/** Share of the variance of perception common to all dimensions of one response (halo). */
const halo = 0.3;
/** How much harder an edge case is to read. */
const edgeCaseNoise = 1.3;
/** How often an attentive annotator sees that no policy applies. */
const seesNotApplicable = 0.92;

/**
 * How one annotator scores one response.
 *
 * @param progress - part of the period that has passed, in [0, 1]
 */
export function rate(
  random: SeededRandom,
  traits: Traits,
  quality: Quality,
  options: { readonly edgeCase: boolean; readonly progress: number },
): Score[] {
  if (chance(random, traits.straightLineRate)) {
    const tier = chance(random, 0.7) ? topTier : 1;
    return dimensionKeys.map((dimension) => ({ dimension, tier, notApplicable: false }));
  }
  const noise = traits.noise * (options.edgeCase ? edgeCaseNoise : 1);
  const shift = traits.leniency + traits.drift * options.progress;
  const common = normal(random, noise * Math.sqrt(halo));
  return dimensionKeys.map((dimension) => {
    const truth = quality[dimension];
    if (truth === null && chance(random, seesNotApplicable * (1 - traits.slipRate))) {
      return { dimension, tier: null, notApplicable: true };
    }
    if (chance(random, traits.slipRate)) {
      return { dimension, tier: random.integer(topTier + 1), notApplicable: false };
    }
    const perceived =
      (truth ?? topTier) + shift + common + normal(random, noise * Math.sqrt(1 - halo));
    const tier = Math.min(topTier, Math.max(0, Math.round(perceived)));
    return { dimension, tier, notApplicable: false };
  });
}
