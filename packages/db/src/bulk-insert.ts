import { getTableColumns, getTableName, type InferInsertModel, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
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
  const [first] = rows;
  if (first === undefined) return;
  const columns = getTableColumns(table);
  const given = Object.keys(first).map((key) => ({ key, name: columns[key]?.name }));
  const records = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row));
    return Object.fromEntries(given.map(({ key, name }) => [name, values.get(key)]));
  });
  const names = sql.join(
    given.map(({ name }) => sql.identifier(name ?? '')),
    sql`, `,
  );
  const target = sql.identifier(getTableName(table));
  await tx.execute(sql`insert into ${target} (${names})
    select ${names} from json_populate_recordset(null::${target}, ${JSON.stringify(records)}::json)`);
}
