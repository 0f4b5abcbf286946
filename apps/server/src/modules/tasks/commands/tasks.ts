import { redLineSettlements } from '@assay/db/tables/judgments';
import { tasks } from '@assay/db/tables/tasks';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { command, type Op } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { loadStandings } from '../queries/tasks.ts';
import { checkTasks, type NewTask } from '../rules.ts';
import { giveUpJudging } from './give-up-judging.ts';
import { insertTasks, isKnownId } from './insert-tasks.ts';

export const inlineTasksMax = 250;

interface ImportTasks {
  readonly idempotencyKey: string;
  readonly projectId: string;
  readonly tasks: readonly NewTask[];
}

/** Stores up to 250 tasks, all or none. The result is an import without a file: its id marks them. */
export const importTasks = command('task:import', async (op, input: ImportTasks) => {
  if (input.tasks.length === 0 || input.tasks.length > inlineTasksMax) {
    throw new AppError(
      'INVALID_INPUT',
      `Send 1 to ${inlineTasksMax} tasks, not ${input.tasks.length}. For more, upload a file and use startImport.`,
      { field: 'tasks' },
    );
  }
  checkTasks(input.tasks);
  const project = await projectById(op, input.projectId);
  await refuseKnown(op, project.id, input.tasks);
  try {
    await insertTasks(op, project, input.tasks, { importId: op.resultId });
  } catch (error) {
    if (!isKnownId(error)) throw error;
    const message =
      'Another import has just brought one of these external ids. Send the others again.';
    throw new AppError('CONFLICT', message, { field: 'tasks', cause: error });
  }
  op.announce(project.id, 'TASKS_IMPORTED');
  return op.resultId;
});

async function refuseKnown(op: Op, projectId: string, newTasks: readonly NewTask[]): Promise<void> {
  const ids = newTasks.flatMap(({ externalId }) => (externalId === null ? [] : [externalId]));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  const known =
    twice !== undefined || ids.length === 0
      ? []
      : await op.tx
          .select({ externalId: tasks.externalId })
          .from(tasks)
          .where(and(eq(tasks.projectId, projectId), inArray(tasks.externalId, ids)))
          .limit(1);
  const found = twice ?? known[0]?.externalId;
  if (found == null) return;
  const index = newTasks.findLastIndex(({ externalId }) => externalId === found);
  throw new AppError('CONFLICT', `This project has a task with the external id ${found} already.`, {
    field: `tasks.${index}.externalId`,
  });
}

/** Gives up judging a task, for good, in order to see its judgments. */
export const openTask = command('task:open', async (op, { taskId }: { taskId: string }) => {
  const standing = (await loadStandings(op, [taskId])).get(taskId);
  if (standing === undefined) throw notFound();
  await giveUpJudging(op, [taskId]);
  return taskId;
});

interface SettleRedLine {
  readonly taskId: string;
  readonly stands: boolean;
  readonly note: string;
}

/** A second person's word on a red line: whether it stands. Frees the task from its hold. */
export const settleRedLine = command('red-line:settle', async (op, input: SettleRedLine) => {
  const { viewer } = op;
  const standing = (await loadStandings(op, [input.taskId])).get(input.taskId);
  if (standing === undefined || standing.blind || viewer.kind !== 'MEMBER') throw notFound();
  if (standing.state !== 'ON_HOLD') {
    throw new AppError('CONFLICT', 'No red line of this task waits to be settled.');
  }
  const [own] = await op.tx.execute(sql`
    select 1 from judgments j join annotators a on a.tenant_id = j.tenant_id and a.id = j.annotator_id
    where j.task_id = ${input.taskId} and a.member_id = ${viewer.memberId}`);
  if (own !== undefined) {
    throw new AppError(
      'FORBIDDEN',
      'You judged this task yourself; somebody else settles its red line.',
    );
  }
  const settled = await op.tx
    .insert(redLineSettlements)
    .values({
      id: newId(op.now),
      taskId: input.taskId,
      settledBy: viewer.memberId,
      stands: input.stands,
      note: input.note,
      settledAt: op.now,
    })
    .onConflictDoNothing()
    .returning({ id: redLineSettlements.id });
  if (settled.length === 0) {
    throw new AppError('CONFLICT', 'Somebody else has just settled this red line.');
  }
  return input.taskId;
});
