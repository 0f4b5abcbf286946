import { kpiRuns } from '@assay/db/tables/kpi';
import { and, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import type { KpiPair, KpiResult, PairPlot } from '../rules/result.ts';

/** A pair of a run; its plot is loaded by `plotKey`. */
export interface FoundPair extends Omit<KpiPair, 'plot'> {
  readonly plotKey: string;
}
/** What a run says but for its pairs, which are most of its megabyte. */
export interface FoundResult extends Omit<KpiResult, 'pairs'> {
  readonly runId: string;
}

/** Results by their run's id; none of a run that has not ended. */
export async function loadResults(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, FoundResult>> {
  const rows = await op.tx
    .select({
      runId: kpiRuns.id,
      // only ever written by the job of a run
      said: sql<Omit<KpiResult, 'pairs'> | null>`${kpiRuns.result} - 'pairs'`,
    })
    .from(kpiRuns)
    .where(inArray(kpiRuns.id, [...ids]));
  return new Map(
    rows.flatMap(({ runId, said }) =>
      said === null ? [] : [[runId, { ...said, runId }] as const],
    ),
  );
}

/** The pairs of each run that has ended, without their plots. */
export async function loadPairs(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, readonly FoundPair[]>> {
  const rows = await op.tx
    .select({
      id: kpiRuns.id,
      // only ever written by the job of a run
      pairs: sql<
        readonly Omit<KpiPair, 'plot'>[]
      >`coalesce((select jsonb_agg(pair - 'plot' order by n)
        from jsonb_array_elements(${kpiRuns.result} -> 'pairs') with ordinality as p (pair, n)), '[]')`,
    })
    .from(kpiRuns)
    .where(and(inArray(kpiRuns.id, [...ids]), isNotNull(kpiRuns.result)));
  return new Map(
    rows.map(({ id, pairs }) => [id, pairs.map((pair, n) => ({ ...pair, plotKey: `${id}:${n}` }))]),
  );
}

/** Plots by the `plotKey` of their pair. */
export async function loadPlots(op: Op, keys: readonly string[]): Promise<Map<string, PairPlot>> {
  const wanted = sql.join(
    keys.map((key) => {
      const [id, n] = key.split(':');
      return sql`(${id}::uuid, ${n}::int)`;
    }),
    sql`, `,
  );
  const rows = await op.tx
    .select({
      key: sql<string>`${kpiRuns.id} || ':' || w.n`,
      // only ever written by the job of a run
      plot: sql<PairPlot>`${kpiRuns.result} -> 'pairs' -> w.n -> 'plot'`,
    })
    .from(kpiRuns)
    .innerJoin(sql`(values ${wanted}) as w (id, n)`, sql`w.id = ${kpiRuns.id}`);
  return new Map(rows.map(({ key, plot }) => [key, plot]));
}
