import { insertion } from '@assay/db/statement';
import { dimensionScores, flags, judgments, preferences } from '@assay/db/tables/judgments';
import type { StoredAnswers } from '@assay/db/tables/slots';
import { scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../ids.ts';
import { type CommandOp, command } from '../../../operation.ts';
import { requireHeld } from '../../assignments/commands/leases.ts';
import {
  checkAnswerForm,
  type GivenAnswers,
  refuse,
  targetsOf,
  toScoring,
  toStored,
} from '../../assignments/rules.ts';
import {
  contentOf,
  dimensionValuesOf,
  type RubricContent,
  scoringRubric,
} from '../../rubrics/queries/content.ts';
import { type Held, lockHeld } from '../queries/held.ts';
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
  const held = await lockHeld(op, input.assignmentId);
  requireHeld(held);
  const content = await contentOf(op, held.assignment.rubricVersionId);
  const now = op.now.toISOString();
  op.send({ text: submitSlot, values: [held.slot.id, now] });
  op.send({ text: endAssignment, values: [held.assignment.id, now] });
  storeJudgment(op, held, content, toStored(input.answers, held.parts), {
    slotId: held.slot.id,
    purpose: held.slot.purpose,
    revision: 1,
    blind: true,
    activeSeconds: input.activeSeconds,
  });
  op.announce(held.assignment.projectId, 'JUDGMENT_SUBMITTED');
  return op.resultId;
});

const submitSlot = 'update slots set submitted_at = $2 where id = $1';
const endAssignment = `update assignments set outcome = 'SUBMITTED', ended_at = $2, draft = null where id = $1`;

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
  storeJudgment(op, held, content, toStored(input.answers, held.parts), {
    slotId: judgment.slotId,
    purpose: judgment.purpose,
    revision: judgment.revision + 1,
    blind: true,
    activeSeconds: input.activeSeconds,
  });
  op.announce(held.assignment.projectId, 'JUDGMENT_REVISED');
  return op.resultId;
});

interface Placed {
  readonly slotId: string;
  readonly purpose: (typeof judgments.$inferSelect)['purpose'];
  readonly revision: number;
  /** Its author had not been able to see any other judgment of the task. */
  readonly blind: boolean;
  readonly activeSeconds: number | null;
}

/** Checks and scores answers, then sends all their rows. @throws AppError INVALID_INPUT */
export function storeJudgment(
  op: CommandOp,
  held: Held,
  content: RubricContent,
  stored: StoredAnswers,
  placed: Placed,
): void {
  checkComplete(held, stored);
  const { assignment, parts } = held;
  const isRating = held.taskKind === 'RATING';
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
  const redLine =
    (scored?.redLinesHit.length ?? 0) > 0 || stored.flags.some(({ kind }) => kind === 'RED_LINE');
  const judgment = {
    ...placed,
    id: judgmentId,
    projectId: assignment.projectId,
    taskId: assignment.taskId,
    assignmentId: assignment.id,
    annotatorId: assignment.annotatorId,
    rubricVersionId: assignment.rubricVersionId,
    profile: assignment.profile,
    composite: scored?.composite ?? null,
    compositeUngated: scored?.compositeUngated ?? null,
    compositeUndefinedBecause: isRating
      ? (scored?.undefinedBecause ?? null)
      : 'A comparison has no composite.',
    dimensionValues: scored === null ? [] : dimensionValuesOf(content, scored.dimensions),
    redLine,
    note: stored.note,
    submittedAt: op.now,
  };
  op.send(insertion(judgments, [judgment]));
  if (stored.scores.length > 0) {
    op.send(insertion(dimensionScores, scoreRowsOf(op, content, stored, held)));
  }
  if (stored.preference !== null) {
    const preference = { ...stored.preference, judgmentId, shownOrder: assignment.shownOrder };
    op.send(insertion(preferences, [preference]));
  }
  if (stored.flags.length > 0) {
    const rows = stored.flags.map(({ kind, note }) => ({ kind, note, judgmentId }));
    op.send(insertion(flags, rows));
  }
}

function checkComplete({ taskKind, allowBothGood }: Held, stored: StoredAnswers): void {
  if (taskKind === 'RATING') {
    if (stored.preference !== null) refuse('One response is rated, not compared.', 'preference');
    return;
  }
  if (stored.scores.length > 0) refuse('Two responses are compared, not rated.', 'scores');
  if (stored.preference === null) refuse('Choose which response is better.', 'preference');
  if (stored.preference.direction === 'BOTH_GOOD' && !allowBothGood) {
    refuse('This project takes no BOTH_GOOD.', 'preference.verdict');
  }
}

function scoreRowsOf(
  op: CommandOp,
  content: RubricContent,
  stored: StoredAnswers,
  { responseIds, messageIds }: Held,
): (typeof dimensionScores.$inferInsert)[] {
  return stored.scores.map(({ dimensionKey, tier, notApplicable, response, message }) => {
    const dimension = content.dimensions.find(({ key }) => key === dimensionKey);
    if (dimension === undefined) throw new Error(`scored an unknown dimension ${dimensionKey}`);
    const chosen = tier === null ? null : dimension.tiers[tier];
    return {
      id: newId(op.now),
      judgmentId: op.resultId,
      dimensionId: dimension.id,
      dimensionKey,
      responseId: response === null ? null : (responseIds[response] ?? null),
      messageId: message === null ? null : (messageIds.get(message) ?? null),
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
