import { kpiSettings } from '@assay/db/tables/kpi';
import { sql } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import { command } from '../../../operation.ts';
import { projectById } from '../../projects/queries.ts';
import { matchJob } from '../jobs/match.ts';
import { checkMatchSettings, type MatchSettings } from '../rules/settings.ts';

interface SaveMatchSettings extends MatchSettings {
  readonly projectId: string;
}

/** Sets how the tasks of a project find their tickets. @returns the id of the job that matches them anew */
export const saveMatchSettings = command('ticket:match', async (op, input: SaveMatchSettings) => {
  const project = await projectById(op, input.projectId);
  const { matchOn, sources } = input;
  checkMatchSettings(input);
  const matchAttribute = matchOn === 'ATTRIBUTE' ? input.matchAttribute : null;
  const match: MatchSettings = { matchOn, matchAttribute, sources: [...new Set(sources)] };
  const k = kpiSettings;
  await op.tx
    .insert(k)
    .values({ projectId: project.id, settings: { match }, updatedAt: op.now })
    .onConflictDoUpdate({
      target: [k.tenantId, k.projectId],
      // the rest of the settings is for others to change
      set: {
        settings: sql`${k.settings} || ${JSON.stringify({ match })}::jsonb`,
        updatedAt: op.now,
      },
    });
  const jobId = newId(op.now);
  await matchJob.enqueue(op, jobId, { projectId: project.id, tasks: null });
  op.concerns(project.id);
  return jobId;
});

/** Matches the tickets of a project anew in a job. @returns the id of the job */
export const matchTickets = command(
  'ticket:match',
  async (op, { projectId }: { projectId: string }) => {
    const project = await projectById(op, projectId);
    const jobId = newId(op.now);
    await matchJob.enqueue(op, jobId, { projectId: project.id, tasks: null });
    op.concerns(project.id);
    return jobId;
  },
);
