import { kpiSchedules } from '@assay/db/tables/kpi';
import { and, eq, lte } from 'drizzle-orm';
import { type CommandOp, command } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { nextDue } from '../rules/schedule.ts';
import { insertRunBySettings } from './start-run.ts';

interface SaveSchedule {
  readonly projectId: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly afterImports: boolean;
  readonly enabled: boolean;
}

/** Sets when the runs of a project start by themselves. */
export const saveKpiSchedule = command('kpi:schedule', async (op, input: SaveSchedule) => {
  const project = await projectById(op, input.projectId);
  const { cron, timeZone, afterImports, enabled } = input;
  const due = nextDue(cron, timeZone, op.now);
  const row = {
    ...{ cron, timeZone, afterImports, enabled },
    nextAt: enabled ? due : null,
    updatedAt: op.now,
  };
  const s = kpiSchedules;
  await op.tx
    .insert(s)
    .values({ projectId: project.id, ...row })
    .onConflictDoUpdate({ target: [s.tenantId, s.projectId], set: row });
  return project.id;
});

/** Starts the run that a schedule is due for, unless another process has just done so. */
export const startScheduledRun = command(
  'kpi:run-scheduled',
  async (op, { projectId }: { projectId: string }) => {
    const s = kpiSchedules;
    const [due] = await op.tx
      .select()
      .from(s)
      .where(and(eq(s.projectId, projectId), eq(s.enabled, true), lte(s.nextAt, op.now)))
      .for('update', { skipLocked: true });
    if (due === undefined) return projectId;
    await insertRunBySettings(op, projectId, 'SCHEDULE');
    const nextAt = nextDue(due.cron, due.timeZone, op.now);
    await op.tx.update(s).set({ nextAt }).where(eq(s.projectId, projectId));
    return op.resultId;
  },
);

/** Starts a run where a project wants one whenever outcomes came in. */
export async function runAfterImport(op: CommandOp, projectId: string): Promise<void> {
  const s = kpiSchedules;
  const [wanted] = await op.tx
    .select({ projectId: s.projectId })
    .from(s)
    .where(and(eq(s.projectId, projectId), eq(s.enabled, true), eq(s.afterImports, true)));
  if (wanted !== undefined) await insertRunBySettings(op, projectId, 'IMPORT');
}
