import { keptFigures } from '@assay/db/tables/figures';
import { projects } from '@assay/db/tables/projects';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { type Op, query } from '../../../operation.ts';
import { blindTasks } from '../../tasks/queries/state.ts';
import { raterRows, unitRows } from './agreement-counts.ts';
import { annotatorRows } from './annotator-counts.ts';
import type { Subject } from './counted.ts';
import {
  binRows,
  compositeRows,
  dimensionRows,
  modelRows,
  preferenceRows,
  redLineRows,
} from './score-counts.ts';

/** What is counted of all judgments of a project, under the name that its rows are kept by. */
export const counts = {
  units: unitRows,
  raters: raterRows,
  composite: compositeRows,
  bins: binRows,
  dimensions: dimensionRows,
  preferences: preferenceRows,
  models: modelRows,
  redLine: redLineRows,
  annotators: annotatorRows,
};
/** The rows of every count. They hold what JSON holds. */
export type Kept = {
  readonly [Name in keyof typeof counts]: Awaited<ReturnType<(typeof counts)[Name]['rows']>>;
};

const judgmentsOf = (projectId: SQL) =>
  sql`(select count(*)::int from judgments where project_id = ${projectId})`;

/**
 * The kept rows of each project under its current rubric version, if they hold: judgments are only ever
 * added, so as long as there are as many as were counted they are the same. None for who may still judge
 * a judged task of it: their figures leave that out, and are counted anew.
 */
export async function loadKept(op: Op, projectIds: readonly string[]): Promise<Map<string, Kept>> {
  const k = keptFigures;
  const blind = blindTasks(op, sql`${k.projectId}`);
  const found = await op.tx
    .select({ projectId: k.projectId, rows: k.rows })
    .from(k)
    .innerJoin(
      projects,
      and(eq(projects.id, k.projectId), eq(projects.rubricVersionId, k.rubricVersionId)),
    )
    .where(
      and(
        inArray(k.projectId, [...projectIds]),
        sql`${k.judgments} = ${judgmentsOf(sql`${k.projectId}`)}`,
        blind === null
          ? undefined
          : sql`not exists (select from ${blind} b join judgments j on j.task_id = b.task_id)`,
      ),
    );
  // written by `keepFigures` alone, from this very type
  return new Map(found.map(({ projectId, rows }) => [projectId, rows as Kept]));
}

interface Counted extends Subject {
  readonly judgments: number;
  readonly rows: Kept;
}

/** Fewer judgments than this are counted faster than it is worth keeping for. */
export const judgmentsToKeep = 2_000;

/** Counts a project, in the one view of this read; null where there is nothing new worth keeping. */
export const countProject = query(
  'figures:keep',
  async (op, { projectId }: { projectId: string }): Promise<Counted | null> => {
    const [project] = await op.tx.execute<{
      version: string;
      judgments: number;
      kept: boolean;
    }>(sql`
      select p.rubric_version_id as version, ${judgmentsOf(sql`${projectId}`)} as judgments,
        exists (select from kept_figures k where k.project_id = p.id and k.rubric_version_id = p.rubric_version_id
          and k.judgments = ${judgmentsOf(sql`${projectId}`)}) as kept
      from projects p where p.id = ${projectId}`);
    if (project === undefined || project.kept || project.judgments < judgmentsToKeep) return null;
    const subject = { projectId, rubricVersionId: project.version, pool: false };
    // nobody waits for this, unlike for what a reader asks
    await op.tx.execute(sql`select set_config('statement_timeout', '120s', true)`);
    const counted = Object.entries(counts).map(
      async ([name, { rows }]) => [name, await rows(op, subject)] as const,
    );
    // the names are those of the counts
    const rows = Object.fromEntries(await Promise.all(counted)) as Kept;
    return { projectId, rubricVersionId: project.version, judgments: project.judgments, rows };
  },
);

/** Refuses who may not read figures, before anything is loaded for them. */
export const mayReadFigures = query('metrics:read', async () => {});
