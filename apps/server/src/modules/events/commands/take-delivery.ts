import {
  type EventSubscription,
  eventDeliveries,
  eventSubscriptions,
} from '@assay/db/tables/events';
import { tenants } from '@assay/db/tables/tenants';
import { and, asc, eq, isNull, lte, or } from 'drizzle-orm';
import { type CommandOp, command } from '../../../operation.ts';
import { unseal } from '../../../sealed.ts';
import { leaseMs } from '../rules/schedule.ts';
import type { Unsigned } from '../rules/signing.ts';
import { secretPlace } from '../rules/subscription.ts';

/** An event that is to be sent now. */
export interface TakenDelivery extends Unsigned {
  readonly id: string;
  readonly subscriptionId: string;
  readonly url: string;
  /** With the one that begins. */
  readonly attempts: number;
  /** From then on another may take it over. Whoever settles it must know this time: with another one it was. */
  readonly until: Date;
}

interface TakeDelivery {
  readonly subscriptionId: string;
  /** Is told what was taken, unless nothing is due or another process is sending. */
  readonly taken: (delivery: TakenDelivery) => void;
}

/**
 * Takes the event of a subscription that has been due for longest, for one attempt. Nothing else is sent to
 * the subscription until it is settled, or until whoever took it must have died. The delivery itself is the
 * record; an audit entry would repeat it.
 */
export const takeDelivery = command(
  'event:send',
  async (op, { subscriptionId, taken }: TakeDelivery) => {
    const s = eventSubscriptions;
    const [found] = await op.tx
      .select({ subscription: s, simulated: tenants.simulated })
      .from(s)
      .innerJoin(tenants, eq(tenants.id, s.tenantId))
      .where(
        and(
          eq(s.id, subscriptionId),
          isNull(s.disabledAt),
          or(isNull(s.notBefore), lte(s.notBefore, op.now)),
        ),
      )
      .for('update', { of: s, skipLocked: true });
    if (found === undefined) return subscriptionId;
    if (found.simulated) return keepHere(op, subscriptionId);
    const due = await oldestDue(op, subscriptionId);
    if (due === undefined) return subscriptionId;
    const until = new Date(op.now.getTime() + leaseMs);
    const attempts = due.attempts + 1;
    await op.tx
      .update(eventDeliveries)
      .set({ attempts, nextAttemptAt: until })
      .where(eq(eventDeliveries.id, due.id));
    await op.tx.update(s).set({ notBefore: until }).where(eq(s.id, subscriptionId));
    const { id, eventId, body } = due;
    const { subscription } = found;
    const secrets = secretsOf(op, subscription);
    taken({ id, subscriptionId, eventId, body, attempts, until, url: subscription.url, secrets });
    return subscriptionId;
  },
  { audit: false },
);

/** Which row that is, unless another process has taken the event over or put it back. */
export const stillTaken = ({ id, until }: Pick<TakenDelivery, 'id' | 'until'>) => {
  const d = eventDeliveries;
  return and(eq(d.id, id), eq(d.state, 'PENDING'), eq(d.nextAttemptAt, until));
};

/** Nothing goes out from simulated data: whoever may look around in it may enter any address. */
async function keepHere(op: CommandOp, subscriptionId: string): Promise<string> {
  const d = eventDeliveries;
  await op.tx
    .update(d)
    .set({ state: 'FAILED', settledAt: op.now, lastProblem: 'Nothing is sent from the demo.' })
    .where(and(eq(d.subscriptionId, subscriptionId), eq(d.state, 'PENDING')));
  return subscriptionId;
}

async function oldestDue(op: CommandOp, subscriptionId: string) {
  const d = eventDeliveries;
  const [due] = await op.tx
    .select()
    .from(d)
    .where(
      and(
        eq(d.subscriptionId, subscriptionId),
        eq(d.state, 'PENDING'),
        lte(d.nextAttemptAt, op.now),
      ),
    )
    .orderBy(asc(d.nextAttemptAt), asc(d.id))
    .limit(1)
    .for('update');
  return due;
}

/** The secrets that sign now. None where they were sealed under another secret of the installation. */
function secretsOf(op: CommandOp, subscription: EventSubscription): string[] {
  const { id, sealedSecret, sealedPreviousSecret, previousUntil } = subscription;
  const stored = [sealedSecret];
  if (sealedPreviousSecret !== null && previousUntil !== null && previousUntil > op.now) {
    stored.push(sealedPreviousSecret);
  }
  return stored
    .map((sealed) => unseal(op.services.secret, secretPlace(id), sealed))
    .filter((secret) => secret !== null);
}
