import { type SQL, sql } from 'drizzle-orm';
import type { Batch } from '../../../context.ts';
import type { Op } from '../../../operation.ts';
import { blindTasks } from '../../tasks/queries/state.ts';

/** What figures are counted of. */
export interface Subject {
  readonly projectId: string;
  readonly rubricVersionId: string;
}

/** A statement over the judgments of one subject. */
export interface Count<S extends Subject, Row> {
  readonly rows: (op: Op, subject: S) => Promise<readonly Row[]>;
  /** The rows of many subjects in one statement, by what `keyOf` makes of each. */
  readonly batch: Batch<readonly Row[]>;
}

export const keyOf = <S extends Subject>(subject: S): string => JSON.stringify(subject);

/** @param statement - gives the columns of `Row`, of the types that JSON has */
export function count<S extends Subject, Row>(
  statement: (op: Op, subject: S) => SQL,
): Count<S, Row> {
  const asRows = (op: Op, subject: S) =>
    sql`(select coalesce(json_agg(counted), '[]'::json) from (${statement(op, subject)}) counted)`;
  return {
    rows: async (op, subject) => {
      const [found] = await op.tx.execute<{ rows: Row[] }>(
        sql`select ${asRows(op, subject)} as rows`,
      );
      return found?.rows ?? [];
    },
    batch: async (op, keys) => {
      // a key is the JSON of a subject of this statement: `keyOf` made it
      const each = keys.map(
        (key, at) => sql`select ${at}::int as at, ${asRows(op, JSON.parse(key) as S)} as rows`,
      );
      const found = await op.tx.execute<{ at: number; rows: Row[] }>(
        sql.join(each, sql` union all `),
      );
      return new Map(found.map(({ at, rows }) => [keys[at] ?? '', rows]));
    },
  };
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
