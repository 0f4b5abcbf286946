import {
  type EventSubscription,
  eventDeliveries,
  eventSubscriptions,
} from '@assay/db/tables/events';
import { and, eq, isNull } from 'drizzle-orm';
import type { CommandOp } from '../../../operation.ts';

/** Sends nothing more to a subscription. What waits has failed, and can be sent again once it is enabled. */
export async function endSubscription(
  op: CommandOp,
  id: string,
  because: NonNullable<EventSubscription['disabledBecause']>,
): Promise<void> {
  const s = eventSubscriptions;
  const ended = await op.tx
    .update(s)
    .set({ disabledAt: op.now, disabledBecause: because, notBefore: null })
    .where(and(eq(s.id, id), isNull(s.disabledAt)))
    .returning({ id: s.id });
  if (ended.length === 0) return;
  op.concerns(id);
  const d = eventDeliveries;
  await op.tx
    .update(d)
    .set({ state: 'FAILED', settledAt: op.now, lastProblem: 'The subscription was disabled.' })
    .where(and(eq(d.subscriptionId, id), eq(d.state, 'PENDING')));
}
