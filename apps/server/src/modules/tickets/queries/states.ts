import { columnsOf, type Stored, selectRows, uuids } from '@assay/db/select-rows';
import { outcomeValues, type TicketOutcome, ticketOutcomes } from '@assay/db/tables/tickets';
import type { Op } from '../../../operation.ts';
import type { Measures } from '../rules/event-problem.ts';
import type { MergedMeasure, OutcomeState } from '../rules/merge.ts';
import { stateOf } from '../rules/stored.ts';

const outcomes = { table: ticketOutcomes, keys: columnsOf(ticketOutcomes) };
const values = { table: outcomeValues, keys: columnsOf(outcomeValues) };
const ofTickets = 'where ticket_id = any($1::uuid[])';

/**
 * What is known of tickets that others may be writing to at the same time: they wait until this
 * transaction ends. Rows are locked in the order of their ids, so that none waits in a circle.
 */
export async function lockStates(
  op: Op,
  ticketIds: readonly string[],
  measures: Measures,
): Promise<ReadonlyMap<string, OutcomeState>> {
  if (ticketIds.length === 0) return new Map();
  const ids = uuids(ticketIds);
  const rows = await selectRows(op.tx, outcomes, `${ofTickets} order by ticket_id for update`, [
    ids,
  ]);
  const told = await selectRows(op.tx, values, ofTickets, [ids]);
  const keys = new Map([...measures.values()].map(({ id, key }) => [id, key]));
  const measured = new Map<string, Record<string, MergedMeasure>>();
  for (const { ticketId, measureId, value, occurredAt, eventId } of told) {
    const key = keys.get(measureId);
    if (key === undefined) throw new Error('a measure that is not declared has a value');
    const own = measured.get(ticketId) ?? {};
    own[key] = { value, stamp: [occurredAt.toISOString(), eventId] };
    measured.set(ticketId, own);
  }
  return new Map(rows.map((row) => [row.ticketId, stateOf(row, measured.get(row.ticketId) ?? {})]));
}

/** The outcome of each ticket. Whoever asks has checked that they may look. */
export async function loadOutcomes(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, Stored<TicketOutcome>>> {
  const rows = await selectRows(op.tx, outcomes, ofTickets, [uuids(ids)]);
  return new Map(rows.map((row) => [row.ticketId, row]));
}
