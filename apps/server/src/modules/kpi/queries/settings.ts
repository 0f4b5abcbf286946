import { type KpiSchedule, kpiSchedules, kpiSettings } from '@assay/db/tables/kpi';
import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { type Op, query } from '../../../operation.ts';
import { KpiOptions } from '../rules/request.ts';

/** Refuses who may not know of runs, before anything is loaded for them. */
export const mayReadRuns = query('kpi:read', async () => {});

/** When the runs of each project start by themselves; none where nobody has said. */
export async function loadSchedules(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, KpiSchedule>> {
  const rows = await op.tx
    .select()
    .from(kpiSchedules)
    .where(inArray(kpiSchedules.projectId, [...projectIds]));
  return new Map(rows.map((row) => [row.projectId, row]));
}

const Settings = z.object({ run: KpiOptions.optional() });

/** What each project wants of its runs where nobody says otherwise. */
export async function loadDefaults(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, KpiOptions>> {
  const rows = await op.tx
    .select()
    .from(kpiSettings)
    .where(inArray(kpiSettings.projectId, [...projectIds]));
  const stored = new Map(rows.map(({ projectId, settings }) => [projectId, settings]));
  return new Map(
    projectIds.map((id) => [id, Settings.parse(stored.get(id) ?? {}).run ?? {}] as const),
  );
}
