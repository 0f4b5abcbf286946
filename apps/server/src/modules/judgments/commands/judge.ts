import { dimensionScores, flags, judgments, preferences } from '@assay/db/tables/judgments';
import { assignments, type StoredAnswers, slots } from '@assay/db/tables/slots';
import { messages, responses } from '@assay/db/tables/tasks';
import { scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import { asc, eq } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { type CommandOp, command, type Op } from '../../../operation.ts';
import { requireHeld } from '../../assignments/commands/leases.ts';
import { lockOwn, type OwnAssignment } from '../../assignments/queries/assignments.ts';
import {
  checkAnswerForm,
  type GivenAnswers,
  refuse,
  targetsOf,
  toScoring,
  toStored,
} from '../../assignments/rules.ts';
import { contentOf, type RubricContent, scoringRubric } from '../../rubrics/queries/content.ts';
import { lockRevisable } from '../queries/own.ts';

interface Submit {
  readonly idempotencyKey: string;
  readonly assignmentId: string;
  readonly answers: GivenAnswers;
  readonly activeSeconds: number | null;
}

/**
 * Turns a leased assignment into a stored, scored judgment. A lease that ran out counts as long as
 * nobody else has the slot. Everything is written in one flush.
 *
 * @throws AppError LEASE_EXPIRED if somebody else has it; the caller then keeps the late answers
 */
export const submitJudgment = command('judgment:submit', async (op, input: Submit) => {
  checkAnswerForm(input.answers);
  checkActive(input.activeSeconds);
  const held = await lockOwn(op, input.assignmentId);
  requireHeld(held);
  const content = await contentOf(op, held.assignment.rubricVersionId);
  const stored = toStored(input.answers, held.parts);
  await Promise.all([
    op.tx.update(slots).set({ submittedAt: op.now }).where(eq(slots.id, held.slot.id)),
    op.tx
      .update(assignments)
      .set({ outcome: 'SUBMITTED', endedAt: op.now, draft: null })
      .where(eq(assignments.id, held.assignment.id)),
    storeJudgment(op, held, content, stored, {
      slotId: held.slot.id,
      purpose: held.slot.purpose,
      revision: 1,
      activeSeconds: input.activeSeconds,
    }),
  ]);
  op.announce(held.project.id, 'JUDGMENT_SUBMITTED');
  return op.resultId;
});

interface Revise {
  readonly idempotencyKey: string;
  readonly judgmentId: string;
  readonly answers: GivenAnswers;
  readonly activeSeconds: number | null;
}

/** Replaces one's own judgment by a new revision, under the rubric version of the first. */
export const reviseJudgment = command('judgment:revise', async (op, input: Revise) => {
  checkAnswerForm(input.answers);
  checkActive(input.activeSeconds);
  const { judgment, held } = await lockRevisable(op, input.judgmentId);
  const content = await contentOf(op, judgment.rubricVersionId);
  await storeJudgment(op, held, content, toStored(input.answers, held.parts), {
    slotId: judgment.slotId,
    purpose: judgment.purpose,
    revision: judgment.revision + 1,
    activeSeconds: input.activeSeconds,
  });
  op.announce(held.project.id, 'JUDGMENT_REVISED');
  return op.resultId;
});

interface Placed {
  readonly slotId: string;
  readonly purpose: (typeof judgments.$inferSelect)['purpose'];
  readonly revision: number;
  readonly activeSeconds: number | null;
}

/** Checks and scores answers, then sends all their rows at once. */
export async function storeJudgment(
  op: CommandOp,
  held: OwnAssignment,
  content: RubricContent,
  stored: StoredAnswers,
  placed: Placed,
): Promise<void> {
  checkComplete(held, stored);
  const { assignment, parts, task } = held;
  const isRating = task.kind === 'RATING';
  const scored = isRating
    ? scoreJudgment(scoringRubric(content), toScoring(stored, parts), {
        profile: assignment.profile,
        targets: targetsOf(parts),
      })
    : null;
  if (scored !== null && !scored.ok) {
    const [problem] = scored.problems;
    refuse(problem?.message ?? 'These answers cannot be scored.', problem?.field ?? 'scores');
  }
  const judgmentId = op.resultId;
  const scoreRows = scoreRowsOf(op, judgmentId, content, stored, await targetIds(op, held, stored));
  const redLine =
    (scored?.redLinesHit.length ?? 0) > 0 || stored.flags.some(({ kind }) => kind === 'RED_LINE');
  await Promise.all([
    op.tx.insert(judgments).values({
      ...placed,
      id: judgmentId,
      projectId: assignment.projectId,
      taskId: assignment.taskId,
      assignmentId: assignment.id,
      annotatorId: assignment.annotatorId,
      rubricVersionId: assignment.rubricVersionId,
      profile: assignment.profile,
      blind: true,
      composite: scored?.composite ?? null,
      compositeUngated: scored?.compositeUngated ?? null,
      compositeUndefinedBecause: isRating
        ? (scored?.undefinedBecause ?? null)
        : 'A comparison has no composite.',
      redLine,
      note: stored.note,
      submittedAt: op.now,
    }),
    scoreRows.length === 0 ? null : op.tx.insert(dimensionScores).values(scoreRows),
    stored.preference === null
      ? null
      : op.tx
          .insert(preferences)
          .values({ ...stored.preference, judgmentId, shownOrder: assignment.shownOrder }),
    stored.flags.length === 0
      ? null
      : op.tx.insert(flags).values(stored.flags.map((flag) => ({ ...flag, judgmentId }))),
  ]);
}

function checkComplete({ task, project }: OwnAssignment, stored: StoredAnswers): void {
  if (task.kind === 'RATING') {
    if (stored.preference !== null) refuse('One response is rated, not compared.', 'preference');
    return;
  }
  if (stored.scores.length > 0) refuse('Two responses are compared, not rated.', 'scores');
  if (stored.preference === null) refuse('Choose which response is better.', 'preference');
  if (stored.preference.direction === 'BOTH_GOOD' && !project.allowBothGood) {
    refuse('This project takes no BOTH_GOOD.', 'preference.verdict');
  }
}

interface TargetIds {
  readonly responses: ReadonlyMap<number, string>;
  readonly messages: ReadonlyMap<number, string>;
}

/** Ids of the rated parts by position; read only where answers name such parts. */
async function targetIds(
  op: Op,
  { task }: OwnAssignment,
  stored: StoredAnswers,
): Promise<TargetIds> {
  const needs = {
    responses: stored.scores.some(({ response }) => response !== null),
    messages: stored.scores.some(({ message }) => message !== null),
  };
  const read = async (table: typeof responses | typeof messages) => {
    const rows = await op.tx
      .select({ id: table.id, position: table.position })
      .from(table)
      .where(eq(table.taskId, task.id))
      .orderBy(asc(table.position));
    return new Map(rows.map(({ id, position }) => [position, id]));
  };
  const [ofResponses, ofMessages] = await Promise.all([
    needs.responses ? read(responses) : new Map<number, string>(),
    needs.messages ? read(messages) : new Map<number, string>(),
  ]);
  return { responses: ofResponses, messages: ofMessages };
}

function scoreRowsOf(
  op: Op,
  judgmentId: string,
  content: RubricContent,
  stored: StoredAnswers,
  targets: TargetIds,
): (typeof dimensionScores.$inferInsert)[] {
  return stored.scores.map(({ dimensionKey, tier, notApplicable, response, message }) => {
    const dimension = content.dimensions.find(({ key }) => key === dimensionKey);
    if (dimension === undefined) throw new Error(`scored an unknown dimension ${dimensionKey}`);
    const chosen = tier === null ? null : dimension.tiers[tier];
    return {
      id: newId(op.now),
      judgmentId,
      dimensionId: dimension.id,
      dimensionKey,
      responseId: response === null ? null : (targets.responses.get(response) ?? null),
      messageId: message === null ? null : (targets.messages.get(message) ?? null),
      tierId: chosen?.id ?? null,
      tierIndex: tier,
      value: chosen?.value ?? null,
      notApplicable,
    };
  });
}

function checkActive(seconds: number | null): void {
  if (seconds !== null && !(seconds >= 0 && seconds <= 86_400)) {
    throw new AppError('INVALID_INPUT', 'Active time is 0 to 86,400 seconds.', {
      field: 'activeSeconds',
    });
  }
}
