import { projects } from '@assay/db/tables/projects';
import { annotators } from '@assay/db/tables/slots';
import { eq, inArray, sql } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import { type Op, query } from '../../operation.ts';
import { byId } from '../../rows.ts';

/** The caller as an annotator. @throws AppError NOT_FOUND for a caller who is no member */
export async function ownAnnotatorId(op: Op): Promise<string> {
  if (op.viewer.kind !== 'MEMBER') throw notFound();
  const [row] = await op.tx
    .select({ id: annotators.id })
    .from(annotators)
    .where(eq(annotators.memberId, op.viewer.memberId));
  if (row === undefined) throw notFound();
  return row.id;
}

/** The same, for work in a project. @throws AppError NOT_FOUND where there is no such project either */
export async function ownAnnotatorIn(op: Op, projectId: string): Promise<string> {
  if (op.viewer.kind !== 'MEMBER') throw notFound();
  const [row] = await op.tx
    .select({ id: annotators.id })
    .from(annotators)
    .innerJoin(projects, eq(projects.id, projectId))
    .where(eq(annotators.memberId, op.viewer.memberId));
  if (row === undefined) throw notFound();
  return row.id;
}

/** The caller as an annotator, whose claims and openings are made one after the other. */
export async function lockOwnAnnotator(op: Op): Promise<string> {
  const mine = await ownAnnotatorId(op);
  await op.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${mine}, 0))`);
  return mine;
}

export async function loadAnnotators(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(annotators)
      .where(inArray(annotators.id, [...ids])),
  );
}

export const findAnnotator = query('judgment:read', async (op, { id }: { id: string }) => {
  const found = (await loadAnnotators(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});
