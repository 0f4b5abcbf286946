import type { Draft, DraftDimension, DraftTier } from './draft.ts';
import { strings } from './strings.ts';
import { profileText, redLineText } from './words.ts';

const { diff: s, dimension: words } = strings;

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
    if (earlier === undefined) changes.push({ where: dimension.label, what: s.newDimension });
    else changes.push(...dimensionDiff(earlier, dimension));
    old.delete(dimension.key);
  }
  for (const gone of old.values()) changes.push({ where: gone.label, what: s.removed });
  const lines = ({ redLines, dimensions }: Draft) =>
    redLines.map((line) => redLineText(line, dimensions));
  const profiles = (draft: Draft) => draft.profiles.map((profile) => profileText(profile, draft));
  return [
    ...changes,
    ...listDiff(s.redLines, lines(before), lines(after)),
    ...listDiff(s.profiles, profiles(before), profiles(after)),
  ];
}

function listDiff(where: string, before: readonly string[], after: readonly string[]): Change[] {
  return [
    ...after
      .filter((text) => !before.includes(text))
      .map((text) => ({ where, what: s.added(text) })),
    ...before
      .filter((text) => !after.includes(text))
      .map((text) => ({ where, what: s.gone(text) })),
  ];
}

function dimensionDiff(before: DraftDimension, after: DraftDimension): readonly Change[] {
  const changes: string[] = [];
  const compare = (name: string, from: string | number, to: string | number) => {
    if (from !== to) changes.push(s.changed(name, from, to));
  };
  compare(s.label, s.quoted(before.label), s.quoted(after.label));
  compare(s.weight, before.weight, after.weight);
  compare(s.description, s.quoted(before.description), s.quoted(after.description));
  compare(s.scope, words.scope[before.scope], words.scope[after.scope]);
  compare(s.rollUp, words.rollUp[before.rollUp], words.rollUp[after.rollUp]);
  for (const [name, from, to] of [
    [s.critical, before.critical, after.critical],
    [s.mayNotApply, before.allowNotApplicable, after.allowNotApplicable],
    [s.locked, before.locked, after.locked],
  ] as const) {
    if (from !== to) changes.push(to ? name : s.noLonger(name));
  }
  for (const [index, tier] of after.tiers.entries()) {
    const earlier = before.tiers[index];
    if (earlier === undefined) changes.push(s.newTier(tier.label));
    else changes.push(...tierDiff(index + 1, earlier, tier));
  }
  for (const gone of before.tiers.slice(after.tiers.length)) {
    changes.push(s.goneTier(gone.label));
  }
  return changes.map((what) => ({ where: after.label, what }));
}

function tierDiff(number: number, before: DraftTier, after: DraftTier): readonly string[] {
  const changes: string[] = [];
  if (before.label !== after.label || before.value !== after.value) {
    changes.push(
      s.changed(
        s.tier(number),
        s.tierValue(before.label, before.value),
        s.tierValue(after.label, after.value),
      ),
    );
  }
  if (before.description !== after.description) {
    changes.push(s.tierText(number, before.description, after.description));
  }
  const examples = ({ examples: list }: DraftTier) =>
    list.map(({ kind, text, reason }) => JSON.stringify([kind, text, reason])).join('\n');
  if (examples(before) !== examples(after)) changes.push(s.examples(number));
  return changes;
}
