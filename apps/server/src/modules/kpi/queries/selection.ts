import { runWhole } from '@assay/db/statement';
import { sql } from 'drizzle-orm';
import { query } from '../../../operation.ts';
import type { KpiRequest, SelectionRow } from '../rules/input.ts';
import { jobTimeoutMs } from './judged.ts';

/** Levels that an attribute has at most to be compared. */
export const levelsMax = 20;
/** Rows of the comparison. */
const rowsMax = 400;

interface SelectionSource {
  readonly request: KpiRequest;
  /** Of the run's tickets. */
  readonly sources: readonly string[];
}

/** All tickets of the same sources and the same time, by every attribute that few values have. */
export const readLevels = query(
  'job:run',
  (op, { request, sources }: SelectionSource): Promise<Omit<SelectionRow, 'judged'>[]> => {
    const { openedFrom, openedBefore } = request;
    return runWhole(
      op.tx,
      sql`
      select attribute, level, "all" from (
        select a.key as attribute, a.value ->> 'value' as level, count(*)::int as "all",
          count(*) over (partition by a.key) as levels
        from tickets k join ticket_outcomes o on o.ticket_id = k.id cross join lateral jsonb_each(o.attributes) a
        where k.source = any(${sql.param([...sources])}::text[])
          and (${openedFrom}::timestamptz is null or o.opened_at >= ${openedFrom}::timestamptz)
          and (${openedBefore}::timestamptz is null or o.opened_at < ${openedBefore}::timestamptz)
        group by 1, 2) counted
      where levels <= ${levelsMax} order by 1, 2 limit ${rowsMax}`,
      jobTimeoutMs,
    );
  },
);
