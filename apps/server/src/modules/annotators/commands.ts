import { annotators } from '@assay/db/tables/slots';
import { newId } from '../../ids.ts';
import type { Op } from '../../operation.ts';

/** Makes the annotator that judgments of a member will reference. */
export async function ensureAnnotator(op: Op, member: { id: string; name: string }): Promise<void> {
  await op.tx
    .insert(annotators)
    .values({
      id: newId(op.now),
      memberId: member.id,
      projectId: null,
      externalId: null,
      name: member.name,
      identified: true,
    })
    .onConflictDoNothing();
}
