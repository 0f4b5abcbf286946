import { run } from '@assay/db/statement';
import { type WebhookDelivery, webhookDeliveries } from '@assay/db/tables/webhooks';
import { and, eq } from 'drizzle-orm';
import { type CommandOp, command } from '../../../operation.ts';
import { nextAttempt } from '../rules/settle.ts';
import type { WebhookKind } from '../rules/signatures.ts';
import { translate } from '../rules/translate.ts';
import { recordNews, type Told } from './record-news.ts';

/** Events that get their effect in one transaction, and the characters that they have together. */
export const deliveriesMax = 500;
const charactersMax = 8_388_608;

interface Apply {
  readonly most: number;
  /** Is told which events were taken, before anything is done with them. */
  readonly taken: (ids: readonly string[]) => void;
}

interface Settled {
  readonly id: string;
  readonly state: Exclude<WebhookDelivery['state'], 'RECEIVED'>;
  readonly reason: string | null;
}

/**
 * Gives events that wait their effect, and settles them, in one transaction: after a crash all of
 * that has happened or none. What another inbox holds is passed over. The events themselves are the
 * record; an audit entry would repeat them.
 */
export const applyDeliveries = command(
  'webhook:receive',
  async (op, { most, taken }: Apply) => {
    const deliveries = await takeDue(op, most);
    taken(deliveries.map(({ id }) => id));
    const [first] = deliveries;
    if (first === undefined) return op.resultId;
    const settled = new Map<string, Settled>();
    const told: Told[] = [];
    for (const { id, kind, source, body, receivedAt } of deliveries) {
      const received = new Date(receivedAt);
      const translated = translate({ kind, source, body, receivedAt: received });
      if (translated.kind !== 'NEWS') {
        settled.set(id, { id, state: translated.kind, reason: translated.reason });
        continue;
      }
      settled.set(id, { id, state: 'APPLIED', reason: null });
      for (const event of translated.events) {
        told.push({ event, originId: id, receivedAt: received });
      }
    }
    const { problems } = await recordNews(op, 'WEBHOOK', told);
    for (const { originId: id, problem } of problems) {
      settled.set(id, { id, state: 'FAILED', reason: problem });
    }
    await settle(op, [...settled.values()]);
    return first.id;
  },
  { audit: false },
);

interface Due {
  readonly id: string;
  readonly kind: WebhookKind;
  readonly source: string;
  readonly body: string;
  /** As text. */
  readonly receivedAt: string;
}

/** Locks events that are due, oldest first, as far as their bodies fit in memory. */
async function takeDue(op: CommandOp, most: number): Promise<Due[]> {
  const due = await run<{ id: string; size: number }>(op.tx, {
    text: `select id, octet_length(body) as size from webhook_deliveries
      where state = 'RECEIVED' and next_attempt_at <= $1
      order by next_attempt_at, id limit $2 for update skip locked`,
    values: [op.now.toISOString(), most],
  });
  let characters = 0;
  const fitting = due.filter(({ size }, at) => {
    characters += size;
    return at === 0 || characters <= charactersMax;
  });
  if (fitting.length === 0) return [];
  return run<Due>(op.tx, {
    text: `select d.id, e.kind, e.source, d.body, d.received_at as "receivedAt"
      from webhook_deliveries d join webhook_endpoints e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
      where d.id in (select value::uuid from json_array_elements_text($1::json)) order by d.next_attempt_at, d.id`,
    values: [JSON.stringify(fitting.map(({ id }) => id))],
  });
}

async function settle(op: CommandOp, settled: readonly Settled[]): Promise<void> {
  await run(op.tx, {
    text: `update webhook_deliveries d set state = r.state::delivery_state, reason = r.reason,
        attempts = d.attempts + 1, settled_at = $2
      from json_to_recordset($1::json) as r(id uuid, state text, reason text) where d.id = r.id`,
    values: [JSON.stringify(settled), op.now.toISOString()],
  });
}

const unexpected =
  'Something went wrong on our side. It is tried again; name the id of this event when you ask for help.';

interface PutOff {
  readonly deliveryId: string;
  /** Why it can have no effect, for people; null where that was a fault of ours. */
  readonly refusal: string | null;
}

/** Has one event wait for another attempt, or fail where it can have no effect or has had its attempts. */
export const putOffDelivery = command(
  'webhook:receive',
  async (op, { deliveryId, refusal }: PutOff) => {
    const d = webhookDeliveries;
    const [found] = await op.tx
      .select({ attempts: d.attempts })
      .from(d)
      .where(and(eq(d.id, deliveryId), eq(d.state, 'RECEIVED')))
      .for('update');
    if (found === undefined) return deliveryId; // settled meanwhile
    const attempts = found.attempts + 1;
    const next = refusal === null ? nextAttempt(op.now, attempts) : null;
    await op.tx
      .update(d)
      .set({
        attempts,
        reason: refusal ?? unexpected,
        ...(next === null
          ? { state: 'FAILED' as const, settledAt: op.now }
          : { nextAttemptAt: next }),
      })
      .where(eq(d.id, deliveryId));
    return deliveryId;
  },
  { audit: false },
);
