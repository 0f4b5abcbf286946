import { run } from '@assay/db/statement';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';

/** An event whose sender was believed. */
export interface Believed {
  readonly endpointId: string;
  /** As what the secret is stored by which it was believed. */
  readonly sealed: string;
  readonly eventId: string;
  readonly body: string;
  readonly receivedAt: Date;
}

/** NEW and KNOWN are kept; STALE is not: the secret counts no more, or the endpoint is disabled. */
export type Kept = 'NEW' | 'KNOWN' | 'STALE';

interface Receive {
  readonly events: readonly Believed[];
  /** Is told what became of each, in their order. */
  readonly kept: (results: readonly Kept[]) => void;
}

// in one order, so that two of these never wait for each other in a ring
const keep = `
  with given as (
    select * from json_to_recordset($1::json)
      as g(at int, id uuid, "endpointId" uuid, sealed text, "eventId" text, body text, "receivedAt" timestamptz)),
  believed as (
    select g.* from given g join webhook_endpoints e on e.id = g."endpointId" and e.disabled_at is null
      and (e.sealed_secret = g.sealed or (e.sealed_previous_secret = g.sealed and e.previous_until > $2))),
  kept as (
    insert into webhook_deliveries (id, endpoint_id, event_id, body, received_at, state, attempts, next_attempt_at)
    select id, "endpointId", "eventId", body, "receivedAt", 'RECEIVED', 0, $2 from believed order by "endpointId", "eventId"
    on conflict on constraint webhook_deliveries_once do nothing returning id)
  select b.at, k.id is not null as "isNew" from believed b left join kept k on k.id = b.id`;

/**
 * Keeps events. They have their effect later, from the inbox, so that a slow one never makes a sender
 * wait. The rows themselves are the record; an audit entry would repeat them.
 */
export const receiveDeliveries = command(
  'webhook:receive',
  async (op, { events, kept }: Receive) => {
    const given = events.map((event, at) => ({ ...event, at, id: newId(op.now) }));
    const rows = await run<{ at: number; isNew: boolean }>(op.tx, {
      text: keep,
      values: [JSON.stringify(given), op.now.toISOString()],
    });
    const results = events.map((): Kept => 'STALE');
    for (const { at, isNew } of rows) results[at] = isNew ? 'NEW' : 'KNOWN';
    kept(results);
    return op.resultId;
  },
  { audit: false },
);
