import { insertion, run } from '@assay/db/statement';
import { outcomeEvents, outcomeValues, ticketOutcomes, tickets } from '@assay/db/tables/tickets';
import { newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
import type { RowProblem } from '../../imports/rules/rows.ts';
import { declaredMeasures } from '../queries/measures.ts';
import { lockStates } from '../queries/states.ts';
import { eventIdOf, type OutcomeEvent } from '../rules/event.ts';
import { eventProblem, type Measures } from '../rules/event-problem.ts';
import { mergeOutcome, type OutcomeState } from '../rules/merge.ts';
import { rowOf } from '../rules/stored.ts';
import { announceTickets, matchRecorded } from './match.ts';

export interface Recording {
  readonly origin: 'API' | 'IMPORT' | 'WEBHOOK' | 'BACKFILL';
  /** The import, delivery or backfill they came by. */
  readonly originId: string | null;
  readonly receivedAt: Date;
  /** By event, where they came by several ways: counts before the two above. */
  readonly each?: readonly { readonly originId: string; readonly receivedAt: Date }[];
  /** The declared measures, where the caller has read them already. */
  readonly measures?: Measures;
  /** The caller matches the tickets to tasks itself, later. */
  readonly matchLater?: true;
}

/** What became of one event. `isNew` is false for one that was told before: it has no second effect. */
export type RecordedEvent =
  | { readonly ok: true; readonly ticketId: string; readonly isNew: boolean }
  | { readonly ok: false; readonly problem: RowProblem };

interface Told {
  readonly id: string;
  readonly eventId: string;
  readonly event: OutcomeEvent;
  /** Where it stands in the list that was handed in. */
  readonly index: number;
}
interface ToldTicket {
  ticketId: string;
  readonly source: string;
  readonly externalId: string;
  readonly told: Told[];
}

/**
 * Records what sources tell of tickets, in a bounded number of statements: each event once, per field
 * the latest one, whatever the order. Good events are recorded, bad ones are told. At most once in a
 * transaction, and before anything else in it that others may wait for: tickets are taken in one order.
 *
 * @returns what became of each event, in their order
 */
export async function recordEvents(
  op: CommandOp,
  events: readonly OutcomeEvent[],
  recording: Recording,
): Promise<RecordedEvent[]> {
  const measures = recording.measures ?? (await declaredMeasures(op));
  const results: RecordedEvent[] = [];
  const good: Told[] = [];
  events.forEach((event, index) => {
    const problem = eventProblem(event, measures, op.now);
    if (problem !== null) results[index] = { ok: false, problem };
    else good.push({ id: newId(op.now), eventId: eventIdOf(event), event, index });
  });
  const groups = byTicket(op, good);
  if (groups.length === 0) return results;
  const known = await insertTickets(op, groups);
  const states = await lockStates(
    op,
    known.map(({ ticketId }) => ticketId),
    measures,
  );
  const fresh = await insertEvents(op, groups, known.length > 0, recording);
  const changed: { readonly ticketId: string; readonly state: OutcomeState }[] = [];
  for (const { ticketId, told } of groups) {
    let state = states.get(ticketId) ?? null;
    for (const { id, event, eventId, index } of told) {
      const isNew = fresh === null || fresh.has(id);
      results[index] ??= { ok: true, ticketId, isNew };
      if (isNew) state = mergeOutcome(state, { ...event, eventId });
    }
    if (state !== null && state !== states.get(ticketId)) changed.push({ ticketId, state });
  }
  tellRepeated(good, groups, results);
  await storeStates(op, changed, states, measures);
  const touched = new Set(changed.map(({ ticketId }) => ticketId));
  if (recording.matchLater !== true && touched.size > 0) await matchRecorded(op, [...touched]);
  await announceTickets(
    op,
    known.flatMap(({ ticketId }) => (touched.has(ticketId) ? [ticketId] : [])),
  );
  return results;
}

/** The events of each ticket, an event that is told twice once, tickets in the order all take them in. */
function byTicket(op: CommandOp, good: readonly Told[]): ToldTicket[] {
  const groups = new Map<string, ToldTicket>();
  const seen = new Set<string>();
  for (const each of good) {
    const { source, externalId } = each.event;
    const name = `${source}\u0000${externalId}`;
    let group = groups.get(name);
    if (group === undefined) {
      group = { ticketId: newId(op.now), source, externalId, told: [] };
      groups.set(name, group);
    }
    const once = `${name}\u0000${each.eventId}`;
    if (seen.has(once)) continue;
    seen.add(once);
    group.told.push(each);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Makes the tickets that are not known. @returns those that were, with the ids that they have */
async function insertTickets(op: CommandOp, groups: readonly ToldTicket[]): Promise<ToldTicket[]> {
  const rows = groups.map(({ ticketId, source, externalId }) => ({
    ...{ id: ticketId, source, externalId, createdAt: op.now },
  }));
  const once = 'on conflict (tenant_id, source, external_id) do nothing returning id';
  const inserted = await run<{ id: string }>(op.tx, insertion(tickets, rows, once));
  if (inserted.length === groups.length) return [];
  const made = new Set(inserted.map(({ id }) => id));
  const known = groups.filter(({ ticketId }) => !made.has(ticketId));
  const names = known.map(({ source, externalId }, at) => ({ at, source, externalId }));
  const found = await run<{ at: number; id: string }>(op.tx, {
    text: `select n.at, t.id from json_to_recordset($1::json) as n(at int, source text, "externalId" text)
      join tickets t on t.source = n.source and t.external_id = n."externalId"`,
    values: [JSON.stringify(names)],
  });
  for (const { at, id } of found) {
    const group = known[at];
    if (group !== undefined) group.ticketId = id;
  }
  if (found.length !== known.length) throw new Error('a ticket is neither new nor known');
  return known;
}

/** @returns the ids of the events that were not known; null where that goes for all of them */
async function insertEvents(
  op: CommandOp,
  groups: readonly ToldTicket[],
  mayBeKnown: boolean,
  { origin, originId, receivedAt, each }: Recording,
): Promise<ReadonlySet<string> | null> {
  const rows = groups.flatMap(({ ticketId, told }) =>
    told.map(({ id, eventId, event: { occurredAt, patch }, index }) => ({
      ...{ id, ticketId, eventId, occurredAt, receivedAt, origin, originId, ...each?.[index] },
      patch: { ...patch },
    })),
  );
  if (!mayBeKnown) {
    await run(op.tx, insertion(outcomeEvents, rows));
    return null;
  }
  const once = 'on conflict (tenant_id, ticket_id, event_id) do nothing returning id';
  const inserted = await run<{ id: string }>(op.tx, insertion(outcomeEvents, rows, once));
  return new Set(inserted.map(({ id }) => id));
}

/** Says of what was told twice in one list what became of the first. */
function tellRepeated(
  good: readonly Told[],
  groups: readonly ToldTicket[],
  results: RecordedEvent[],
): void {
  const ids = new Map(
    groups.map((group) => [`${group.source}\u0000${group.externalId}`, group.ticketId]),
  );
  for (const { event, index } of good) {
    const ticketId = ids.get(`${event.source}\u0000${event.externalId}`);
    if (ticketId !== undefined) results[index] ??= { ok: true, ticketId, isNew: false };
  }
}

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

/** Writes what changed. Whoever calls holds the tickets. */
async function storeStates(
  op: CommandOp,
  changed: readonly { readonly ticketId: string; readonly state: OutcomeState }[],
  before: ReadonlyMap<string, OutcomeState>,
  measures: Measures,
): Promise<void> {
  const rows = changed.map(({ ticketId, state }) => rowOf(ticketId, state));
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
  if (rows.length > 0) {
    await run(op.tx, insertion(ticketOutcomes, rows, before.size === 0 ? '' : overwrite));
  }
  if (values.length > 0) {
    await run(op.tx, insertion(outcomeValues, values, before.size === 0 ? '' : overwriteValue));
  }
}
