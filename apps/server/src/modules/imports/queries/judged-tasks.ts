import type { Project } from '@assay/db/tables/projects';
import { slots } from '@assay/db/tables/slots';
import { messages, responses, tasks } from '@assay/db/tables/tasks';
import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { groupedBy } from '../../../rows.ts';
import type { JudgedTask } from '../rules/score.ts';

/** Ids of tasks by the external ids under which a project knows them. */
export async function loadKnownTasks(
  op: Op,
  project: Project,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  if (externalIds.length === 0) return new Map();
  const rows = await op.tx
    .select({ id: tasks.id, externalId: tasks.externalId })
    .from(tasks)
    .where(and(eq(tasks.projectId, project.id), inArray(tasks.externalId, [...externalIds])));
  return new Map(rows.map(({ id, externalId }) => [externalId ?? '', id]));
}

/** Stored tasks with what judgments of them name. */
export async function loadJudgedTasks(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, JudgedTask>> {
  if (ids.length === 0) return new Map();
  const wanted = [...ids];
  const [taskRows, responseRows, messageRows] = await Promise.all([
    op.tx
      .select({ id: tasks.id, kind: tasks.kind, attributes: tasks.attributes })
      .from(tasks)
      .where(inArray(tasks.id, wanted)),
    op.tx
      .select({ id: responses.id, taskId: responses.taskId })
      .from(responses)
      .where(inArray(responses.taskId, wanted))
      .orderBy(asc(responses.position)),
    op.tx
      .select({ id: messages.id, taskId: messages.taskId, judged: messages.judged })
      .from(messages)
      .where(inArray(messages.taskId, wanted))
      .orderBy(asc(messages.position)),
  ]);
  const responsesOf = groupedBy(ids, responseRows, ({ taskId }) => taskId);
  const messagesOf = groupedBy(ids, messageRows, ({ taskId }) => taskId);
  return new Map(
    taskRows.map((task) => {
      const parts = messagesOf.get(task.id) ?? [];
      return [
        task.id,
        {
          ...task,
          responseIds: (responsesOf.get(task.id) ?? []).map(({ id }) => id),
          messageIds: parts.map(({ id }) => id),
          judged: parts.flatMap(({ judged }, position) => (judged ? [position] : [])),
        },
      ];
    }),
  );
}

/** Who has a slot of which task already, as `<task>:<annotator>`. */
export async function loadTakenBy(op: Op, taskIds: readonly string[]): Promise<Set<string>> {
  if (taskIds.length === 0) return new Set();
  const rows = await op.tx
    .select({ taskId: slots.taskId, annotatorId: slots.annotatorId })
    .from(slots)
    .where(and(inArray(slots.taskId, [...taskIds]), isNotNull(slots.annotatorId)));
  return new Set(rows.map(({ taskId, annotatorId }) => `${taskId}:${annotatorId}`));
}
