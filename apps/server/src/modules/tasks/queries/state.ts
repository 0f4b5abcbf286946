import { type SQL, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';

/** A red line somebody marked and nobody has settled: it tells of a judgment. `task` is a row of `tasks`. */
const onHold = (op: Op, task: SQL) => sql`exists (select from judgments j
  where j.tenant_id = ${task}.tenant_id and j.task_id = ${task}.id and j.red_line
    and not exists (select from judgments newer where newer.tenant_id = j.tenant_id
      and newer.slot_id = j.slot_id and newer.revision > j.revision)
    and not exists (select from red_line_settlements r
      where r.tenant_id = j.tenant_id and r.task_id = j.task_id))
  and not ${blindTo(op, sql`${task}.id`)}`;

const unsubmitted = (task: SQL) => sql`exists (select from slots s
  where s.tenant_id = ${task}.tenant_id and s.task_id = ${task}.id and s.submitted_at is null)`;

/** Somebody skipped it, and nobody is left who could still judge it. */
const skippedByAll = (task: SQL) => sql`exists (select from assignments a
    where a.tenant_id = ${task}.tenant_id and a.task_id = ${task}.id and a.outcome = 'SKIPPED')
  and not exists (select from annotators n join members m on m.tenant_id = n.tenant_id and m.id = n.member_id
    where n.tenant_id = ${task}.tenant_id and m.removed_at is null and m.role <> 'ANALYST'
      and not exists (select from assignments a where a.tenant_id = n.tenant_id and a.task_id = ${task}.id
        and a.annotator_id = n.id and a.outcome in ('SKIPPED', 'SUBMITTED'))
      and not exists (select from task_openings o where o.tenant_id = m.tenant_id and o.task_id = ${task}.id
        and o.member_id = m.id))`;

/** The state of a task as the viewer may know it, counted from its rows: one of `TaskState`. */
export const taskState = (op: Op, task: SQL): SQL => sql`case
  when ${onHold(op, task)} then 'ON_HOLD'
  when not ${unsubmitted(task)} then 'COMPLETE'
  when ${skippedByAll(task)} then 'SKIPPED_BY_ALL'
  else 'OPEN' end`;

/**
 * True while the viewer may still judge the task, or still revise a judgment of it: then its
 * judgments, models and figures are withheld, whatever the role. `taskId` is a column.
 */
export function blindTo(op: Op, taskId: SQL): SQL {
  const { viewer } = op;
  if (viewer.kind !== 'MEMBER') return sql`false`;
  const mayClaim =
    viewer.role === 'ANALYST'
      ? sql`false`
      : sql`exists (select from slots s
    where s.task_id = ${taskId} and s.submitted_at is null and not exists (
      select from assignments a where a.task_id = ${taskId} and a.annotator_id = me.id and a.outcome = 'SKIPPED'))`;
  return sql`exists (select from annotators me where me.member_id = ${viewer.memberId}
    and not exists (select from task_openings o where o.task_id = ${taskId} and o.member_id = me.member_id)
    and (exists (select from slots s where s.task_id = ${taskId} and s.annotator_id = me.id)
      or exists (select from assignments a where a.task_id = ${taskId} and a.annotator_id = me.id and a.outcome is null)
      or ${mayClaim}))`;
}

/**
 * The tasks of a project for which `blindTo` holds, as one set of `task_id`: where many judgments are
 * counted, asking of each would take too long. Null where there can be none.
 */
export function blindTasks(op: Op, projectId: SQL): SQL | null {
  const { viewer } = op;
  if (viewer.kind !== 'MEMBER') return null;
  const me = sql`(select id from annotators where member_id = ${viewer.memberId})`;
  const claimable =
    viewer.role === 'ANALYST'
      ? sql``
      : sql`union select s.task_id from slots s where s.project_id = ${projectId} and s.submitted_at is null
          and not exists (select from assignments a where a.task_id = s.task_id and a.annotator_id = ${me}
            and a.outcome = 'SKIPPED')`;
  return sql`(select s.task_id from slots s where s.project_id = ${projectId} and s.annotator_id = ${me}
    union select a.task_id from assignments a where a.project_id = ${projectId} and a.annotator_id = ${me}
      and a.outcome is null
    ${claimable}
    except select o.task_id from task_openings o where o.member_id = ${viewer.memberId})`;
}
