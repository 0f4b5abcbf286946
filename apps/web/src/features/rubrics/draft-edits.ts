import type { Draft, DraftDimension, DraftTier } from './draft.ts';

/** A key made from a label: what stays the same across versions. */
export const keyOf = (label: string): string =>
  label
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);

/** A list with one entry changed. */
export const withAt = <T>(list: readonly T[], index: number, change: Partial<T>): T[] =>
  list.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

/** A list with one entry left out. */
export const withoutAt = <T>(list: readonly T[], index: number): T[] =>
  list.filter((_, at) => at !== index);

/** A list with one entry moved; where that is not possible, as it is. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const entry = list[index];
  const other = list[index + by];
  if (entry === undefined || other === undefined) return list;
  return list.map((each, at) => (at === index ? other : at === index + by ? entry : each));
}

/** Tiers with one moved; the values stay in their order, the words change places. */
export function withTierMoved(
  tiers: readonly DraftTier[],
  index: number,
  by: -1 | 1,
): readonly DraftTier[] {
  return moved(tiers, index, by).map((tier, at) => ({
    ...tier,
    value: tiers[at]?.value ?? tier.value,
  }));
}

/** The draft with one dimension changed. What names it by its key follows a new key. */
export function withDimension(draft: Draft, index: number, changed: DraftDimension): Draft {
  const before = draft.dimensions[index]?.key;
  const renamed = <K extends string | null>(key: K) => (key === before ? changed.key : key);
  const dimensions = withAt(draft.dimensions, index, changed);
  if (before === changed.key) return { ...draft, dimensions };
  return {
    dimensions,
    redLines: draft.redLines.map((line) => ({
      ...line,
      dimensionKey: renamed(line.dimensionKey),
      failDimensionKey: renamed(line.failDimensionKey),
    })),
    profiles: draft.profiles.map((profile) => ({
      ...profile,
      weights: profile.weights.map(({ dimensionKey, weight }) => ({
        dimensionKey: renamed(dimensionKey),
        weight,
      })),
    })),
  };
}

/** The draft without one dimension, and without the red lines and weights that name it. */
export function withoutDimension(draft: Draft, index: number): Draft {
  const key = draft.dimensions[index]?.key;
  return {
    dimensions: withoutAt(draft.dimensions, index),
    redLines: draft.redLines.filter(
      ({ dimensionKey, failDimensionKey }) => dimensionKey !== key && failDimensionKey !== key,
    ),
    profiles: draft.profiles.map((profile) => ({
      ...profile,
      weights: profile.weights.filter(({ dimensionKey }) => dimensionKey !== key),
    })),
  };
}

/** Messages by their path below a prefix: `tiers.0.value` of `dimensions.2.tiers.0.value`. */
export function problemsBelow(
  problems: readonly { readonly field: string; readonly message: string }[],
  prefix: string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { field, message } of problems) {
    if (!field.startsWith(`${prefix}.`)) continue;
    const path = field.slice(prefix.length + 1);
    if (!found.has(path)) found.set(path, message);
  }
  return found;
}
