import type { Draft, DraftDimension } from './draft.ts';

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
  if (JSON.stringify(before.redLines) !== JSON.stringify(after.redLines))
    changes.push({ where: 'Red lines', what: 'changed' });
  if (JSON.stringify(before.profiles) !== JSON.stringify(after.profiles))
    changes.push({ where: 'Context profiles', what: 'changed' });
  return changes;
}

function dimensionDiff(before: DraftDimension, after: DraftDimension): readonly Change[] {
  const changes: string[] = [];
  if (before.label !== after.label) changes.push(`label “${before.label}” → “${after.label}”`);
  if (before.weight !== after.weight) changes.push(`weight ${before.weight} → ${after.weight}`);
  if (before.description !== after.description) changes.push('description changed');
  if (before.scope !== after.scope)
    changes.push(`judged ${before.scope.toLowerCase()} → ${after.scope.toLowerCase()}`);
  for (const [index, tier] of after.tiers.entries()) {
    const earlier = before.tiers[index];
    if (earlier === undefined) changes.push(`new tier “${tier.label}”`);
    else if (
      earlier.label !== tier.label ||
      earlier.value !== tier.value ||
      earlier.description !== tier.description
    ) {
      changes.push(
        `tier ${index + 1} “${earlier.label}” (${earlier.value}) → “${tier.label}” (${tier.value})`,
      );
    }
    const examples = (list: typeof tier.examples) =>
      list.map(({ kind, text, reason }) => `${kind}${text}${reason}`).join('\n');
    if (earlier !== undefined && examples(earlier.examples) !== examples(tier.examples)) {
      changes.push(`examples of tier ${index + 1} changed`);
    }
  }
  if (before.tiers.length > after.tiers.length)
    changes.push(`${before.tiers.length - after.tiers.length} tier(s) removed`);
  return changes.map((what) => ({ where: after.label, what }));
}
