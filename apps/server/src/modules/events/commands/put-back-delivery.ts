import { eventDeliveries, eventSubscriptions } from '@assay/db/tables/events';
import { eq, sql } from 'drizzle-orm';
import { command } from '../../../operation.ts';
import { stillTaken, type TakenDelivery } from './take-delivery.ts';

/**
 * Leaves an event to another sender, at once: this one stops and will not know whether it was taken. The
 * attempt does not count, so that no number of restarts makes an event fail.
 */
export const putBackDelivery = command(
  'event:send',
  async (op, delivery: Pick<TakenDelivery, 'id' | 'subscriptionId' | 'until'>) => {
    const [d, s] = [eventDeliveries, eventSubscriptions];
    const { id, subscriptionId } = delivery;
    // in the order in which all others lock them
    await op.tx.select({ id: s.id }).from(s).where(eq(s.id, subscriptionId)).for('update');
    const back = await op.tx
      .update(d)
      .set({ attempts: sql`${d.attempts} - 1`, nextAttemptAt: op.now })
      .where(stillTaken(delivery))
      .returning({ id: d.id });
    if (back.length > 0) {
      await op.tx.update(s).set({ notBefore: null }).where(eq(s.id, subscriptionId));
    }
    return id;
  },
  { audit: false },
);
