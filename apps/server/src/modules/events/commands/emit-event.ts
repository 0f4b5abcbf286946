import { insertion } from '@assay/db/statement';
import { eventDeliveries, eventSubscriptions } from '@assay/db/tables/events';
import { tenants } from '@assay/db/tables/tenants';
import { and, arrayContains, eq, isNull, or } from 'drizzle-orm';
import { globalId, newId } from '../../../ids.ts';
import type { CommandOp, Op } from '../../../operation.ts';
import { bodyOf, type EventType, eventIdOf, type NewEvent } from '../rules/event.ts';

/**
 * Tells those who subscribed, in the transaction of what happened: either both are there or neither. What
 * is told again, as by a job that was taken up anew, is told once.
 */
export async function emitEvent<T extends EventType>(
  op: CommandOp,
  event: NewEvent<T>,
): Promise<void> {
  const { type, subjectId, projectId } = event;
  const s = eventSubscriptions;
  // whoever disables one of these waits for the end of this transaction, and then finds its event
  const told = await op.tx
    .select({ id: s.id })
    .from(s)
    .where(
      and(
        isNull(s.disabledAt),
        arrayContains(s.types, [type]),
        or(isNull(s.projectId), eq(s.projectId, projectId)),
      ),
    )
    .for('share');
  if (told.length === 0) return;
  const project = globalId('Project', projectId);
  const path = `/t/${await slugOf(op)}/projects/${project}${event.path}`;
  const body = bodyOf(type, op.now, { projectId: project, ...event.data, path });
  const waiting = told.map(({ id }) => deliveryOf(op, id, type, subjectId, body));
  op.send(insertion(eventDeliveries, waiting, 'on conflict do nothing'));
}

async function slugOf(op: Op): Promise<string> {
  const [tenant] = await op.tx.select({ slug: tenants.slug }).from(tenants);
  if (tenant === undefined) throw new Error('a transaction without its tenant');
  return tenant.slug;
}

/** A delivery as it is before its first attempt. */
export const deliveryOf = (
  { now }: Op,
  subscriptionId: string,
  type: string,
  subjectId: string,
  body: string,
) => ({
  ...{ id: newId(now), subscriptionId, eventId: eventIdOf(type, subjectId), type, body },
  ...{ state: 'PENDING' as const, attempts: 0, nextAttemptAt: now, createdAt: now },
});
