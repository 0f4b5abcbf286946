import { webhookEndpoints } from '@assay/db/tables/webhooks';
import { eq, sql } from 'drizzle-orm';
import { command } from '../../../operation.ts';

interface Noted {
  readonly endpointId: string;
  readonly count: number;
  /** Why the last of them was refused. */
  readonly reason: string;
}

/** Counts senders that were not believed, for the admins. The count is the record: no audit entry. */
export const noteRejections = command(
  'webhook:receive',
  async (op, { endpointId, count, reason }: Noted) => {
    const e = webhookEndpoints;
    await op.tx
      .update(e)
      // the count of an endpoint that is shot at must not end at the largest integer
      .set({
        rejected: sql`least(${e.rejected}::bigint + ${count}, 2147483647)::int`,
        lastRejectedAt: op.now,
        lastRejection: reason,
      })
      .where(eq(e.id, endpointId));
    return endpointId;
  },
  { audit: false },
);
