import { apiKeys } from '@assay/db/tables/members';
import { desc, inArray } from 'drizzle-orm';
import { type Op, query } from '../../operation.ts';
import { byId } from '../../rows.ts';

export async function loadApiKeys(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(apiKeys)
      .where(inArray(apiKeys.id, [...ids])),
  );
}

export const listApiKeys = query('api-key:manage', (op) =>
  op.tx.select().from(apiKeys).orderBy(desc(apiKeys.id)),
);
