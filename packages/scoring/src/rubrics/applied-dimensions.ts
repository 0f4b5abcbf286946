import { requires } from '../result.ts';
import type { Dimension, Rubric } from './rubric.ts';

/** A dimension that is asked, with the weight that applies and its share of all weight asked. */
export interface AppliedDimension {
  readonly dimension: Dimension;
  readonly weight: number;
  /** in (0, 1]; the shares of one rubric and profile sum to 1 */
  readonly share: number;
}

/**
 * The dimensions asked under a profile, in the rubric's order; those of weight 0 are not asked.
 *
 * @param profile - the name of one of the rubric's profiles, or `null` for the rubric's own weights;
 *   a dimension the profile does not name keeps its own weight
 * @throws RangeError if the rubric has no profile of that name
 */
export function appliedDimensions(
  rubric: Pick<Rubric, 'dimensions' | 'profiles'>,
  profile: string | null,
): readonly AppliedDimension[] {
  const applied = rubric.profiles.find(({ name }) => name === profile);
  requires(
    profile === null || applied !== undefined,
    'appliedDimensions',
    `a profile of the rubric, not “${profile}”`,
  );
  const changed = new Map(applied?.weights.map((w) => [w.dimensionKey, w.weight]));
  const asked = rubric.dimensions
    .map((dimension) => ({ dimension, weight: changed.get(dimension.key) ?? dimension.weight }))
    .filter(({ weight }) => weight > 0);
  const total = asked.reduce((sum, { weight }) => sum + weight, 0);
  return asked.map((entry) => ({ ...entry, share: entry.weight / total }));
}
