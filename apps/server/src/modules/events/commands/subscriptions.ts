import { type EventSubscription, eventSubscriptions } from '@assay/db/tables/events';
import { tenants } from '@assay/db/tables/tenants';
import { count, eq, isNull } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { seal } from '../../../sealed.ts';
import { previousEnd } from '../../../secrets.ts';
import { named } from '../../../text.ts';
import { projectById } from '../../projects/queries.ts';
import type { EventType } from '../rules/event.ts';
import { checkRoom, checkTypes, secretPlace } from '../rules/subscription.ts';
import { endSubscription } from './end-subscription.ts';

interface CreateSubscription {
  readonly idempotencyKey: string;
  readonly name: string;
  readonly url: string;
  readonly types: readonly EventType[];
  /** Null for events of every project. */
  readonly projectId: string | null;
  /** Makes the secret. It is no part of the input: a retry makes another. */
  readonly make: () => string;
}

/** Has a system of the customer told of events from now on. */
export const createEventSubscription = command(
  'event:manage',
  async (op, input: CreateSubscription) => {
    const { services, resultId: id } = op;
    const { name, url, types, projectId } = await checked(op, input);
    await haveRoom(op);
    await op.tx.insert(eventSubscriptions).values({
      ...{ id, name, url, types, projectId },
      sealedSecret: seal(services.secret, secretPlace(id), input.make()),
      createdAt: op.now,
    });
    return id;
  },
);

interface UpdateSubscription {
  readonly eventSubscriptionId: string;
  readonly name: string;
  readonly url: string;
  readonly types: readonly EventType[];
  readonly projectId: string | null;
}

/** Changes what is told and to whom. What waits goes to the new address, too. */
export const updateEventSubscription = command(
  'event:manage',
  async (op, input: UpdateSubscription) => {
    const known = await locked(op, input.eventSubscriptionId);
    const row = await checked(op, input);
    const anew = row.url === known.url ? {} : { failingSince: null, notBefore: null };
    await op.tx
      .update(eventSubscriptions)
      .set({ ...row, ...anew })
      .where(eq(eventSubscriptions.id, known.id));
    return known.id;
  },
);

interface RotateSecret {
  readonly eventSubscriptionId: string;
  readonly keepPreviousHours: number;
  readonly make: () => string;
}

/** Sets a new secret; the one before signs beside it for a while, so that no event is refused meanwhile. */
export const rotateEventSecret = command('event:manage', async (op, input: RotateSecret) => {
  const previousUntil = previousEnd(op.now, input.keepPreviousHours);
  const { id, sealedSecret } = await locked(op, input.eventSubscriptionId);
  const keeps = previousUntil > op.now;
  await op.tx
    .update(eventSubscriptions)
    .set({
      sealedSecret: seal(op.services.secret, secretPlace(id), input.make()),
      sealedPreviousSecret: keeps ? sealedSecret : null,
      previousUntil: keeps ? previousUntil : null,
    })
    .where(eq(eventSubscriptions.id, id));
  return id;
});

interface Chosen {
  readonly eventSubscriptionId: string;
}

/** Sends nothing more until it is enabled. What waits has failed. */
export const disableEventSubscription = command('event:manage', async (op, input: Chosen) => {
  const { id } = await locked(op, input.eventSubscriptionId);
  await endSubscription(op, id, 'PERSON');
  return id;
});

/** Tells of what happens from now on. What happened meanwhile is not told. */
export const enableEventSubscription = command('event:manage', async (op, input: Chosen) => {
  const { id, disabledAt } = await locked(op, input.eventSubscriptionId);
  if (disabledAt === null) return id;
  await haveRoom(op);
  await op.tx
    .update(eventSubscriptions)
    .set({ disabledAt: null, disabledBecause: null, failingSince: null, notBefore: null })
    .where(eq(eventSubscriptions.id, id));
  return id;
});

/** @throws AppError NOT_FOUND */
export async function locked(op: CommandOp, id: string): Promise<EventSubscription> {
  const s = eventSubscriptions;
  const [subscription] = await op.tx.select().from(s).where(eq(s.id, id)).for('update');
  if (subscription === undefined) throw notFound();
  return subscription;
}

async function checked(
  op: CommandOp,
  input: Pick<CreateSubscription, 'name' | 'url' | 'types' | 'projectId'>,
) {
  const row = {
    name: named(input.name, 'name'),
    url: op.services.eventOutbound.allowedUrl(input.url, 'url'),
    types: checkTypes(input.types),
  };
  if (input.projectId !== null) await projectById(op, input.projectId);
  return { ...row, projectId: input.projectId };
}

/** @throws AppError CONFLICT where there are as many as there may be; two at once do not miss each other */
async function haveRoom(op: CommandOp): Promise<void> {
  await op.tx.select({ id: tenants.id }).from(tenants).for('no key update');
  const s = eventSubscriptions;
  const [enabled] = await op.tx.select({ n: count() }).from(s).where(isNull(s.disabledAt));
  checkRoom(enabled?.n ?? 0);
}
