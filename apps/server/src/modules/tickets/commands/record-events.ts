import { run, type Statement } from '@assay/db/statement';
import { newId } from '../../../ids.ts';
import type { CommandOp } from '../../../operation.ts';
import type { RowProblem } from '../../imports/rules/rows.ts';
import { declaredMeasures } from '../queries/measures.ts';
import { lockStates } from '../queries/states.ts';
import { eventIdOf, type OutcomeEvent } from '../rules/event.ts';
import { eventProblem, type Measures } from '../rules/event-problem.ts';
import { mergeOutcome, type OutcomeState } from '../rules/merge.ts';
import {
  type Changed,
  eventInsertion,
  type Origin,
  stateInsertion,
  type Told,
  type ToldTicket,
  ticketInsertion,
  valueInsertion,
} from './insert-events.ts';
import { announceTickets, matchRecorded } from './match.ts';

/** What became of one event. `isNew` is false for one that was told before: it has no second effect. */
export type RecordedEvent =
  | { readonly ok: true; readonly ticketId: string; readonly isNew: boolean }
  | { readonly ok: false; readonly problem: RowProblem };

/** Whether an error says that a ticket is known already. */
export function isKnownTicket(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isOurs = 'constraint_name' in error && error.constraint_name === 'tickets_external_id';
  return isOurs || isKnownTicket(error.cause);
}

/** Events that were looked at, which needs no database. */
export interface PreparedEvents {
  /** What is wrong with the bad ones, by the place in their list. */
  readonly problems: ReadonlyMap<number, RowProblem>;
  readonly good: readonly Told[];
  readonly groups: readonly ToldTicket[];
}

/** Looks at events before they are recorded. @param now - when they came, at the latest */
export function prepareEvents(
  events: readonly OutcomeEvent[],
  measures: Measures,
  now: Date,
): PreparedEvents {
  const problems = new Map<number, RowProblem>();
  const good: Told[] = [];
  events.forEach((event, index) => {
    const problem = eventProblem(event, measures, now);
    if (problem !== null) problems.set(index, problem);
    else good.push({ id: newId(now), eventId: eventIdOf(event), event, index });
  });
  return { problems, good, groups: byTicket(good, now) };
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
  origin: Origin,
): Promise<RecordedEvent[]> {
  const measures = await declaredMeasures(op);
  const prepared = prepareEvents(events, measures, op.now);
  const written = await writePrepared(op, prepared, { ...origin, measures });
  await matchWritten(op, written);
  return written.results;
}

interface PreparedRecording extends Origin {
  readonly measures: Measures;
  /**
   * Does not ask whether tickets are known already, but writes this: if one is, all fails with an error
   * that `isKnownTicket` tells. Null asks.
   */
  readonly asNew?: NewTickets | null;
}

export interface Written {
  /** As `recordEvents` has them. */
  readonly results: RecordedEvent[];
  /** Tickets that were there before. */
  readonly known: ReadonlySet<string>;
  /** Of which something new was told. */
  readonly touched: readonly string[];
}

/** The first half of recording events that were looked at before. */
export async function writePrepared(
  op: CommandOp,
  { problems, good, groups }: PreparedEvents,
  { asNew = null, measures, ...origin }: PreparedRecording,
): Promise<Written> {
  const results: RecordedEvent[] = [];
  for (const [index, problem] of problems) results[index] = { ok: false, problem };
  if (groups.length === 0) return { results, known: new Set(), touched: [] };
  const { isNew, changed, known } =
    asNew === null ? await recordAny(op, groups, origin, measures) : await recordNew(op, asNew);
  for (const { ticketId, told } of groups) {
    for (const { id, index } of told) results[index] = { ok: true, ticketId, isNew: isNew(id) };
  }
  tellRepeated(good, groups, results);
  return { results, known, touched: changed.map(({ ticketId }) => ticketId) };
}

/** The second half: finds their tasks, and tells who watches those. */
export async function matchWritten(op: CommandOp, { known, touched }: Written): Promise<void> {
  if (touched.length === 0) return;
  await matchRecorded(op, touched);
  await announceTickets(
    op,
    touched.filter((id) => known.has(id)),
  );
}

/** Tells a ticket from all others of the tenant. */
export const ticketName = ({ source, externalId }: Pick<OutcomeEvent, 'source' | 'externalId'>) =>
  `${source}\u0000${externalId}`;

/** The events of each ticket, an event that is told twice once, tickets in the order all take them in. */
function byTicket(good: readonly Told[], now: Date): ToldTicket[] {
  const groups = new Map<string, ToldTicket>();
  const seen = new Set<string>();
  for (const each of good) {
    const { source, externalId } = each.event;
    const name = ticketName(each.event);
    let group = groups.get(name);
    if (group === undefined) {
      group = { ticketId: newId(now), source, externalId, told: [] };
      groups.set(name, group);
    }
    const once = `${name}\u0000${each.eventId}`;
    if (seen.has(once)) continue;
    seen.add(once);
    group.told.push(each);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Says of what was told twice in one list what became of the first. */
function tellRepeated(
  good: readonly Told[],
  groups: readonly ToldTicket[],
  results: RecordedEvent[],
): void {
  const ids = new Map(groups.map((group) => [ticketName(group), group.ticketId]));
  for (const { event, index } of good) {
    const ticketId = ids.get(ticketName(event));
    if (ticketId !== undefined) results[index] ??= { ok: true, ticketId, isNew: false };
  }
}

interface Recorded {
  /** By the id of an event. */
  readonly isNew: (id: string) => boolean;
  readonly changed: readonly Changed[];
  /** Tickets that were there before. */
  readonly known: ReadonlySet<string>;
}
const nothingKnown: ReadonlyMap<string, OutcomeState> = new Map();

/** Adds to each ticket the events that are new. */
function merge(
  groups: readonly ToldTicket[],
  before: ReadonlyMap<string, OutcomeState>,
  isNew: (id: string) => boolean,
): Changed[] {
  return groups.flatMap(({ ticketId, told }) => {
    let state = before.get(ticketId) ?? null;
    for (const { id, event, eventId } of told) {
      if (isNew(id)) state = mergeOutcome(state, { ...event, eventId });
    }
    return state === null || state === before.get(ticketId) ? [] : [{ ticketId, state }];
  });
}

/** Records events of tickets that may be known, and that others may be writing to. */
async function recordAny(
  op: CommandOp,
  groups: readonly ToldTicket[],
  origin: Origin,
  measures: Measures,
): Promise<Recorded> {
  const known = await insertTickets(op, groups);
  const ids = known.map(({ ticketId }) => ticketId);
  const before = await lockStates(op, ids, measures);
  const once = 'on conflict (tenant_id, ticket_id, event_id) do nothing returning id';
  const inserted = await run<{ id: string }>(op.tx, eventInsertion(groups, origin, once));
  const fresh = new Set(inserted.map(({ id }) => id));
  const isNew = (id: string) => fresh.has(id);
  const changed = merge(groups, before, isNew);
  for (const statement of [
    stateInsertion(changed, before.size > 0),
    valueInsertion(changed, before, measures),
  ]) {
    if (statement !== null) await run(op.tx, statement);
  }
  return { isNew, changed, known: new Set(ids) };
}

/** Makes the tickets that are not known. @returns those that were, with the ids that they have */
async function insertTickets(op: CommandOp, groups: readonly ToldTicket[]): Promise<ToldTicket[]> {
  const once = 'on conflict (tenant_id, source, external_id) do nothing returning id';
  const inserted = await run<{ id: string }>(op.tx, ticketInsertion(groups, op.now, once));
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

/** What is written of tickets of which nobody has heard. */
export interface NewTickets {
  readonly statements: readonly Statement[];
  readonly changed: readonly Changed[];
}

/** Puts events into words as if all of their tickets were new. */
export function newTickets(
  groups: readonly ToldTicket[],
  origin: Origin,
  measures: Measures,
): NewTickets | null {
  if (groups.length === 0) return null;
  const changed = merge(groups, nothingKnown, () => true);
  const statements = [
    ticketInsertion(groups, origin.receivedAt),
    eventInsertion(groups, origin),
    stateInsertion(changed, false),
    valueInsertion(changed, nothingKnown, measures),
  ];
  return { statements: statements.filter((statement) => statement !== null), changed };
}

/** Writes what was put into words, one statement behind the other. */
async function recordNew(op: CommandOp, { statements, changed }: NewTickets): Promise<Recorded> {
  await Promise.all(statements.map((statement) => run(op.tx, statement)));
  return { isNew: () => true, changed, known: new Set() };
}
