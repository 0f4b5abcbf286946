import { columnsOf, selectRows, uuids } from '@assay/db/select-rows';
import { dimensionScores, flags, judgments, preferences } from '@assay/db/tables/judgments';
import { assignments } from '@assay/db/tables/slots';
import { responses } from '@assay/db/tables/tasks';
import { and, desc, eq, gte, inArray, isNotNull, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf, firstOfEach, parentId } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { groupedBy } from '../../../rows.ts';
import { blindTo } from '../../tasks/queries/state.ts';
import { isLatest } from './own.ts';

export interface JudgmentFilter {
  readonly taskId?: string | null;
  readonly annotatorId?: string | null;
  readonly dimensionKey?: string | null | undefined;
  readonly tier?: number | null | undefined;
  readonly notApplicable?: boolean | null | undefined;
  readonly compositeFrom?: number | null | undefined;
  readonly compositeTo?: number | null | undefined;
  readonly direction?: (typeof preferences.$inferSelect)['direction'] | null | undefined;
  readonly flag?: (typeof flags.$inferSelect)['kind'] | null | undefined;
  readonly day?: string | null | undefined;
  readonly model?: string | null | undefined;
}

/** The latest judgments of a project, without those of tasks that the viewer may still judge. */
export const listJudgments = childrenOf('judgment:read', {
  id: judgments.id,
  parent: judgments.projectId,
  where: (op, filter: JudgmentFilter) =>
    and(isLatest, sql`not ${blindTo(op, sql`${judgments.taskId}`)}`, ...conditions(filter)),
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(judgments).where(where).orderBy(orderBy).limit(limit),
  parentOf: (judgment) => judgment.projectId,
});

function conditions(filter: JudgmentFilter): (SQL | undefined)[] {
  const { dimensionKey, tier, notApplicable, direction, flag, day, model } = filter;
  const scored = [
    dimensionKey == null ? undefined : sql`d.dimension_key = ${dimensionKey}`,
    tier == null ? undefined : sql`d.tier_index = ${tier}`,
    notApplicable == null ? undefined : sql`d.not_applicable = ${notApplicable}`,
  ].filter((condition) => condition !== undefined);
  return [
    filter.taskId == null ? undefined : eq(judgments.taskId, filter.taskId),
    filter.annotatorId == null ? undefined : eq(judgments.annotatorId, filter.annotatorId),
    filter.compositeFrom == null ? undefined : gte(judgments.composite, filter.compositeFrom),
    filter.compositeTo == null ? undefined : lte(judgments.composite, filter.compositeTo),
    day == null
      ? undefined
      : sql`to_char(${judgments.submittedAt} at time zone 'UTC', 'YYYY-MM-DD') = ${day}`,
    model == null
      ? undefined
      : sql`exists (select from ${responses} r where r.task_id = ${judgments.taskId} and r.model = ${model})`,
    direction == null
      ? undefined
      : sql`exists (select from ${preferences} p where p.judgment_id = ${judgments.id} and p.direction = ${direction})`,
    flag == null
      ? undefined
      : sql`exists (select from ${flags} f where f.judgment_id = ${judgments.id} and f.kind = ${flag})`,
    scored.length === 0
      ? undefined
      : sql`exists (select from ${dimensionScores} d where d.judgment_id = ${judgments.id} and ${and(...scored)})`,
  ];
}

export const findJudgment = query('judgment:read', async (op, { id }: { id: string }) => {
  const [row] = await op.tx
    .select()
    .from(judgments)
    .where(and(eq(judgments.id, id), sql`not ${blindTo(op, sql`${judgments.taskId}`)}`));
  if (row === undefined) throw notFound();
  return row;
});

/** For the payload of a command that has just made it. */
export async function loadJudgments(op: Op, ids: readonly string[]) {
  const rows = await op.tx
    .select()
    .from(judgments)
    .where(inArray(judgments.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

export async function loadSuperseded(op: Op, ids: readonly string[]) {
  const rows = await op.tx
    .select({ id: judgments.id, superseded: sql<boolean>`not ${isLatest}` })
    .from(judgments)
    .where(inArray(judgments.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.superseded]));
}

const ofJudgments = 'where judgment_id = any($1::uuid[])';
const parts = {
  preferences: { table: preferences, keys: columnsOf(preferences) },
  flags: { table: flags, keys: columnsOf(flags) },
};

export async function loadPreferencesOfJudgments(op: Op, ids: readonly string[]) {
  const rows = await selectRows(op.tx, parts.preferences, ofJudgments, [uuids(ids)]);
  return new Map(rows.map((row) => [row.judgmentId, row]));
}

export async function loadFlagsOfJudgments(op: Op, ids: readonly string[]) {
  const rows = await selectRows(op.tx, parts.flags, `${ofJudgments} order by kind`, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.judgmentId);
}

/** @throws AppError FORBIDDEN for whoever accepts no late answers */
export const mayAcceptLate = query('judgment:accept-late', async () => true);

/** Answers of a project that came too late, at most. */
export const lateAnswersMax = 100;

/** Answers of each project that came too late, of tasks the viewer may look into, newest first. */
export async function loadLateAnswers(op: Op, projectIds: readonly string[]) {
  const a = assignments;
  const own = and(
    sql`${a.projectId} = ${parentId}`,
    isNotNull(a.lateAt),
    isNull(a.outcome),
    sql`not ${blindTo(op, sql`${a.taskId}`)}`,
  );
  const late = { id: a.id, own, orderBy: desc(a.lateAt), limit: lateAnswersMax };
  const rows = await op.tx
    .select()
    .from(a)
    .where(firstOfEach(projectIds, late))
    .orderBy(desc(a.lateAt));
  return groupedBy(projectIds, rows, (row) => row.projectId);
}
