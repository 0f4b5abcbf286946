import { bulkInsert } from '@assay/db/bulk-insert';
import { dimensionScores, flags, judgments, preferences } from '@assay/db/tables/judgments';
import type { Project } from '@assay/db/tables/projects';
import { type StoredAnswers, slots } from '@assay/db/tables/slots';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import { groupedBy } from '../../../rows.ts';
import type { RubricContent } from '../../rubrics/queries/content.ts';
import { type JudgedTask, type Scores, scoreAnswers } from '../rules/score.ts';

/** A judgment made elsewhere or earlier, of a task that is stored. */
export interface NewJudgment {
  readonly task: JudgedTask;
  readonly annotatorId: string;
  readonly answers: StoredAnswers;
  readonly submittedAt: Date;
  readonly activeSeconds: number | null;
  /** It then stays out of what links scores to outcomes; not so unless given. */
  readonly outcomeVisible?: boolean;
  /** Stored positions in the order shown; null where it is not known. */
  readonly shownOrder: readonly number[] | null;
  /** An open slot to fill; without one the judgment gets a slot of its own. */
  readonly slotId?: string;
}

/**
 * Checks, scores and stores judgments as LIVE ones, one statement a table.
 *
 * @throws AppError INVALID_INPUT naming the first judgment that does not fit its task or the rubric
 */
export async function storeJudgments(
  op: Op,
  project: Project,
  content: RubricContent,
  items: readonly NewJudgment[],
): Promise<void> {
  const scored = items.map((item, index) => {
    const { task, answers } = item;
    const judgeable = { ...task, responses: task.responseIds.length };
    const result = scoreAnswers(project, content, judgeable, answers);
    if (result.ok) return { ...item, scores: result.scores };
    const { field, message } = result.problem;
    throw new AppError('INVALID_INPUT', message, { field: `judgments.${index}.${field}` });
  });
  await insertScored(op, project, content, scored);
}

export interface ScoredJudgment extends NewJudgment {
  readonly scores: Scores;
}

/** Stores judgments that were checked and scored already. */
export async function insertScored(
  op: Op,
  project: Project,
  content: RubricContent,
  items: readonly ScoredJudgment[],
): Promise<void> {
  if (items.length === 0) return;
  const placed = items.map((item) => ({
    ...item,
    id: newId(op.now),
    slotId: item.slotId ?? newId(op.now),
    hasSlot: item.slotId !== undefined,
  }));
  const submitted = (item: (typeof placed)[number]) => ({
    id: item.slotId,
    annotatorId: item.annotatorId,
    submittedAt: item.submittedAt,
  });
  await Promise.all([
    fillSlots(op, placed.filter(({ hasSlot }) => hasSlot).map(submitted)),
    bulkInsert(
      op.tx,
      slots,
      placed
        .filter(({ hasSlot }) => !hasSlot)
        .map((item) => ({
          ...submitted(item),
          projectId: project.id,
          taskId: item.task.id,
          ordinal: 0,
          purpose: 'LIVE' as const,
          round: 1,
          origin: 'IMPORT' as const,
        })),
    ),
    bulkInsert(
      op.tx,
      judgments,
      placed.map((item) => ({
        ...item.scores,
        id: item.id,
        projectId: project.id,
        taskId: item.task.id,
        slotId: item.slotId,
        annotatorId: item.annotatorId,
        rubricVersionId: content.versionId,
        purpose: 'LIVE' as const,
        revision: 1,
        blind: true,
        note: item.answers.note,
        activeSeconds: item.activeSeconds,
        outcomeVisible: item.outcomeVisible ?? false,
        submittedAt: item.submittedAt,
      })),
    ),
    bulkInsert(
      op.tx,
      dimensionScores,
      placed.flatMap((item) => scoreRows(op, content, item)),
    ),
    bulkInsert(
      op.tx,
      preferences,
      placed.flatMap(({ id, answers: { preference }, shownOrder }) =>
        preference === null
          ? []
          : [{ ...preference, judgmentId: id, shownOrder: shownOrder && [...shownOrder] }],
      ),
    ),
    bulkInsert(
      op.tx,
      flags,
      placed.flatMap(({ id, answers }) =>
        answers.flags.map(({ kind, note }) => ({ judgmentId: id, kind, note })),
      ),
    ),
  ]);
}

function scoreRows(op: Op, content: RubricContent, item: ScoredJudgment & { readonly id: string }) {
  return item.answers.scores.map((score) => {
    const { dimensionKey, tier, notApplicable, response, message } = score;
    const dimension = content.dimensions.find(({ key }) => key === dimensionKey);
    if (dimension === undefined) throw new Error(`scored an unknown dimension ${dimensionKey}`);
    const chosen = tier === null ? undefined : dimension.tiers[tier];
    return {
      id: newId(op.now),
      judgmentId: item.id,
      dimensionId: dimension.id,
      dimensionKey,
      responseId: response === null ? null : (item.task.responseIds[response] ?? null),
      messageId: message === null ? null : (item.task.messageIds[message] ?? null),
      tierId: chosen?.id ?? null,
      tierIndex: tier,
      value: chosen?.value ?? null,
      notApplicable,
    };
  });
}

interface Filled {
  readonly id: string;
  readonly annotatorId: string;
  readonly submittedAt: Date;
}

/** Turns open slots into submitted ones. */
async function fillSlots(op: Op, filled: readonly Filled[]): Promise<void> {
  if (filled.length === 0) return;
  await op.tx.execute(sql`
    update slots s set annotator_id = f."annotatorId", submitted_at = f."submittedAt", origin = 'IMPORT'
    from json_to_recordset(${JSON.stringify(filled)}::json)
      as f(id uuid, "annotatorId" uuid, "submittedAt" timestamptz)
    where s.id = f.id`);
}

/** Open slots of tasks that nobody holds, locked; those of the highest ordinal first. */
export async function lockOpenSlots(op: Op, taskIds: readonly string[]) {
  if (taskIds.length === 0) return new Map<string, { id: string; taskId: string }[]>();
  const open = await op.tx
    .select({ id: slots.id, taskId: slots.taskId })
    .from(slots)
    .where(
      and(
        inArray(slots.taskId, [...taskIds]),
        eq(slots.purpose, 'LIVE'),
        isNull(slots.submittedAt),
        isNull(slots.annotatorId),
      ),
    )
    .orderBy(asc(slots.ordinal), asc(slots.id))
    .for('update', { skipLocked: true });
  return groupedBy(taskIds, open, ({ taskId }) => taskId);
}
