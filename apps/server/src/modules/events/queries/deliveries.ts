import { type EventDelivery, eventDeliveries } from '@assay/db/tables/events';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { connectionOf, countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';

export async function loadEventDeliveries(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(eventDeliveries)
      .where(inArray(eventDeliveries.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export const findEventDelivery = query('event:read', async (op, { id }: { id: string }) => {
  const delivery = (await loadEventDeliveries(op, [id])).get(id);
  if (delivery === undefined) throw notFound();
  return delivery;
});

type States = readonly EventDelivery['state'][] | null;
const d = eventDeliveries;

const inStates = (states: States): SQL | undefined =>
  states === null ? undefined : inArray(d.state, [...states]);

interface ListEventDeliveries extends PageArgs {
  /** Null for those of all subscriptions. */
  readonly eventSubscriptionId: string | null;
  readonly states: States;
}

/** Events with what became of them, newest first. */
export const listEventDeliveries = query('event:read', (op, input: ListEventDeliveries) => {
  const { eventSubscriptionId, states } = input;
  const matching = and(
    eventSubscriptionId === null ? undefined : eq(d.subscriptionId, eventSubscriptionId),
    inStates(states),
  );
  return connectionOf(
    input,
    d.id,
    ({ where, orderBy, limit }) =>
      op.tx.select().from(d).where(and(matching, where)).orderBy(orderBy).limit(limit),
    async () => {
      const some = op.tx.select({ id: d.id }).from(d).where(matching).limit(countLimit);
      const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
      return row?.n ?? 0;
    },
  );
});

/** The events of a subscription. */
export const listEventDeliveriesOf = childrenOf('event:read', {
  id: d.id,
  parent: d.subscriptionId,
  where: (_op, states: States) => inStates(states),
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(d).where(where).orderBy(orderBy).limit(limit),
  parentOf: (delivery) => delivery.subscriptionId,
});
