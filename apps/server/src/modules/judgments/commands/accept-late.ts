import { annotators, assignments, slots, taskOpenings } from '@assay/db/tables/slots';
import { and, eq, isNotNull, isNull, lte } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command, type Op } from '../../../operation.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { heldOfAnyone } from '../queries/held.ts';
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
  if (late === undefined || late.draft === null || late.lateAt === null) throw notFound();
  const held = await heldOfAnyone(op, late.id);
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
  storeJudgment(op, held, await contentOf(op, late.rubricVersionId), late.draft, {
    slotId,
    purpose: 'EXTRA',
    revision: 1,
    blind: !(await hadOpened(op, late, late.lateAt)),
    activeSeconds: late.lateActiveSeconds,
  });
  op.announce(late.projectId, 'JUDGMENT_SUBMITTED');
  return op.resultId;
});

/** Whether an annotator had opened the judgments of a task by some time. */
async function hadOpened(
  op: Op,
  { taskId, annotatorId }: { readonly taskId: string; readonly annotatorId: string },
  by: Date,
): Promise<boolean> {
  const rows = await op.tx
    .select({ taskId: taskOpenings.taskId })
    .from(taskOpenings)
    .innerJoin(annotators, eq(annotators.memberId, taskOpenings.memberId))
    .where(
      and(
        eq(taskOpenings.taskId, taskId),
        eq(annotators.id, annotatorId),
        lte(taskOpenings.openedAt, by),
      ),
    );
  return rows.length > 0;
}
