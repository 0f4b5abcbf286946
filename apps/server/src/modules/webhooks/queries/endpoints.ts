import { type WebhookDelivery, webhookEndpoints } from '@assay/db/tables/webhooks';
import { desc, inArray, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';

/** Endpoints that are listed. */
export const endpointsMax = 1_000;
/** The latest events of an endpoint that are counted by what became of them. */
export const countedDeliveries = 10_000;

export async function loadWebhookEndpoints(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(webhookEndpoints)
      .where(inArray(webhookEndpoints.id, [...ids])),
  );
}

export const listWebhookEndpoints = query('webhook:read', (op) =>
  op.tx.select().from(webhookEndpoints).orderBy(desc(webhookEndpoints.id)).limit(endpointsMax),
);

/** @throws AppError NOT_FOUND */
export const findWebhookEndpoint = query('webhook:read', async (op, { id }: { id: string }) => {
  const endpoint = (await loadWebhookEndpoints(op, [id])).get(id);
  if (endpoint === undefined) throw notFound();
  return endpoint;
});

/** What became of the latest events of an endpoint. */
export interface DeliveryCounts {
  readonly byState: ReadonlyMap<WebhookDelivery['state'], number>;
  /** Null where none has come. */
  readonly lastReceivedAt: Date | null;
}

export async function loadDeliveryCounts(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, DeliveryCounts>> {
  const rows = await op.tx.execute<{
    id: string;
    state: WebhookDelivery['state'];
    n: number;
    last: string;
  }>(sql`
    select e.id, d.state, count(*)::int as n,
      to_char(max(d.received_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last
    from webhook_endpoints e cross join lateral (
      select state, received_at from webhook_deliveries
      where tenant_id = e.tenant_id and endpoint_id = e.id order by id desc limit ${countedDeliveries}) d
    where e.id in ${[...ids]} group by e.id, d.state`);
  return new Map(
    ids.map((id) => {
      const own = rows.filter((row) => row.id === id);
      const last = own.map((row) => row.last).sort();
      return [
        id,
        {
          byState: new Map(own.map(({ state, n }) => [state, n])),
          lastReceivedAt: last.length === 0 ? null : new Date(last.at(-1) ?? ''),
        },
      ];
    }),
  );
}
