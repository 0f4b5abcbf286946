import { insertion, type Statement } from '@assay/db/statement';
import { outcomeEvents, outcomeValues, ticketOutcomes, tickets } from '@assay/db/tables/tickets';
import type { OutcomeEvent } from '../rules/event.ts';
import type { Measures } from '../rules/event-problem.ts';
import type { OutcomeState } from '../rules/merge.ts';
import { rowOf } from '../rules/stored.ts';

export interface Origin {
  readonly origin: 'API' | 'IMPORT' | 'WEBHOOK' | 'BACKFILL';
  /** The import, delivery or backfill they came by. */
  readonly originId: string | null;
  readonly receivedAt: Date;
  /** By event, where they came by several ways: counts before the two above. */
  readonly each?: readonly { readonly originId: string; readonly receivedAt: Date }[];
}
/** An event that can be recorded. */
export interface Told {
  readonly id: string;
  readonly eventId: string;
  readonly event: OutcomeEvent;
  /** Where it stands in the list that was handed in. */
  readonly index: number;
}
/** A ticket with what is told of it, each event once. */
export interface ToldTicket {
  ticketId: string;
  readonly source: string;
  readonly externalId: string;
  readonly told: Told[];
}
/** What is known of a ticket from now on. */
export interface Changed {
  readonly ticketId: string;
  readonly state: OutcomeState;
}

export const ticketInsertion = (
  groups: readonly ToldTicket[],
  createdAt: Date,
  onConflict = '',
): Statement =>
  insertion(
    tickets,
    groups.map(({ ticketId, source, externalId }) => ({
      ...{ id: ticketId, source, externalId, createdAt },
    })),
    onConflict,
  );

export const eventInsertion = (
  groups: readonly ToldTicket[],
  { origin, originId, receivedAt, each }: Origin,
  onConflict = '',
): Statement =>
  insertion(
    outcomeEvents,
    groups.flatMap(({ ticketId, told }) =>
      told.map(({ id, eventId, event: { occurredAt, patch }, index }) => ({
        ...{ id, ticketId, eventId, occurredAt, receivedAt, origin, originId, ...each?.[index] },
        patch: { ...patch },
      })),
    ),
    onConflict,
  );

const overwrite = `on conflict (tenant_id, ticket_id) do update set ${[
  ...['conversation_id', 'opened_at', 'responded_at', 'resolved', 'resolution_kind', 'resolved_at'],
  ...[
    'escalated_at',
    'abandoned_at',
    'reopened_at',
    'reopens',
    'first_resolution_calendar_seconds',
  ],
  ...['first_resolution_business_seconds', 'full_resolution_calendar_seconds'],
  ...['full_resolution_business_seconds', 'csat_raw', 'csat_scale', 'csat_normalised'],
  ...['csat_offered_at', 'csat_answered_at', 'attributes', 'stamps', 'last_event_at'],
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;
const overwriteValue = `on conflict (tenant_id, ticket_id, measure_id) do update set
  value = excluded.value, occurred_at = excluded.occurred_at, event_id = excluded.event_id`;

/** Writes what is known of tickets. Null where nothing changed. */
export const stateInsertion = (
  changed: readonly Changed[],
  mayBeKnown: boolean,
): Statement | null =>
  changed.length === 0
    ? null
    : insertion(
        ticketOutcomes,
        changed.map(({ ticketId, state }) => rowOf(ticketId, state)),
        mayBeKnown ? overwrite : '',
      );

/** Writes the measures that changed. Null where none did. */
export function valueInsertion(
  changed: readonly Changed[],
  before: ReadonlyMap<string, OutcomeState>,
  measures: Measures,
): Statement | null {
  const values = changed.flatMap(({ ticketId, state }) => {
    const old = before.get(ticketId)?.measures ?? {};
    return Object.entries(state.measures).flatMap(([key, { value, stamp }]) => {
      const measure = measures.get(key);
      if (measure === undefined || old[key]?.stamp === stamp) return [];
      const { id: measureId, scale, clock } = measure;
      const [at, eventId] = stamp;
      return [{ ticketId, measureId, value, scale, clock, occurredAt: new Date(at), eventId }];
    });
  });
  return values.length === 0
    ? null
    : insertion(outcomeValues, values, before.size === 0 ? '' : overwriteValue);
}
