import { kpiSettings } from '@assay/db/tables/kpi';
import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { type MatchSettings, matchSettingsOf } from '../rules/settings.ts';

/** How the tasks of each project find their tickets. */
export async function loadMatchSettings(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, MatchSettings>> {
  const rows = await op.tx
    .select({ id: kpiSettings.projectId, settings: kpiSettings.settings })
    .from(kpiSettings)
    .where(inArray(kpiSettings.projectId, [...projectIds]));
  const stored = new Map(rows.map(({ id, settings }) => [id, settings]));
  return new Map(projectIds.map((id) => [id, matchSettingsOf(stored.get(id))]));
}

/** That a ticket is of a source that the project means: all, unless its settings name some. */
export function ofSources(source: SQL, projectId: string): SQL {
  const named = sql`coalesce((select s.settings -> 'match' -> 'sources' from kpi_settings s
    where s.project_id = ${projectId}), '[]'::jsonb)`;
  return sql`(${named} = '[]' or jsonb_exists(${named}, ${source}))`;
}
