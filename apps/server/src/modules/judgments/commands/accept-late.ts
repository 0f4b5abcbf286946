import { assignments, slots } from '@assay/db/tables/slots';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { assignmentForLead } from '../../assignments/queries/assignments.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { storeJudgment } from './judge.ts';

interface AcceptLate {
  readonly idempotencyKey: string;
  readonly assignmentId: string;
}

/**
 * Makes an extra judgment of answers that came after their slot had gone to somebody else. It
 * serves the label of the task, not the agreement: its purpose is EXTRA.
 */
export const acceptLateAnswer = command('judgment:accept-late', async (op, input: AcceptLate) => {
  const [late] = await op.tx
    .update(assignments)
    .set({ outcome: 'LATE_ACCEPTED', endedAt: op.now })
    .where(
      and(
        eq(assignments.id, input.assignmentId),
        isNull(assignments.outcome),
        isNotNull(assignments.lateAt),
      ),
    )
    .returning();
  if (late === undefined || late.draft === null) throw notFound();
  const held = await assignmentForLead(op, late.id);
  const slotId = newId(op.now);
  const added = await op.tx
    .insert(slots)
    .values({
      id: slotId,
      projectId: late.projectId,
      taskId: late.taskId,
      ordinal: 1_000,
      purpose: 'EXTRA',
      origin: 'LATE',
      annotatorId: late.annotatorId,
      assignmentId: late.id,
      leasedUntil: null,
      submittedAt: op.now,
    })
    .onConflictDoNothing()
    .returning({ id: slots.id });
  if (added.length === 0) {
    throw new AppError('CONFLICT', 'This annotator has judged the task in another slot since.');
  }
  await storeJudgment(op, held, await contentOf(op, late.rubricVersionId), late.draft, {
    slotId,
    purpose: 'EXTRA',
    revision: 1,
    activeSeconds: late.lateActiveSeconds,
  });
  op.announce(late.projectId, 'JUDGMENT_SUBMITTED');
  return op.resultId;
});
