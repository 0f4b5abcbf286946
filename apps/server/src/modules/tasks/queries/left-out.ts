import { sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { blindTasks } from './state.ts';

/** How many judged tasks of each project its figures leave out, because the viewer may still judge them. */
export async function loadLeftOut(op: Op, ids: readonly string[]): Promise<Map<string, number>> {
  const blind = blindTasks(op, sql`p.id`);
  if (blind === null) return new Map(ids.map((id) => [id, 0]));
  const rows = await op.tx.execute<{ id: string; tasks: number }>(sql`
    select p.id, (select count(*)::int from (${blind}) b
      where exists (select from judgments j where j.task_id = b.task_id)) as tasks
    from projects p where p.id = any(${sql.param([...ids])}::uuid[])`);
  return new Map(rows.map(({ id, tasks }) => [id, tasks]));
}
