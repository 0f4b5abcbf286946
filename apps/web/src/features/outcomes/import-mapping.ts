import type {
  CsatScale,
  DurationUnit,
  OutcomeFieldInput,
  OutcomeMappingInput,
  OutcomeTarget,
} from '../../__generated__/graphql.ts';

/** What a column says of a ticket, as a person has it before them. */
export interface Field {
  readonly source: string;
  readonly target: OutcomeTarget;
  /** The name of an attribute, the key of a measure. */
  readonly key: string | null;
  readonly unit: DurationUnit | null;
  readonly clock: 'CALENDAR' | 'BUSINESS' | null;
  readonly scale: CsatScale | null;
  readonly knownAtOpening: boolean;
  /** The column that says since when an attribute was known. */
  readonly knownAtSource: string | null;
}
/** A mapping that is being made. */
export interface Draft {
  readonly fields: readonly Field[];
  /** The source of all tickets, where no column is. */
  readonly source: string;
  readonly durationsFromTimes: boolean;
}

interface Suggestion {
  readonly source: string;
  readonly target: OutcomeTarget;
  readonly key?: string | null;
  readonly unit?: DurationUnit | null;
  readonly clock?: 'CALENDAR' | 'BUSINESS' | 'NONE' | null;
  readonly scale?: CsatScale | null;
  readonly knownAtOpening: boolean;
}

export const has = ({ fields }: Draft, target: OutcomeTarget): boolean =>
  fields.some((field) => field.target === target);

/** Whether the times of a file can tell how long the full resolution took. */
export const timesTellResolution = (draft: Draft): boolean =>
  has(draft, 'OPENED_AT') && has(draft, 'RESOLVED_AT');

const plain = {
  ...{ key: null, unit: null, clock: null, scale: null },
  ...{ knownAtOpening: false, knownAtSource: null },
} as const;

/** A mapping to begin with, of what the columns seem to be. */
export function draftOf(columns: readonly string[], suggested: readonly Suggestion[]): Draft {
  const byColumn = new Map(suggested.map((field) => [field.source, field]));
  const fields = columns.map((source): Field => {
    const found = byColumn.get(source);
    if (found === undefined) return { ...plain, source, target: 'IGNORE' };
    const { target, key = null, unit = null, clock, scale = null, knownAtOpening } = found;
    const told = clock == null || clock === 'NONE' ? null : clock;
    return { ...plain, source, target, key, unit, clock: told, scale, knownAtOpening };
  });
  const draft = { fields, source: '', durationsFromTimes: false };
  return {
    ...draft,
    durationsFromTimes: timesTellResolution(draft) && !has(draft, 'FULL_RESOLUTION'),
  };
}

/** A field with another meaning, and what that meaning needs to know. */
export function retarget(field: Field, target: OutcomeTarget): Field {
  const { source } = field;
  switch (target) {
    case 'FIRST_RESOLUTION':
    case 'FULL_RESOLUTION':
      return { ...plain, source, target, unit: 'MINUTES', clock: 'CALENDAR' };
    case 'CSAT':
      return { ...plain, source, target, scale: 'ONE_TO_FIVE' };
    case 'ATTRIBUTE':
      return { ...plain, source, target, key: source };
    default:
      return { ...plain, source, target };
  }
}

/** The mapping as the API takes it. */
export function mappingInput(draft: Draft): OutcomeMappingInput {
  const { fields, source, durationsFromTimes } = draft;
  return {
    source: has(draft, 'SOURCE') ? null : source.trim(),
    durationsFromTimes: durationsFromTimes && timesTellResolution(draft),
    fields: fields
      .filter(({ target }) => target !== 'IGNORE')
      .map((field): OutcomeFieldInput => ({ ...field })),
  };
}
