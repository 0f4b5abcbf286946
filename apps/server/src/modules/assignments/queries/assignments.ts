import type { Project } from '@assay/db/tables/projects';
import { projects } from '@assay/db/tables/projects';
import type { Assignment, Slot } from '@assay/db/tables/slots';
import { annotators, assignments, slots } from '@assay/db/tables/slots';
import { messages, responses, type Task, tasks } from '@assay/db/tables/tasks';
import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import { ownAnnotatorId, ownAnnotatorIn } from '../../annotators/queries.ts';
import { type Parts, partsOf } from '../rules.ts';

export type AssignmentState = 'LEASED' | 'SUBMITTED' | 'SKIPPED' | 'RELEASED' | 'LAPSED';

/** An assignment with what decides its state. Only ever that of the viewer. */
export interface OwnAssignment {
  readonly id: string;
  readonly assignment: Assignment;
  readonly slot: Slot;
  readonly task: Task;
  readonly project: Project;
  readonly parts: Parts;
}

/** Rows of the viewer's own assignments: who is no member has none. */
function ownRows(op: Op, ids: readonly string[]) {
  const memberId = op.viewer.kind === 'MEMBER' ? op.viewer.memberId : null;
  return rowsWhere(
    op,
    and(
      inArray(assignments.id, [...ids]),
      memberId === null ? sql`false` : eq(annotators.memberId, memberId),
    ),
  );
}

function rowsWhere(op: Op, where: SQL | undefined) {
  return op.tx
    .select({
      assignment: assignments,
      slot: slots,
      task: tasks,
      project: projects,
      responseCount: sql<number>`(select count(*)::int from ${responses} r where r.task_id = ${tasks.id})`,
      judged: sql<number[]>`(select coalesce(array_agg(m.position order by m.position), '{}')
        from ${messages} m where m.task_id = ${tasks.id} and m.judged)`,
    })
    .from(assignments)
    .innerJoin(annotators, eq(annotators.id, assignments.annotatorId))
    .innerJoin(slots, eq(slots.id, assignments.slotId))
    .innerJoin(tasks, eq(tasks.id, assignments.taskId))
    .innerJoin(projects, eq(projects.id, assignments.projectId))
    .where(where);
}

const withParts = (
  { services: { secret } }: Op,
  { responseCount, judged, ...row }: Awaited<ReturnType<typeof ownRows>>[number],
) => ({
  ...row,
  id: row.assignment.id,
  parts: partsOf({ secret, assignmentId: row.assignment.id }, responseCount, judged),
});

/** The viewer's own assignments among these ids. */
export const loadOwnAssignments = async (op: Op, ids: readonly string[]) =>
  byId((await ownRows(op, ids)).map((row) => withParts(op, row)));

/** The caller's assignment, its slot locked until the transaction ends. @throws AppError NOT_FOUND */
export async function lockOwn(op: Op, id: string): Promise<OwnAssignment> {
  const [row] = await ownRows(op, [id]).for('update', { of: slots });
  if (row === undefined) throw notFound();
  return withParts(op, row);
}

/** @throws AppError NOT_FOUND for what is not the viewer's own */
export async function ownAssignment(op: Op, id: string): Promise<OwnAssignment> {
  const found = (await loadOwnAssignments(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
}

export const findAssignment = query('assignment:read', (op, { id }: { id: string }) =>
  ownAssignment(op, id),
);

export function stateOf({ assignment, slot }: OwnAssignment, now: Date): AssignmentState {
  if (assignment.outcome === 'LATE_ACCEPTED') return 'SUBMITTED';
  if (assignment.outcome !== null) return assignment.outcome;
  const held = slot.assignmentId === assignment.id && slot.submittedAt === null;
  return held && slot.leasedUntil !== null && slot.leasedUntil > now ? 'LEASED' : 'LAPSED';
}

/** What the viewer holds in a project, oldest first. Lapsed ones count while nobody took them over. */
export const listHeld = query(
  'assignment:read',
  async (op, { projectId }: { projectId: string }) => {
    const mine = await ownAnnotatorIn(op, projectId);
    const rows = await op.tx
      .select({ id: assignments.id })
      .from(assignments)
      .innerJoin(
        slots,
        and(eq(slots.id, assignments.slotId), eq(slots.assignmentId, assignments.id)),
      )
      .where(
        and(
          eq(assignments.projectId, projectId),
          eq(assignments.annotatorId, mine),
          isNull(assignments.outcome),
          isNull(slots.submittedAt),
        ),
      )
      .orderBy(asc(assignments.claimedAt), asc(assignments.id))
      .limit(10);
    const ids = rows.map(({ id }) => id);
    const found = await loadOwnAssignments(op, ids);
    return ids.flatMap((id) => found.get(id) ?? []);
  },
);

export type WorkQueue = {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly waiting: number;
  readonly held: number;
  readonly doneToday: number;
  readonly done: number;
};

/** Every project that has or had work for the viewer, with counts of their own work only. */
export const listWork = query('assignment:read', async (op) => {
  const mine = await ownAnnotatorId(op);
  const now = sql`${op.now.toISOString()}::timestamptz`;
  const rows = await op.tx.execute<WorkQueue>(sql`
    select * from (select p.id, p.name, p.instructions,
      case when p.paused_at is null then (${claimable(sql`p.id`, mine, now, sql`count(distinct s.task_id)::int`)}) else 0 end as waiting,
      (select count(*)::int from slots s where s.project_id = p.id and s.annotator_id = ${mine}
        and s.submitted_at is null and s.leased_until > ${now}) as held,
      (select count(*)::int from judgments j where j.project_id = p.id and j.annotator_id = ${mine} and j.revision = 1
        and j.submitted_at >= date_trunc('day', ${now} at time zone 'UTC') at time zone 'UTC') as "doneToday",
      (select count(*)::int from judgments j where j.project_id = p.id and j.annotator_id = ${mine} and j.revision = 1) as done
    from projects p) q where waiting + held + done > 0 order by name`);
  return [...rows];
});

/**
 * Slots that an annotator may claim: free or lapsed, of tasks they neither had, skipped nor opened. A
 * lapsed slot of their own is among the assignments they hold, with its draft.
 */
export const claimable = (
  projectId: ReturnType<typeof sql>,
  annotatorId: string,
  now: ReturnType<typeof sql>,
  selected: ReturnType<typeof sql>,
) => sql`select ${selected} from slots s
  where s.project_id = ${projectId} and s.submitted_at is null
    and (s.annotator_id is null or s.leased_until <= ${now})
    and not exists (select from slots own where own.task_id = s.task_id and own.annotator_id = ${annotatorId})
    and not exists (select from assignments a where a.task_id = s.task_id and a.annotator_id = ${annotatorId}
      and a.outcome = 'SKIPPED')
    and not exists (select from task_openings o join annotators me on me.member_id = o.member_id
      where o.task_id = s.task_id and me.id = ${annotatorId})`;
