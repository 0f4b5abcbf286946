import { randomInt } from 'node:crypto';
import {
  type EventSubscription,
  eventDeliveries,
  eventSubscriptions,
} from '@assay/db/tables/events';
import { eq } from 'drizzle-orm';
import { type CommandOp, command } from '../../../operation.ts';
import type { AttemptResult } from '../rules/answer.ts';
import { isGivenUp, nextAttempt } from '../rules/schedule.ts';
import { endSubscription } from './end-subscription.ts';
import { stillTaken, type TakenDelivery } from './take-delivery.ts';

interface SettleDelivery {
  readonly delivery: Pick<TakenDelivery, 'id' | 'subscriptionId' | 'attempts' | 'until'>;
  readonly result: AttemptResult;
}

/**
 * Keeps what an attempt came to, unless another process has taken the event over meanwhile. Only the end of a
 * subscription leaves an audit entry.
 */
export const settleDelivery = command(
  'event:send',
  async (op, { delivery, result }: SettleDelivery) => {
    const { id, subscriptionId, attempts } = delivery;
    const [subscription] = await op.tx
      .select()
      .from(eventSubscriptions)
      .where(eq(eventSubscriptions.id, subscriptionId))
      .for('update');
    if (subscription === undefined) return id;
    const next =
      result.kind === 'FAILED' ? nextAttempt(op.now, attempts, randomInt(1_000) / 1_000) : null;
    const d = eventDeliveries;
    const settled = await op.tx
      .update(d)
      .set({
        lastStatus: result.status,
        lastProblem: result.kind === 'TAKEN' ? null : result.problem,
        ...(next === null
          ? { state: result.kind === 'TAKEN' ? ('DELIVERED' as const) : ('FAILED' as const) }
          : { nextAttemptAt: next }),
        ...(next === null && { settledAt: op.now }),
      })
      .where(stillTaken(delivery))
      .returning({ id: d.id });
    if (settled.length > 0) await keepStanding(op, subscription, result, next === null);
    return id;
  },
  { audit: 'event:end' },
);

/** Frees the subscription for what comes next, or ends it. */
async function keepStanding(
  op: CommandOp,
  { id, failingSince: known }: EventSubscription,
  result: AttemptResult,
  wasLast: boolean,
): Promise<void> {
  const failingSince = result.kind === 'TAKEN' ? null : (known ?? op.now);
  await op.tx
    .update(eventSubscriptions)
    .set({ failingSince, notBefore: result.kind === 'FAILED' ? result.pauseUntil : null })
    .where(eq(eventSubscriptions.id, id));
  if (result.kind === 'GONE') await endSubscription(op, id, 'GONE');
  else if (wasLast && failingSince !== null && isGivenUp(op.now, failingSince)) {
    await endSubscription(op, id, 'FAILING');
  }
}
