import { kpiSettings } from '@assay/db/tables/kpi';
import { sql } from 'drizzle-orm';
import { command } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { fillRequest } from '../rules/request.ts';
import { requireVersions } from './start-run.ts';

interface SaveKpiDefaults {
  readonly projectId: string;
  readonly options: Parameters<typeof fillRequest>[0];
}

/** Sets what is asked of the runs of a project where nobody says otherwise: those of its schedule, too. */
export const saveKpiDefaults = command('kpi:schedule', async (op, input: SaveKpiDefaults) => {
  const project = await projectById(op, input.projectId);
  const run = fillRequest(input.options, {});
  await requireVersions(op, run);
  const k = kpiSettings;
  await op.tx
    .insert(k)
    .values({ projectId: project.id, settings: { run }, updatedAt: op.now })
    .onConflictDoUpdate({
      target: [k.tenantId, k.projectId],
      // the rest of the settings is for others to change
      set: {
        settings: sql`${k.settings} || ${JSON.stringify({ run })}::jsonb`,
        updatedAt: op.now,
      },
    });
  return project.id;
});
