import type { InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { insertion, run } from './statement.ts';
import type { TenantTx } from './tenant.ts';

/**
 * Inserts any number of rows with one statement and one parameter, in the order given.
 *
 * @param rows - every row has the same columns; what none has takes its default
 */
export async function bulkInsert<T extends PgTable>(
  tx: TenantTx,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  if (rows.length > 0) await run(tx, insertion(table, rows));
}
