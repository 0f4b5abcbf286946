import {
  type Assignment,
  assignments,
  type Slot,
  type StoredAnswers,
  slots,
} from '@assay/db/tables/slots';
import { and, eq, isNull } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { command, type Op } from '../../../operation.ts';
import { lockOwn, type OwnAssignment, stateOf } from '../queries/assignments.ts';
import { checkAnswerForm, type GivenAnswers, leaseEnd, toStored } from '../rules.ts';

interface Held {
  readonly assignment: Pick<Assignment, 'id' | 'outcome'>;
  readonly slot: Pick<Slot, 'assignmentId' | 'submittedAt'>;
}

/** @throws AppError LEASE_EXPIRED if the slot went to somebody else, CONFLICT if it is done */
export function requireHeld({ assignment, slot }: Held): void {
  // the slot was read under its lock, and so knows of a submit that came in while this one waited
  const submitted = slot.assignmentId === assignment.id && slot.submittedAt !== null;
  if (assignment.outcome !== null || submitted) {
    throw new AppError('CONFLICT', 'This assignment is finished already.');
  }
  if (slot.assignmentId !== assignment.id || slot.submittedAt !== null) {
    throw new AppError(
      'LEASE_EXPIRED',
      'Your time for this task ran out and somebody else has it now. What you wrote is kept; a lead can accept it.',
    );
  }
}

/** Holds a task for longer. A lease that ran out is taken up again while nobody else has the slot. */
export const renewLease = command(
  'assignment:renew',
  async (op, { assignmentId }: { assignmentId: string }) => {
    const held = await lockOwn(op, assignmentId);
    requireHeld(held);
    await renew(op, held);
    return assignmentId;
  },
  { audit: false },
);

function renew(op: Op, { slot, project }: OwnAssignment) {
  return op.tx
    .update(slots)
    .set({ leasedUntil: leaseEnd(op.now, project.leaseMinutes) })
    .where(eq(slots.id, slot.id));
}

/** Keeps unfinished answers on the server, and the lease with them. */
export const saveDraft = command(
  'draft:save',
  async (op, input: { assignmentId: string; answers: GivenAnswers }) => {
    checkAnswerForm(input.answers);
    const held = await lockOwn(op, input.assignmentId);
    requireHeld(held);
    await Promise.all([
      op.tx
        .update(assignments)
        .set({ draft: toStored(input.answers, held.parts), draftSavedAt: op.now })
        .where(eq(assignments.id, input.assignmentId)),
      renew(op, held),
    ]);
    return input.assignmentId;
  },
  { audit: false },
);

/** Gives a task back unjudged; it may come again. */
export const releaseAssignment = command(
  'assignment:release',
  async (op, { assignmentId }: { assignmentId: string }) => {
    const held = await lockOwn(op, assignmentId);
    if (stateOf(held, op.now) === 'LAPSED') return assignmentId;
    requireHeld(held);
    await endHeld(op, held, { outcome: 'RELEASED' });
    return assignmentId;
  },
);

interface Skip {
  readonly idempotencyKey: string;
  readonly assignmentId: string;
  readonly reason: NonNullable<(typeof assignments.$inferSelect)['skipReason']>;
  readonly note: string;
}

/** Declines a task for good, with the reason; somebody else gets it. */
export const skipAssignment = command('assignment:skip', async (op, input: Skip) => {
  const held = await lockOwn(op, input.assignmentId);
  requireHeld(held);
  await endHeld(op, held, { outcome: 'SKIPPED', skipReason: input.reason, skipNote: input.note });
  op.concerns(held.assignment.id);
  op.announce(held.project.id, 'ASSIGNMENT_SKIPPED');
  return op.resultId;
});

async function endHeld(
  op: Op,
  { assignment, slot }: OwnAssignment,
  end: Partial<typeof assignments.$inferInsert>,
): Promise<void> {
  const free = { annotatorId: null, assignmentId: null, leasedUntil: null };
  await Promise.all([
    op.tx
      .update(assignments)
      .set({ ...end, endedAt: op.now })
      .where(eq(assignments.id, assignment.id)),
    op.tx
      .update(slots)
      .set(free)
      .where(and(eq(slots.id, slot.id), isNull(slots.submittedAt))),
  ]);
}

/** Keeps what came too late, so that a lead can accept it. */
export const keepLateAnswers = command(
  'draft:save',
  async (
    op,
    input: { assignmentId: string; draft: StoredAnswers; activeSeconds: number | null },
  ) => {
    await op.tx
      .update(assignments)
      .set({
        draft: input.draft,
        draftSavedAt: op.now,
        lateAt: op.now,
        lateActiveSeconds: input.activeSeconds === null ? null : Math.round(input.activeSeconds),
      })
      .where(and(eq(assignments.id, input.assignmentId), isNull(assignments.outcome)));
    return input.assignmentId;
  },
  { audit: false },
);
