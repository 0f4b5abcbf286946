import { type WebhookDelivery, webhookDeliveries } from '@assay/db/tables/webhooks';
import { and, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { connectionOf, countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';

/** Characters of a body that are shown: a list of whole ones could be 100 MiB. */
export const shownBodyMax = 2_000;

/** An event of which only the beginning of the body was read. */
export type ShownDelivery = WebhookDelivery;

const columns = {
  ...getTableColumns(webhookDeliveries),
  body: sql<string>`left(${webhookDeliveries.body}, ${sql.raw(String(shownBodyMax))})`,
};

export async function loadDeliveries(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, ShownDelivery>> {
  return byId(
    await op.tx
      .select(columns)
      .from(webhookDeliveries)
      .where(inArray(webhookDeliveries.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export const findDelivery = query('webhook:read', async (op, { id }: { id: string }) => {
  const delivery = (await loadDeliveries(op, [id])).get(id);
  if (delivery === undefined) throw notFound();
  return delivery;
});

type States = readonly WebhookDelivery['state'][] | null;
const d = webhookDeliveries;

const inStates = (states: States): SQL | undefined =>
  states === null ? undefined : inArray(d.state, [...states]);

interface ListDeliveries extends PageArgs {
  /** Null for those of all endpoints. */
  readonly webhookEndpointId: string | null;
  readonly states: States;
}

/** Events as they came, newest first. */
export const listDeliveries = query('webhook:read', (op, input: ListDeliveries) => {
  const { webhookEndpointId, states } = input;
  const matching = and(
    webhookEndpointId === null ? undefined : eq(d.endpointId, webhookEndpointId),
    inStates(states),
  );
  return connectionOf(
    input,
    d.id,
    ({ where, orderBy, limit }) =>
      op.tx.select(columns).from(d).where(and(matching, where)).orderBy(orderBy).limit(limit),
    async () => {
      const some = op.tx.select({ id: d.id }).from(d).where(matching).limit(countLimit);
      const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
      return row?.n ?? 0;
    },
  );
});

/** The events of an endpoint. */
export const listDeliveriesOf = childrenOf('webhook:read', {
  id: d.id,
  parent: d.endpointId,
  where: (_op, states: States) => inStates(states),
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select(columns).from(d).where(where).orderBy(orderBy).limit(limit),
  parentOf: (delivery) => delivery.endpointId,
});
