import { keptFigures } from '@assay/db/tables/figures';
import { and, eq, sql } from 'drizzle-orm';
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

/** Each statement that goes through all judgments of a project, under the name that its rows are kept by. */
const statements = {
  units: (op: Op, subject: Subject) => unitRows(op, { ...subject, pool: false }),
  raters: (op: Op, subject: Subject) => raterRows(op, { ...subject, pool: false }),
  composite: compositeRows,
  bins: binRows,
  dimensions: dimensionRows,
  preferences: preferenceRows,
  models: modelRows,
  redLine: redLineRows,
  annotators: annotatorRows,
};
/** The rows of every statement. They hold what JSON holds. */
export type Kept = {
  readonly [Name in keyof typeof statements]: Awaited<ReturnType<(typeof statements)[Name]>>;
};

/** What figures are asked of, with the rows that are kept for it; null where there are none that hold. */
export interface Asked extends Subject {
  readonly kept: Kept | null;
}

const judgmentsOf = (projectId: string) =>
  sql`(select count(*)::int from judgments where project_id = ${projectId})`;

/**
 * The kept rows of a project, if they hold: judgments are only ever added, so as long as there are as
 * many as were counted they are the same. Null for who may still judge a judged task of it: their figures
 * leave that out, and are counted anew.
 */
export const keptRows = query(
  'metrics:read',
  async (op, subject: Subject): Promise<Kept | null> => {
    const { projectId, rubricVersionId } = subject;
    const blind = blindTasks(op, sql`${projectId}`);
    const [found] = await op.tx
      .select({ rows: keptFigures.rows })
      .from(keptFigures)
      .where(
        and(
          eq(keptFigures.projectId, projectId),
          eq(keptFigures.rubricVersionId, rubricVersionId),
          sql`${keptFigures.judgments} = ${judgmentsOf(projectId)}`,
          blind === null
            ? undefined
            : sql`not exists (select from ${blind} b join judgments j on j.task_id = b.task_id)`,
        ),
      );
    // written by `keepFigures` alone, from this very type
    return (found?.rows as Kept | undefined) ?? null;
  },
);

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
      select p.rubric_version_id as version, ${judgmentsOf(projectId)} as judgments,
        exists (select from kept_figures k where k.project_id = p.id and k.rubric_version_id = p.rubric_version_id
          and k.judgments = ${judgmentsOf(projectId)}) as kept
      from projects p where p.id = ${projectId}`);
    if (project === undefined || project.kept || project.judgments < judgmentsToKeep) return null;
    const subject = { projectId, rubricVersionId: project.version };
    // nobody waits for this, unlike for what a reader asks
    await op.tx.execute(sql`select set_config('statement_timeout', '120s', true)`);
    const counted = Object.entries(statements).map(
      async ([name, count]) => [name, await count(op, subject)] as const,
    );
    // the names are those of the statements
    const rows = Object.fromEntries(await Promise.all(counted)) as Kept;
    return { ...subject, judgments: project.judgments, rows };
  },
);
