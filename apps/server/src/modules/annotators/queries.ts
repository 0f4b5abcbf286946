import { annotators } from '@assay/db/tables/slots';
import { eq, inArray } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import type { Op } from '../../operation.ts';
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

export async function loadAnnotators(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(annotators)
      .where(inArray(annotators.id, [...ids])),
  );
}
