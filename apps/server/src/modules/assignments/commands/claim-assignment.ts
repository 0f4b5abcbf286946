import { one } from '@assay/db/one';
import { assignments, slots } from '@assay/db/tables/slots';
import { responses, tasks } from '@assay/db/tables/tasks';
import { applicableProfile } from '@assay/scoring/rubrics/applicable-profile';
import { eq, sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { randomId } from '../../../ids.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { lockOwnAnnotator } from '../../annotators/queries.ts';
import { projectById } from '../../projects/queries.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { claimable } from '../queries/assignments.ts';
import { claimMax, leaseEnd, shownOrder } from '../rules.ts';

interface Claim {
  readonly projectId: string;
  readonly count: number;
  /** Gets the ids of what was claimed, in order. */
  readonly claimed: (ids: readonly string[]) => void;
}

/**
 * Leases the next free slots of tasks this annotator has not had. Annotators never wait for each
 * other; claims of one annotator are made one after the other, so they never get a task twice.
 *
 * @throws AppError NOT_FOUND if no task is waiting for them
 */
export const claimAssignment = command('assignment:claim', async (op, input: Claim) => {
  if (!Number.isInteger(input.count) || input.count < 1 || input.count > claimMax) {
    throw new AppError('INVALID_INPUT', `Claim 1 to ${claimMax} at once, not ${input.count}.`, {
      field: 'count',
    });
  }
  const project = await projectById(op, input.projectId);
  if (project.pausedAt !== null) {
    throw new AppError('CONFLICT', 'This project is paused; no task is given out for now.');
  }
  const mine = await lockOwnAnnotator(op);
  const ids: string[] = [];
  for (let n = 0; n < input.count; n += 1) {
    const id = await claimOne(op, project, mine);
    if (id === null) break;
    ids.push(id);
  }
  if (ids.length === 0) {
    throw new AppError('NOT_FOUND', 'No task is waiting for you in this project.');
  }
  input.claimed(ids);
  op.concerns(...ids);
  return project.id;
});

async function claimOne(
  op: CommandOp,
  project: { id: string; leaseMinutes: number; rubricVersionId: string },
  annotatorId: string,
): Promise<string | null> {
  const now = sql`${op.now.toISOString()}::timestamptz`;
  const [free] = await op.tx.execute<{ id: string; taskId: string }>(sql`
    ${claimable(sql`${project.id}`, annotatorId, now, sql`s.id, s.task_id as "taskId"`)}
    order by s.ordinal, s.task_id limit 1 for update of s skip locked`);
  if (free === undefined) return null;
  const [{ attributes }, { n }, content] = await Promise.all([
    op.tx
      .select({ attributes: tasks.attributes })
      .from(tasks)
      .where(eq(tasks.id, free.taskId))
      .then(one),
    op.tx
      .select({ n: sql<number>`count(*)::int` })
      .from(responses)
      .where(eq(responses.taskId, free.taskId))
      .then(one),
    contentOf(op, project.rubricVersionId),
  ]);
  const id = randomId();
  const lease = {
    annotatorId,
    assignmentId: id,
    leasedUntil: leaseEnd(op.now, project.leaseMinutes),
  };
  await Promise.all([
    op.tx.update(slots).set(lease).where(eq(slots.id, free.id)),
    op.tx.insert(assignments).values({
      id,
      slotId: free.id,
      projectId: project.id,
      taskId: free.taskId,
      annotatorId,
      rubricVersionId: project.rubricVersionId,
      profile: applicableProfile(content, attributes)?.name ?? null,
      shownOrder: shownOrder(n),
      claimedAt: op.now,
    }),
  ]);
  return id;
}
