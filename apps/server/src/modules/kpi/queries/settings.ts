import { type KpiSchedule, kpiSchedules } from '@assay/db/tables/kpi';
import { inArray } from 'drizzle-orm';
import { type Op, query } from '../../../operation.ts';

async function schedulesOf(op: Op, projectIds: readonly string[]): Promise<KpiSchedule[]> {
  return op.tx
    .select()
    .from(kpiSchedules)
    .where(inArray(kpiSchedules.projectId, [...projectIds]));
}

/** When the runs of a project start by themselves; null where nobody has said. */
export const findSchedule = query(
  'kpi:read',
  async (op, { projectId }: { projectId: string }): Promise<KpiSchedule | null> =>
    (await schedulesOf(op, [projectId]))[0] ?? null,
);
