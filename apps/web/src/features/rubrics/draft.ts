import type { ContextProfile, RedLine } from '@assay/scoring/rubrics/rubric';
import type { SaveRubricDraftInput } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';

export const RubricContent_version = graphql(`
  fragment RubricContent_version on RubricVersion {
    id
    dimensions {
      id
      key
      label
      description
      scope
      weight
      critical
      locked
      allowNotApplicable
      rollUp
      tiers {
        id
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
export interface DraftRedLine extends RedLine {
  readonly id: string;
}
export interface DraftProfile extends ContextProfile {
  readonly id: string;
}
/** The content of a rubric version as something to edit. Ids only tell entries apart on the page. */
export interface Draft {
  readonly dimensions: readonly DraftDimension[];
  readonly redLines: readonly DraftRedLine[];
  readonly profiles: readonly DraftProfile[];
}

let made = 0;
const localId = () => {
  made += 1;
  return `new-${made}`;
};

export function draftOf(ref: VersionRef): Draft {
  const { dimensions, redLines, profiles } = readFragment(RubricContent_version, ref);
  return {
    dimensions,
    redLines: redLines.map((line) => ({
      id: localId(),
      dimensionKey: line.dimensionKey ?? null,
      atOrBelowTier: line.atOrBelowTier ?? null,
      flag: line.flag ?? null,
      effect: line.effect,
      failDimensionKey: line.failDimensionKey ?? null,
    })),
    profiles: profiles.map((profile) => ({ ...profile, id: localId() })),
  };
}

/** The draft as the API takes it, without the ids of rows. */
export function inputOf(
  draft: Draft,
): Pick<SaveRubricDraftInput, 'dimensions' | 'redLines' | 'profiles'> {
  return {
    dimensions: draft.dimensions.map((dimension) => ({
      key: dimension.key,
      label: dimension.label,
      description: dimension.description,
      scope: dimension.scope,
      weight: dimension.weight,
      critical: dimension.critical,
      locked: dimension.locked,
      allowNotApplicable: dimension.allowNotApplicable,
      rollUp: dimension.rollUp,
      tiers: dimension.tiers.map(({ label, description, value, examples }) => ({
        ...{ label, description, value },
        examples: examples.map(({ kind, text, reason }) => ({ kind, text, reason })),
      })),
    })),
    redLines: draft.redLines.map(({ id: _id, ...line }) => line),
    profiles: draft.profiles.map(({ name, attribute, equals, weights }) => ({
      ...{ name, attribute, equals: [...equals] },
      weights: weights.map(({ dimensionKey, weight }) => ({ dimensionKey, weight })),
    })),
  };
}

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
    ...{ id: localId(), key: `dimension_${number}`, label: '', description: '' },
    ...{ scope: 'RESPONSE', weight: 1, rollUp: 'MEAN' },
    ...{ critical: false, locked: false, allowNotApplicable: false },
    tiers: [newTier(0), newTier(0.5), newTier(1)],
  };
}
export const newRedLine = (dimensionKey: string): DraftRedLine => ({
  ...{ id: localId(), dimensionKey, atOrBelowTier: 0, flag: null },
  ...{ effect: 'FAIL_ALL', failDimensionKey: null },
});
export const newProfile = (): DraftProfile => ({
  ...{ id: localId(), name: '', attribute: '', equals: [], weights: [] },
});
