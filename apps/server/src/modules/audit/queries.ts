import { auditEntries } from '@assay/db/tables/operations';
import { eq, sql } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import { connectionOf, countLimit, type PageArgs } from '../../graphql/connection.ts';
import { query } from '../../operation.ts';

/** Who did what, newest first. */
export const listAuditEntries = query('audit:read', (op, page: PageArgs) =>
  connectionOf(
    page,
    auditEntries.id,
    ({ where, orderBy, limit }) =>
      op.tx.select().from(auditEntries).where(where).orderBy(orderBy).limit(limit),
    async () => {
      const some = op.tx.select({ id: auditEntries.id }).from(auditEntries).limit(countLimit);
      const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
      return row?.n ?? 0;
    },
  ),
);

export const findAuditEntry = query('audit:read', async (op, { id }: { id: string }) => {
  const [entry] = await op.tx.select().from(auditEntries).where(eq(auditEntries.id, id));
  if (entry === undefined) throw notFound();
  return entry;
});
