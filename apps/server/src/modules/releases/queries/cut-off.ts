import { rubrics } from '@assay/db/tables/rubrics';
import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Op } from '../../../operation.ts';

/**
 * What a release is made of, fixed when it is asked for: whichever run writes it, and however often one
 * is killed, finds the same.
 */
export const CutOff = z.object({
  /** The transactions that were committed, as PostgreSQL writes it down. */
  snapshot: z.string(),
  /** The names of rubrics, which may change, by id. */
  rubrics: z.record(z.string(), z.string()),
});
export type CutOff = z.infer<typeof CutOff>;

/** The cut-off that is now. */
export async function cutOffNow(op: Op): Promise<CutOff> {
  const [[row], names] = await Promise.all([
    op.tx.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`),
    op.tx.select({ id: rubrics.id, name: rubrics.name }).from(rubrics),
  ]);
  if (row === undefined) throw new Error('the database tells no snapshot');
  const { snapshot } = row;
  return { snapshot, rubrics: Object.fromEntries(names.map(({ id, name }) => [id, name])) };
}

/** The condition that a row, by its alias, was there at the cut-off. */
export type Committed = (alias: 'k' | 't' | 'j' | 'n' | 'r') => SQL;

interface Bounds {
  /** The number that the next transaction will get at most. */
  readonly next: string;
  /** Rows with an earlier id were there long before. */
  readonly since: string;
}

/**
 * For tables whose rows are only ever added. A row knows the number of its transaction without its
 * higher half, so it is told from the numbers now in use; an old row's would be mistaken.
 */
export const committedBy =
  ({ snapshot }: CutOff, { next, since }: Bounds): Committed =>
  (alias) => {
    const row = sql.raw(alias);
    return sql`(${row}.id < ${since}::uuid or pg_visible_in_snapshot(
      (${next}::bigint - ((${next}::bigint - ${row}.xmin::text::bigint) & 4294967295))::text::xid8,
      ${snapshot}::pg_snapshot))`;
  };

/** An id before all that are made at a time or later. */
export function earliestId(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
