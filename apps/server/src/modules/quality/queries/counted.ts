import { type SQL, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { blindTasks } from '../../tasks/queries/state.ts';

/** What figures are counted of. */
export interface Subject {
  readonly projectId: string;
  readonly rubricVersionId: string;
}

/**
 * No later revision of the slot of `j`, a row of `judgments`. That a later one has a number above 1
 * says nothing new, but spares looking at all first ones.
 */
export const isLatest = sql`not exists (select from judgments newer
  where newer.slot_id = j.slot_id and newer.revision > j.revision and newer.revision > 1)`;

/** The viewer may not judge the task of `j` any more. Where they may, its judgments are left out of figures. */
export function isShown(op: Op, projectId: string): SQL {
  const blind = blindTasks(op, sql`${projectId}`);
  return blind === null ? sql`true` : sql`j.task_id not in ${blind}`;
}

/** Latest judgments that serve labels: self-checks and qualification stay out. */
export const latest = (op: Op, projectId: string): SQL => sql`
  select j.* from judgments j where j.project_id = ${projectId}
    and j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS') and ${isLatest} and ${isShown(op, projectId)}`;

/** A mean with what its interval needs. */
export type Mean = {
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly n: number;
};
