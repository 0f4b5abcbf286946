import { eventDeliveries, eventSubscriptions } from '@assay/db/tables/events';
import { and, eq, gt, ne } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { globalId } from '../../../ids.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { bodyOf, testType } from '../rules/event.ts';
import { testsAnHour } from '../rules/subscription.ts';
import { deliveryOf } from './emit-event.ts';
import { locked } from './subscriptions.ts';

interface SendTest {
  readonly idempotencyKey: string;
  readonly eventSubscriptionId: string;
}

/** Sends an event that tells nothing, so that people see whether a receiver takes and believes it. */
export const sendTestEvent = command('event:manage', async (op, input: SendTest) => {
  const subscription = await locked(op, input.eventSubscriptionId);
  requireEnabled(subscription);
  await requireFewTests(op, subscription.id);
  const about = { eventSubscriptionId: globalId('EventSubscription', subscription.id) };
  const body = bodyOf(testType, op.now, about);
  const delivery = deliveryOf(op, subscription.id, testType, op.resultId, body);
  await op.tx.insert(eventDeliveries).values({ ...delivery, id: op.resultId });
  return op.resultId;
});

/** Sends a settled event once more, under the id it had: a receiver that has it may leave it. */
export const replayEventDelivery = command(
  'event:manage',
  async (op, { eventDeliveryId: id }: { eventDeliveryId: string }) => {
    requireEnabled(await subscriptionOf(op, id));
    const d = eventDeliveries;
    const replayed = await op.tx
      .update(d)
      .set({ state: 'PENDING', attempts: 0, nextAttemptAt: op.now, settledAt: null })
      .where(and(eq(d.id, id), ne(d.state, 'PENDING'), ne(d.body, '')))
      .returning({ id: d.id });
    if (replayed.length > 0) return id;
    const [known] = await op.tx.select({ state: d.state }).from(d).where(eq(d.id, id));
    throw new AppError(
      'CONFLICT',
      known?.state === 'PENDING'
        ? 'This event is waiting already.'
        : 'What this event said is not kept any more, so it cannot be sent again.',
    );
  },
);

/** The subscription is locked, so that two at once do not miss each other. @throws AppError RATE_LIMITED */
async function requireFewTests(op: CommandOp, subscriptionId: string): Promise<void> {
  const d = eventDeliveries;
  const since = new Date(op.now.getTime() - 3_600_000);
  const sent = await op.tx
    .select({ id: d.id })
    .from(d)
    .where(and(eq(d.subscriptionId, subscriptionId), eq(d.type, testType), gt(d.createdAt, since)))
    .limit(testsAnHour);
  if (sent.length < testsAnHour) return;
  throw new AppError(
    'RATE_LIMITED',
    `At most ${testsAnHour} test events an hour are sent to one subscription.`,
  );
}

async function subscriptionOf(op: CommandOp, deliveryId: string) {
  const [d, s] = [eventDeliveries, eventSubscriptions];
  const [found] = await op.tx
    .select({ disabledAt: s.disabledAt })
    .from(d)
    .innerJoin(s, eq(s.id, d.subscriptionId))
    .where(eq(d.id, deliveryId))
    .for('update', { of: s });
  if (found === undefined) throw notFound();
  return found;
}

function requireEnabled({ disabledAt }: { readonly disabledAt: Date | null }): void {
  if (disabledAt === null) return;
  throw new AppError('CONFLICT', 'This subscription is disabled. Enable it first.');
}
