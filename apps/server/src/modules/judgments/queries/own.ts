import {
  dimensionScores,
  flags,
  type Judgment,
  judgments,
  preferences,
} from '@assay/db/tables/judgments';
import { type StoredAnswers, slots } from '@assay/db/tables/slots';
import { messages, responses } from '@assay/db/tables/tasks';
import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { AppError, notFound } from '../../../errors.ts';
import { connectionOf, countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId, groupedBy } from '../../../rows.ts';
import { ownAnnotatorId, ownAnnotatorIn } from '../../annotators/queries.ts';
import { type Held, ownHeld } from './held.ts';

/** A judgment of the viewer's, and whether they may still revise it. */
export interface OwnJudgment {
  readonly id: string;
  readonly judgment: Judgment;
  readonly revisable: boolean;
}

/** No later revision of the same slot. */
export const isLatest: SQL = sql`not exists (select from judgments newer
  where newer.tenant_id = ${judgments.tenantId} and newer.slot_id = ${judgments.slotId} and newer.revision > ${judgments.revision})`;

/** Its author has not opened the task, and it came from an assignment (not from an import). */
const isRevisable = (op: Op): SQL => {
  const memberId = op.viewer.kind === 'MEMBER' ? op.viewer.memberId : null;
  return sql`${isLatest} and ${judgments.assignmentId} is not null and not exists (
    select from task_openings o where o.task_id = ${judgments.taskId} and o.member_id = ${memberId})`;
};

const ownRows = (op: Op, where: SQL | undefined) =>
  op.tx
    .select({ id: judgments.id, judgment: judgments, revisable: sql<boolean>`${isRevisable(op)}` })
    .from(judgments)
    .where(where);

export async function loadOwnJudgments(op: Op, ids: readonly string[]) {
  const mine = await ownAnnotatorId(op);
  return byId(
    await ownRows(op, and(inArray(judgments.id, [...ids]), eq(judgments.annotatorId, mine))),
  );
}

export const findOwnJudgment = query('assignment:read', async (op, { id }: { id: string }) => {
  const found = (await loadOwnJudgments(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});

interface ListOwn extends PageArgs {
  readonly projectId: string;
}

/** The viewer's latest judgments in a project, newest first. */
export const listOwnJudgments = query('assignment:read', async (op, input: ListOwn) => {
  const mine = await ownAnnotatorIn(op, input.projectId);
  const matching = and(
    eq(judgments.projectId, input.projectId),
    eq(judgments.annotatorId, mine),
    isLatest,
  );
  return connectionOf(
    input,
    judgments.id,
    ({ where, orderBy, limit }) => ownRows(op, and(matching, where)).orderBy(orderBy).limit(limit),
    async () => {
      const some = op.tx
        .select({ id: judgments.id })
        .from(judgments)
        .where(matching)
        .limit(countLimit);
      const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
      return row?.n ?? 0;
    },
  );
});

/**
 * The viewer's judgment, its slot locked, ready for a new revision.
 *
 * @throws AppError NOT_FOUND for another's, CONFLICT where it may no longer be revised
 */
export async function lockRevisable(
  op: Op,
  judgmentId: string,
): Promise<{ judgment: Judgment; held: Held }> {
  const found = (await loadOwnJudgments(op, [judgmentId])).get(judgmentId);
  if (found === undefined) throw notFound();
  await op.tx
    .select({ id: slots.id })
    .from(slots)
    .where(eq(slots.id, found.judgment.slotId))
    .for('update');
  // read again under the lock: another tab may have revised it meanwhile
  const current = (await loadOwnJudgments(op, [judgmentId])).get(judgmentId);
  const { assignmentId } = found.judgment;
  if (current === undefined || !current.revisable || assignmentId === null) {
    throw new AppError(
      'CONFLICT',
      'This judgment can no longer be revised: a later revision stands, or you have seen the judgments of others.',
    );
  }
  return { judgment: current.judgment, held: await ownHeld(op, assignmentId) };
}

/** What each judgment said, in terms of the stored task. */
export async function loadStoredAnswers(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, StoredAnswers>> {
  const [scores, chosen, marked, notes] = await Promise.all([
    op.tx
      .select({
        judgmentId: dimensionScores.judgmentId,
        dimensionKey: dimensionScores.dimensionKey,
        tier: dimensionScores.tierIndex,
        notApplicable: dimensionScores.notApplicable,
        response: responses.position,
        message: messages.position,
      })
      .from(dimensionScores)
      .leftJoin(responses, eq(responses.id, dimensionScores.responseId))
      .leftJoin(messages, eq(messages.id, dimensionScores.messageId))
      .where(inArray(dimensionScores.judgmentId, [...ids]))
      .orderBy(asc(dimensionScores.id)),
    op.tx
      .select()
      .from(preferences)
      .where(inArray(preferences.judgmentId, [...ids])),
    op.tx
      .select()
      .from(flags)
      .where(inArray(flags.judgmentId, [...ids])),
    op.tx
      .select({ id: judgments.id, note: judgments.note })
      .from(judgments)
      .where(inArray(judgments.id, [...ids])),
  ]);
  const scoresOf = groupedBy(ids, scores, (row) => row.judgmentId);
  const flagsOf = groupedBy(ids, marked, (row) => row.judgmentId);
  const preferenceOf = new Map(chosen.map((row) => [row.judgmentId, row]));
  return new Map(
    notes.map(({ id, note }) => {
      const preference = preferenceOf.get(id);
      return [
        id,
        {
          scores: (scoresOf.get(id) ?? []).map(({ judgmentId: _of, ...score }) => score),
          preference:
            preference === undefined
              ? null
              : { direction: preference.direction, strength: preference.strength },
          flags: (flagsOf.get(id) ?? []).map((flag) => ({ kind: flag.kind, note: flag.note })),
          note,
        },
      ];
    }),
  );
}
