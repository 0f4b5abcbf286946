import { bulkInsert } from '@assay/db/bulk-insert';
import type { Project } from '@assay/db/tables/projects';
import { slots } from '@assay/db/tables/slots';
import { contexts, messages, responses, tasks } from '@assay/db/tables/tasks';
import type { InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { matchNewTasks } from '../../tickets/commands/match-new-tasks.ts';
import { isOverlapping, type NewTask } from '../rules.ts';

/** A task as it was stored, with the ids of its parts in their order. */
export interface InsertedTask {
  readonly id: string;
  readonly messageIds: readonly string[];
  readonly responseIds: readonly string[];
  readonly judgmentsPlanned: number;
}

/** Whether an error says that the project has a task with one of the external ids already. */
export function isKnownId(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isOurs = 'constraint_name' in error && error.constraint_name === 'tasks_external_id';
  return isOurs || isKnownId(error.cause);
}

/**
 * Stores tasks with their parts and the slots in which they will be judged, one statement a table.
 *
 * @param judged - how many judgments each task brings along; so many slots less are planned
 */
export async function insertTasks(
  op: Op,
  project: Project,
  newTasks: readonly NewTask[],
  options: { readonly importId?: string; readonly judged?: (index: number) => number } = {},
): Promise<InsertedTask[]> {
  const id = () => newId(op.now);
  const rows = newTasks.map((task, index) => {
    const taskId = id();
    const overlapping = isOverlapping(taskId, project.overlapShare);
    const planned = overlapping ? project.overlap : 1;
    const open = Math.max(0, planned - (options.judged?.(index) ?? 0));
    return {
      task: {
        id: taskId,
        projectId: project.id,
        kind: task.kind,
        externalId: task.externalId,
        source: task.source,
        attributes: { ...task.attributes },
        overlapping,
        importId: options.importId ?? null,
        createdAt: op.now,
      },
      contexts: task.contexts.map((row, position) => ({ ...row, id: id(), taskId, position })),
      messages: task.messages.map((row, position) => ({ ...row, id: id(), taskId, position })),
      responses: task.responses.map((row, position) => ({ ...row, id: id(), taskId, position })),
      slots: Array.from({ length: open }, (_, ordinal) => ({
        id: id(),
        projectId: project.id,
        taskId,
        ordinal,
        purpose: 'LIVE' as const,
        origin: 'PLANNED' as const,
      })),
      planned,
    };
  });
  const sent: Promise<void>[] = [];
  const send = async <T extends PgTable>(table: T, parts: readonly InferInsertModel<T>[]) => {
    if (parts.length === 0) return;
    const answer = bulkInsert(op.tx, table, parts);
    answer.catch(() => {}); // told below
    sent.push(answer);
    // what was handed over goes out before this thread is busy with the next
    await new Promise((resolve) => setImmediate(resolve));
  };
  // the database stores one table while the next is put into words here, and keeps their order
  await send(
    tasks,
    rows.map((row) => row.task),
  );
  await send(
    contexts,
    rows.flatMap((row) => row.contexts),
  );
  await send(
    messages,
    rows.flatMap((row) => row.messages),
  );
  await send(
    responses,
    rows.flatMap((row) => row.responses),
  );
  await send(
    slots,
    rows.flatMap((row) => row.slots),
  );
  await Promise.all(sent);
  await matchNewTasks(
    op,
    project.id,
    rows.map((row) => row.task.id),
  );
  return rows.map((row) => ({
    id: row.task.id,
    messageIds: row.messages.map((message) => message.id),
    responseIds: row.responses.map((response) => response.id),
    judgmentsPlanned: row.planned,
  }));
}
