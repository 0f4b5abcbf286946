import { sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import { taskState } from './state.ts';

export type ProjectProgress = {
  readonly id: string;
  readonly tasks: number;
  readonly tasksComplete: number;
  readonly tasksOnHold: number;
  readonly tasksSkippedByAll: number;
  readonly slotsPlanned: number;
  readonly slotsOpen: number;
  readonly slotsLeased: number;
  readonly slotsSubmitted: number;
  readonly judgments: number;
  readonly annotators: number;
  readonly submittedByDay: readonly { readonly day: string; readonly count: number }[];
};

/** How far each project is, counted from its rows. */
export async function loadProgress(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, ProjectProgress>> {
  const now = sql`${op.now.toISOString()}::timestamptz`;
  const rows = await op.tx.execute<ProjectProgress>(sql`
    select p.id, t.*, s.*, j.* from projects p,
    lateral (select count(*)::int as tasks,
        count(*) filter (where state = 'COMPLETE')::int as "tasksComplete",
        count(*) filter (where state = 'ON_HOLD')::int as "tasksOnHold",
        count(*) filter (where state = 'SKIPPED_BY_ALL')::int as "tasksSkippedByAll"
      from (select ${taskState(op, sql`k`)} as state from tasks k
        where k.tenant_id = p.tenant_id and k.project_id = p.id) states) t,
    lateral (select count(*)::int as "slotsPlanned",
        count(*) filter (where submitted_at is not null)::int as "slotsSubmitted",
        count(*) filter (where submitted_at is null and annotator_id is not null and leased_until > ${now})::int as "slotsLeased",
        count(*) filter (where submitted_at is null and (annotator_id is null or leased_until <= ${now}))::int as "slotsOpen"
      from slots where tenant_id = p.tenant_id and project_id = p.id) s,
    lateral (select coalesce(sum(n), 0)::int as judgments, (select count(distinct annotator_id)::int from judgments
          where tenant_id = p.tenant_id and project_id = p.id) as annotators,
        coalesce(json_agg(json_build_object('day', day, 'count', n) order by day), '[]') as "submittedByDay"
      from (select to_char(submitted_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as n
        from judgments where tenant_id = p.tenant_id and project_id = p.id and revision = 1
        group by 1) days) j
    where p.id = any(${sql.param([...ids])}::uuid[])`);
  return byId([...rows]);
}
