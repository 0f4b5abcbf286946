import { assignments, slots, taskOpenings } from '@assay/db/tables/slots';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { command } from '../../../operation.ts';
import { lockOwnAnnotator } from '../../annotators/queries.ts';
import { projectById } from '../../projects/queries.ts';
import { blindTasks } from '../queries/state.ts';

/**
 * Gives up judging every judged task of a project, for good, in order to see what was said of them.
 * Tasks that nobody has judged yet stay as they are.
 */
export const openTasks = command('task:open', async (op, input: { projectId: string }) => {
  const { viewer } = op;
  const { id: projectId } = await projectById(op, input.projectId);
  const blind = blindTasks(op, sql`${projectId}`);
  if (viewer.kind !== 'MEMBER' || blind === null) throw notFound();
  const mine = await lockOwnAnnotator(op);
  const held = await op.tx
    .select({
      leasedUntil: slots.leasedUntil,
      judged: sql<boolean>`${isJudged(sql`${slots.taskId}`)}`,
    })
    .from(slots)
    .where(
      and(eq(slots.projectId, projectId), eq(slots.annotatorId, mine), isNull(slots.submittedAt)),
    )
    .for('update');
  if (
    held.some(({ leasedUntil, judged }) => judged && leasedUntil !== null && leasedUntil > op.now)
  ) {
    throw new AppError(
      'CONFLICT',
      'You are judging tasks of this project now. Submit, skip or give them back first.',
    );
  }
  await op.tx.execute(sql`
    insert into ${taskOpenings} (task_id, member_id, opened_at)
    select b.task_id, ${viewer.memberId}, ${op.now.toISOString()} from ${blind} b where ${isJudged(sql`b.task_id`)}
    on conflict do nothing`);
  const isOpened = (taskId: typeof slots.taskId | typeof assignments.taskId) => sql`exists (
    select from ${taskOpenings} o where o.task_id = ${taskId} and o.member_id = ${viewer.memberId})`;
  // a lease that ran out could still be submitted, or kept as a late answer
  await op.tx
    .update(slots)
    .set({ annotatorId: null, assignmentId: null, leasedUntil: null })
    .where(
      and(
        eq(slots.projectId, projectId),
        eq(slots.annotatorId, mine),
        isNull(slots.submittedAt),
        isOpened(slots.taskId),
      ),
    );
  await op.tx
    .update(assignments)
    .set({ outcome: 'RELEASED', endedAt: op.now })
    .where(
      and(
        eq(assignments.projectId, projectId),
        eq(assignments.annotatorId, mine),
        isNull(assignments.outcome),
        isNull(assignments.lateAt),
        isOpened(assignments.taskId),
      ),
    );
  return projectId;
});

const isJudged = (taskId: ReturnType<typeof sql>) =>
  sql`exists (select from judgments j where j.task_id = ${taskId})`;
