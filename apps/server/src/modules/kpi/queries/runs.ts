import { kpiRuns, type KpiRun as Row } from '@assay/db/tables/kpi';
import { and, desc, getTableColumns, inArray, isNotNull } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { KpiRequest } from '../rules/input.ts';
import { StoredRequest } from '../rules/request.ts';

/** A run without its result, which is a megabyte and more: that is loaded where it is asked for. */
export type KpiRun = Omit<Row, 'result'>;
const { result: _, ...columns } = getTableColumns(kpiRuns);

export async function loadRuns(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select(columns)
      .from(kpiRuns)
      .where(inArray(kpiRuns.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export async function runById(op: Op, id: string): Promise<KpiRun> {
  const run = (await loadRuns(op, [id])).get(id);
  if (run === undefined) throw notFound();
  return run;
}

export const findRun = query('kpi:read', (op, { id }: { id: string }) => runById(op, id));
export const findRunToCompute = query('job:run', (op, { id }: { id: string }) => runById(op, id));

/** The runs of a project. */
export const listRuns = childrenOf('kpi:read', {
  id: kpiRuns.id,
  parent: kpiRuns.projectId,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select(columns).from(kpiRuns).where(where).orderBy(orderBy).limit(limit),
  parentOf: (run) => run.projectId,
});

/** The latest run of each project that has ended. */
export async function loadLatestRuns(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, KpiRun>> {
  const rows = await op.tx
    .selectDistinctOn([kpiRuns.projectId], columns)
    .from(kpiRuns)
    .where(and(inArray(kpiRuns.projectId, [...projectIds]), isNotNull(kpiRuns.finishedAt)))
    .orderBy(kpiRuns.projectId, desc(kpiRuns.id));
  return new Map(rows.map((run) => [run.projectId, run]));
}

/** What a run was asked for. It was checked before it was stored. */
export const requestOf = ({ request }: KpiRun): KpiRequest => StoredRequest.parse(request);

/** The run whose input table it reads: its own unless it is a rerun. */
export const inputRunOf = ({ id, rerunOf }: KpiRun): string => rerunOf ?? id;
