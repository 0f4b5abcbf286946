import type { Rubric } from '@assay/scoring/rubrics/rubric';
import type { SaveRubricDraftInput } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';

export const RubricContent_version = graphql(`
  fragment RubricContent_version on RubricVersion {
    id
    number
    status
    revision
    note
    dimensions {
      id
      key
      label
      description
      scope
      weight
      share
      critical
      locked
      allowNotApplicable
      rollUp
      tiers {
        id
        index
        label
        description
        value
        examples {
          id
          kind
          text
          reason
        }
      }
    }
    redLines {
      dimensionKey
      atOrBelowTier
      flag
      effect
      failDimensionKey
    }
    profiles {
      name
      attribute
      equals
      weights {
        dimensionKey
        weight
      }
    }
  }
`);
export type VersionRef = FragmentType<typeof RubricContent_version>;

export interface DraftExample {
  readonly id: string;
  readonly kind: 'EXAMPLE' | 'COUNTER_EXAMPLE';
  readonly text: string;
  readonly reason: string;
}
export interface DraftTier {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly value: number;
  readonly examples: readonly DraftExample[];
}
export interface DraftDimension {
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly scope: 'CONVERSATION' | 'TURN' | 'RESPONSE';
  readonly weight: number;
  readonly critical: boolean;
  readonly locked: boolean;
  readonly allowNotApplicable: boolean;
  readonly rollUp: 'MEAN' | 'WORST' | 'LAST';
  readonly tiers: readonly DraftTier[];
}
export interface Draft {
  readonly dimensions: readonly DraftDimension[];
  readonly redLines: Rubric['redLines'];
  readonly profiles: Rubric['profiles'];
}

/** The content of a version as something to edit. */
export function draftOf(ref: VersionRef): Draft {
  const { dimensions, redLines, profiles } = readFragment(RubricContent_version, ref);
  return {
    dimensions,
    redLines: redLines.map((line) => ({
      dimensionKey: line.dimensionKey ?? null,
      atOrBelowTier: line.atOrBelowTier ?? null,
      flag: line.flag ?? null,
      effect: line.effect,
      failDimensionKey: line.failDimensionKey ?? null,
    })),
    profiles,
  };
}

/** The draft as the API takes it, without the ids of rows. */
export function inputOf(
  draft: Draft,
  about: {
    readonly rubricId: string;
    readonly basedOnRevision: number;
    readonly name: string;
    readonly note: string;
  },
): SaveRubricDraftInput {
  return {
    ...about,
    dimensions: draft.dimensions.map(({ id: _id, tiers, ...dimension }) => ({
      key: dimension.key,
      label: dimension.label,
      description: dimension.description,
      scope: dimension.scope,
      weight: dimension.weight,
      critical: dimension.critical,
      locked: dimension.locked,
      allowNotApplicable: dimension.allowNotApplicable,
      rollUp: dimension.rollUp,
      tiers: tiers.map(({ label, description, value, examples }) => ({
        ...{ label, description, value },
        examples: examples.map(({ kind, text, reason }) => ({ kind, text, reason })),
      })),
    })),
    redLines: draft.redLines.map((line) => ({ ...line })),
    profiles: draft.profiles.map(({ name, attribute, equals, weights }) => ({
      ...{ name, attribute, equals: [...equals] },
      weights: weights.map(({ dimensionKey, weight }) => ({ dimensionKey, weight })),
    })),
  };
}

/** A key made from a label: what stays the same across versions. */
export const keyOf = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[^a-z]+|_+$/g, '')
    .slice(0, 40);

let made = 0;
const localId = () => {
  made += 1;
  return `new-${made}`;
};

export const newTier = (value: number): DraftTier => ({
  ...{ id: localId(), label: '', description: '', value, examples: [] },
});
export const newExample = (kind: DraftExample['kind']): DraftExample => ({
  ...{ id: localId(), kind, text: '', reason: '' },
});
export function newDimension(taken: readonly string[]): DraftDimension {
  let number = taken.length + 1;
  while (taken.includes(`dimension_${number}`)) number += 1;
  return {
    ...{
      id: localId(),
      key: `dimension_${number}`,
      label: '',
      description: '',
      scope: 'RESPONSE',
      weight: 1,
    },
    ...{ critical: false, locked: false, allowNotApplicable: false, rollUp: 'MEAN' },
    tiers: [newTier(0), newTier(0.5), newTier(1)],
  };
}

/** A list with one entry changed. */
export const withAt = <T>(list: readonly T[], index: number, change: Partial<T>): T[] =>
  list.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

/** A list with one entry moved; where that is not possible, as it is. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const entry = list[index];
  const other = list[index + by];
  if (entry === undefined || other === undefined) return list;
  return list.map((each, at) => (at === index ? other : at === index + by ? entry : each));
}
