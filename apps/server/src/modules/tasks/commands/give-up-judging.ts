import { assignments, slots, taskOpenings } from '@assay/db/tables/slots';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import type { Op } from '../../../operation.ts';
import { lockOwnAnnotator } from '../../annotators/queries.ts';

/**
 * The caller gives up judging these tasks, for good: they have seen what nobody sees who judges them.
 *
 * @throws AppError CONFLICT while they are judging one of them
 */
export async function giveUpJudging(op: Op, taskIds: readonly string[]): Promise<void> {
  const { viewer } = op;
  if (viewer.kind !== 'MEMBER') throw notFound();
  const mine = await lockOwnAnnotator(op);
  const ids = [...taskIds];
  const own = and(
    inArray(slots.taskId, ids),
    eq(slots.annotatorId, mine),
    isNull(slots.submittedAt),
  );
  const unsubmitted = await op.tx
    .select()
    .from(slots)
    .where(own)
    .orderBy(asc(slots.id))
    .for('update');
  if (unsubmitted.some(({ leasedUntil }) => leasedUntil !== null && leasedUntil > op.now)) {
    throw new AppError(
      'CONFLICT',
      'You are judging this task now. Submit, skip or give it back first.',
    );
  }
  // a lease that ran out could still be submitted, or kept as a late answer
  await op.tx
    .update(slots)
    .set({ annotatorId: null, assignmentId: null, leasedUntil: null })
    .where(own);
  await op.tx
    .update(assignments)
    .set({ outcome: 'RELEASED', endedAt: op.now })
    .where(
      and(
        inArray(assignments.taskId, ids),
        eq(assignments.annotatorId, mine),
        isNull(assignments.outcome),
        isNull(assignments.lateAt),
      ),
    );
  await op.tx
    .insert(taskOpenings)
    .values(ids.map((taskId) => ({ taskId, memberId: viewer.memberId, openedAt: op.now })))
    .onConflictDoNothing();
}
