import type { SeededRandom } from '@assay/scoring/sampling/seeded-random';
import type { Traits } from './annotators.ts';
import type { Quality } from './content.ts';
import { chance, normal } from './random.ts';

/** A verdict on two responses; A is the first as stored. A tie and "both bad" have no strength. */
export interface Preference {
  readonly direction: 'A' | 'B' | 'TIE' | 'BOTH_BAD';
  readonly strength: 1 | 2 | 3 | null;
}

/** The responses in the order shown, from the left. */
export type ShownOrder = readonly [0, 1] | readonly [1, 0];

/** Weights of the demo rubric. */
const weights = { accuracy: 0.5, tone: 0.3, policy: 0.2 } as const;
/** Differences of the composite below which two responses are a tie, or one is slightly, or clearly better. */
const bands = { tie: 0.07, slight: 0.3, clear: 0.55 } as const;
/** Both are bad if neither is perceived to reach this composite and neither is clearly better. */
const badBelow = 0.45;
/** Composite points that one tier of leniency or noise is worth in a comparison. */
const perTier = 0.3;

/** How one annotator compares two responses. */
export function prefer(
  random: SeededRandom,
  traits: Traits,
  [first, second]: readonly [Quality, Quality],
  shown: ShownOrder,
): Preference {
  if (chance(random, traits.slipRate)) {
    return { direction: chance(random, 0.5) ? 'A' : 'B', strength: 2 };
  }
  const perceive = (quality: Quality, index: 0 | 1) =>
    composite(quality) +
    normal(random, traits.noise * perTier) +
    (shown[0] === index ? traits.leftBias : 0);
  return verdict(perceive(first, 0), perceive(second, 1), badBelow - traits.leniency * perTier);
}

/** What a perfect annotator says of two responses. */
export function trueDirection(first: Quality, second: Quality): Preference['direction'] {
  return verdict(composite(first), composite(second), badBelow).direction;
}

function verdict(a: number, b: number, bad: number): Preference {
  const difference = Math.abs(a - b);
  if (Math.max(a, b) < bad && difference < bands.slight) {
    return { direction: 'BOTH_BAD', strength: null };
  }
  if (difference < bands.tie) return { direction: 'TIE', strength: null };
  const strength = difference < bands.slight ? 1 : difference < bands.clear ? 2 : 3;
  return { direction: a > b ? 'A' : 'B', strength };
}

/** Weighted mean of the true tiers, in [0, 1]; a dimension that does not apply takes its weight along. */
function composite({ accuracy, tone, policy }: Quality): number {
  const known = weights.accuracy * (accuracy / 2) + weights.tone * (tone / 2);
  if (policy === null) return known / (weights.accuracy + weights.tone);
  return known + weights.policy * (policy / 2);
}
