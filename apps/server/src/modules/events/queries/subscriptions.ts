import { eventSubscriptions } from '@assay/db/tables/events';
import { desc, inArray, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';

/** Subscriptions that are listed. */
export const listedMax = 100;

export async function loadEventSubscriptions(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(eventSubscriptions)
      .where(inArray(eventSubscriptions.id, [...ids])),
  );
}

/** Enabled ones first, of either kind the newest. */
export const listEventSubscriptions = query('event:read', (op) => {
  const s = eventSubscriptions;
  return op.tx
    .select()
    .from(s)
    .orderBy(sql`${s.disabledAt} is not null`, desc(s.id))
    .limit(listedMax);
});

/** @throws AppError NOT_FOUND */
export const findEventSubscription = query('event:read', async (op, { id }: { id: string }) => {
  const subscription = (await loadEventSubscriptions(op, [id])).get(id);
  if (subscription === undefined) throw notFound();
  return subscription;
});
