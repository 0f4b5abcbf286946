import type { FieldStamp, TicketAttribute } from '@assay/db/tables/tickets';
import {
  amountOf,
  eventIdOf,
  type OutcomeEvent,
  type OutcomePatch,
  type PatchField,
  patchFields,
} from './event.ts';

/** The fields of a ticket that its latest events decide; what no event named, or took back, is absent. */
export type OutcomeFields = { readonly [F in PatchField]?: NonNullable<OutcomePatch[F]> };

export interface MergedMeasure {
  readonly value: number;
  readonly stamp: FieldStamp;
}

/** What became of a ticket as far as its events tell, whatever the order they came in. */
export interface OutcomeState {
  readonly fields: OutcomeFields;
  readonly attributes: Readonly<Record<string, TicketAttribute>>;
  readonly measures: Readonly<Record<string, MergedMeasure>>;
  /** Which event decided a field, or the attribute `attributes.<key>`. */
  readonly stamps: Readonly<Record<string, FieldStamp>>;
  readonly lastEventAt: Date;
}

/** The later one decides; at the same time, the one with the larger id. */
const decides = (stamp: FieldStamp, before: FieldStamp | undefined): boolean =>
  before === undefined || stamp[0] > before[0] || (stamp[0] === before[0] && stamp[1] > before[1]);

export const attributeStamp = (key: string): string => `attributes.${key}`;

/**
 * Adds an event to what is known of a ticket: per field the latest event wins. The same events give the
 * same state in any order, however often each comes.
 *
 * @param state - null before the first event
 */
export function mergeOutcome(state: OutcomeState | null, event: OutcomeEvent): OutcomeState {
  const { occurredAt, patch } = event;
  // all of one length and in UTC, so that texts compare as times do
  const stamp: FieldStamp = [occurredAt.toISOString(), eventIdOf(event)];
  const fields: Partial<Record<PatchField, unknown>> = { ...state?.fields };
  const attributes = new Map(Object.entries(state?.attributes ?? {}));
  const measures = new Map(Object.entries(state?.measures ?? {}));
  const stamps: Record<string, FieldStamp> = { ...state?.stamps };
  for (const field of patchFields) {
    const value = patch[field];
    if (value === undefined || !decides(stamp, stamps[field])) continue;
    stamps[field] = stamp;
    if (value === null) delete fields[field];
    else fields[field] = value;
  }
  for (const [key, attribute] of Object.entries(patch.attributes ?? {})) {
    const name = attributeStamp(key);
    if (!decides(stamp, stamps[name])) continue;
    stamps[name] = stamp;
    attributes.set(key, attribute);
  }
  for (const [key, told] of Object.entries(patch.measures ?? {})) {
    if (decides(stamp, measures.get(key)?.stamp))
      measures.set(key, { value: amountOf(told), stamp });
  }
  return {
    // only fields of a patch were put in, each with a value of its own
    fields: fields as OutcomeFields,
    attributes: Object.fromEntries(attributes),
    measures: Object.fromEntries(measures),
    stamps,
    lastEventAt: state !== null && state.lastEventAt > occurredAt ? state.lastEventAt : occurredAt,
  };
}
