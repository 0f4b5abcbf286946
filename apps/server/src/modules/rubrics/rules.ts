import { AppError } from '../../errors.ts';
import type { DraftContent } from './queries/templates.ts';

const most = { dimensions: 30, tiers: 10, examples: 10, redLines: 20, profiles: 20, text: 10_000 };

/** Refuses what no draft may hold. What is merely unfinished is told when it is published. */
export function checkDraft({ dimensions, redLines, profiles }: DraftContent): void {
  atMost(dimensions.length, most.dimensions, 'dimensions', 'dimensions');
  atMost(redLines.length, most.redLines, 'red lines', 'redLines');
  atMost(profiles.length, most.profiles, 'context profiles', 'profiles');
  const keys = new Set<string>();
  dimensions.forEach((dimension, d) => {
    const at = `dimensions.${d}`;
    if (!/^[a-z][a-z0-9_]{0,39}$/.test(dimension.key)) {
      refuse(
        'A key has 1 to 40 lower-case letters, digits and underscores, a letter first.',
        `${at}.key`,
      );
    }
    if (keys.has(dimension.key))
      refuse(`Two dimensions have the key ${dimension.key}.`, `${at}.key`);
    keys.add(dimension.key);
    if (!Number.isFinite(dimension.weight) || dimension.weight < 0) {
      refuse(`A weight is 0 or more, not ${dimension.weight}.`, `${at}.weight`);
    }
    atMost(dimension.tiers.length, most.tiers, 'tiers', `${at}.tiers`);
    dimension.tiers.forEach((tier, t) => {
      if (!(tier.value >= 0 && tier.value <= 1)) {
        refuse(`A tier's value is 0 to 1, not ${tier.value}.`, `${at}.tiers.${t}.value`);
      }
      atMost(tier.examples.length, most.examples, 'examples', `${at}.tiers.${t}.examples`);
      for (const text of [tier.description, ...tier.examples.map((example) => example.text)]) {
        atMost(text.length, most.text, 'characters', `${at}.tiers.${t}`);
      }
    });
  });
}

/**
 * The content with other weights, for one context profile or for the rubric itself.
 *
 * @throws AppError CONFLICT where there is no such dimension or profile
 */
export function withWeights(
  content: DraftContent,
  { profile, weights }: { profile: string | null; weights: ReadonlyMap<string, number> },
): DraftContent {
  const known = new Set(content.dimensions.map(({ key }) => key));
  const missing = [...weights.keys()].find((key) => !known.has(key));
  if (missing !== undefined) gone(`the dimension ${missing}`);
  if (profile === null) {
    const dimensions = content.dimensions.map((dimension) => ({
      ...dimension,
      weight: weights.get(dimension.key) ?? dimension.weight,
    }));
    return { ...content, dimensions };
  }
  if (content.profiles.every(({ name }) => name !== profile)) gone(`the profile ${profile}`);
  const rows = [...weights].map(([dimensionKey, weight]) => ({ dimensionKey, weight }));
  const profiles = content.profiles.map((one) =>
    one.name === profile ? { ...one, weights: rows } : one,
  );
  return { ...content, profiles };
}

function gone(what: string): never {
  throw new AppError(
    'CONFLICT',
    `The draft has no longer ${what}. Ask for a proposal on a new run.`,
  );
}

function atMost(found: number, max: number, what: string, field: string): void {
  if (found > max) refuse(`At most ${max} ${what}, not ${found}.`, field);
}

function refuse(message: string, field: string): never {
  throw new AppError('INVALID_INPUT', message, { field });
}
