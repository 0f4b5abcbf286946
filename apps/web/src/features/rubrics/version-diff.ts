import type { Draft, DraftDimension, DraftTier } from './draft.ts';
import { profileText, redLineText } from './words.ts';

/** One thing that differs between two versions, in words. */
export interface Change {
  readonly where: string;
  readonly what: string;
}

/** What changed from one version to another, dimension by dimension. */
export function versionDiff(before: Draft, after: Draft): readonly Change[] {
  const old = new Map(before.dimensions.map((dimension) => [dimension.key, dimension]));
  const changes: Change[] = [];
  for (const dimension of after.dimensions) {
    const earlier = old.get(dimension.key);
    if (earlier === undefined) changes.push({ where: dimension.label, what: 'new dimension' });
    else changes.push(...dimensionDiff(earlier, dimension));
    old.delete(dimension.key);
  }
  for (const gone of old.values()) changes.push({ where: gone.label, what: 'removed' });
  const lines = ({ redLines, dimensions }: Draft) =>
    redLines.map((line) => redLineText(line, dimensions));
  const profiles = (draft: Draft) => draft.profiles.map((profile) => profileText(profile, draft));
  return [
    ...changes,
    ...listDiff('Red lines', lines(before), lines(after)),
    ...listDiff('Context profiles', profiles(before), profiles(after)),
  ];
}

function listDiff(where: string, before: readonly string[], after: readonly string[]): Change[] {
  return [
    ...after
      .filter((text) => !before.includes(text))
      .map((text) => ({ where, what: `new: ${text}` })),
    ...before
      .filter((text) => !after.includes(text))
      .map((text) => ({ where, what: `removed: ${text}` })),
  ];
}

function dimensionDiff(before: DraftDimension, after: DraftDimension): readonly Change[] {
  const changes: string[] = [];
  const compare = (name: string, from: string | number, to: string | number) => {
    if (from !== to) changes.push(`${name} ${from} → ${to}`);
  };
  compare('label', `“${before.label}”`, `“${after.label}”`);
  compare('weight', before.weight, after.weight);
  compare('description', `“${before.description}”`, `“${after.description}”`);
  compare('judged', before.scope.toLowerCase(), after.scope.toLowerCase());
  compare('turns become one score by', before.rollUp.toLowerCase(), after.rollUp.toLowerCase());
  for (const [name, from, to] of [
    ['critical', before.critical, after.critical],
    ['may not apply', before.allowNotApplicable, after.allowNotApplicable],
    ['weight locked', before.locked, after.locked],
  ] as const) {
    if (from !== to) changes.push(to ? name : `no longer ${name}`);
  }
  for (const [index, tier] of after.tiers.entries()) {
    const earlier = before.tiers[index];
    if (earlier === undefined) changes.push(`new tier “${tier.label}”`);
    else changes.push(...tierDiff(index + 1, earlier, tier));
  }
  for (const gone of before.tiers.slice(after.tiers.length)) {
    changes.push(`tier “${gone.label}” removed`);
  }
  return changes.map((what) => ({ where: after.label, what }));
}

function tierDiff(number: number, before: DraftTier, after: DraftTier): readonly string[] {
  const changes: string[] = [];
  if (before.label !== after.label || before.value !== after.value) {
    changes.push(
      `tier ${number} “${before.label}” (${before.value}) → “${after.label}” (${after.value})`,
    );
  }
  if (before.description !== after.description) {
    changes.push(`tier ${number}: “${before.description}” → “${after.description}”`);
  }
  const examples = ({ examples: list }: DraftTier) =>
    list.map(({ kind, text, reason }) => JSON.stringify([kind, text, reason])).join('\n');
  if (examples(before) !== examples(after)) changes.push(`examples of tier ${number} changed`);
  return changes;
}
