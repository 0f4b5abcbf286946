import { webhookDeliveries } from '@assay/db/tables/webhooks';
import { and, eq, ne } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { command } from '../../../operation.ts';

/** Has a settled event read again, as after a repair. What it has told already has no second effect. */
export const replayWebhookDelivery = command(
  'webhook:manage',
  async (op, { webhookDeliveryId: id }: { webhookDeliveryId: string }) => {
    const d = webhookDeliveries;
    const waiting = { state: 'RECEIVED' as const, attempts: 0, nextAttemptAt: op.now };
    const replayed = await op.tx
      .update(d)
      .set({ ...waiting, settledAt: null, reason: null })
      .where(and(eq(d.id, id), ne(d.state, 'RECEIVED'), ne(d.body, '')))
      .returning({ id: d.id });
    if (replayed.length > 0) return id;
    const [known] = await op.tx.select({ state: d.state }).from(d).where(eq(d.id, id));
    if (known === undefined) throw notFound();
    throw new AppError(
      'CONFLICT',
      known.state === 'RECEIVED'
        ? 'This event is waiting already.'
        : 'What this event said is not kept any more, so it cannot be read again.',
    );
  },
);
