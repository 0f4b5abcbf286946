import { runWhole } from '@assay/db/statement';
import type { ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Action } from '../auth/policy.ts';
import type { Batch, Context } from '../context.ts';
import { type Op, query } from '../operation.ts';
import { groupedBy } from '../rows.ts';
import { connectionBy, countLimit, type Page, type PageArgs, pageOf } from './connection.ts';

/** The rows that a list asks for: one page of each parent. */
export interface ChildPage {
  readonly where: SQL | undefined;
  readonly orderBy: SQL;
  readonly limit: number;
  /** The only parent, where there is one, and its page as text. */
  readonly only: (Pick<Page, 'text'> & { readonly parentId: string }) | null;
}

/** A list that every row of another table has, such as the runs of each project. Newest first. */
interface ChildList<T extends { readonly id: string }, F> {
  /** What orders the rows, and whose they are. */
  readonly id: PgColumn;
  readonly parent: PgColumn;
  /** Which of the parent's rows are meant, in terms of their table. */
  readonly where?: (op: Op, filter: F) => SQL | undefined;
  /** Which parents show theirs; the others have none to show. */
  readonly shownOf?: (op: Op, parentId: SQL) => SQL;
  readonly rows: (op: Op, page: ChildPage, filter: F) => Promise<T[]>;
  readonly parentOf: (row: T) => string;
}

let lists = 0;

/**
 * A connection that many parents have: the same page of all that ask for it in one tick is one statement,
 * and so are their counts. One parent alone is asked for plainly.
 *
 * @param filter - of the call it has to be plain data: lists of equal filters are read together
 */
export function childrenOf<T extends { readonly id: string }, F = null>(
  action: Action,
  list: ChildList<T, F>,
) {
  lists += 1;
  const name = `children ${lists}`;
  const allow = query(action, async () => null);
  return async (ctx: Context, parentId: string, args: PageArgs, filter: F) => {
    await allow(ctx, null);
    const asked = `${name} ${JSON.stringify(filter)}`;
    return connectionBy(
      args,
      async (page) => {
        const { before, after, limit, inverted } = page;
        const key = `${asked} ${before} ${after} ${limit} ${inverted}`;
        const batch = await ctx.once(key, async () => pagesOf(list, page, filter));
        return (await ctx.load(batch, parentId)) ?? [];
      },
      async () => {
        const batch = await ctx.once(`${asked} count`, async () => countsOf(list, filter));
        return (await ctx.load(batch, parentId)) ?? 0;
      },
    );
  };
}

const parents = (ids: readonly string[]) =>
  sql`unnest(${sql.param([...ids])}::uuid[]) as parents(id)`;

/** Stands for the id of a parent in what `firstOfEach` takes. */
export const parentId = sql`parents.id`;

interface FirstOfEach {
  readonly id: PgColumn;
  /** Which rows are a parent's own. */
  readonly own: SQL | undefined;
  readonly orderBy: SQL;
  readonly limit: number;
  /** Which parents are asked for theirs. */
  readonly shown?: SQL | undefined;
}

/** The condition that a row is one of the first so many that a parent has. */
export const firstOfEach = (ids: readonly string[], first: FirstOfEach): SQL => {
  const { id, own, orderBy, limit, shown } = first;
  return sql`${id} in (select each.id from ${parents(ids)} cross join lateral (
    select ${id} as id from ${id.table} where ${own} order by ${orderBy} limit ${limit}) each
    where ${shown ?? sql`true`})`;
};

const idOf = (id: string) => sql`${id}::uuid`;

/** Milliseconds: figures of a million rows take tens of seconds, and whoever asks for them rather waits than has none. */
const wholeTimeoutMs = 60_000;

/**
 * What a query about all that a parent has says of each, in one statement: each is planned by what is known
 * of its parent. The rows are as JSON has them.
 *
 * @param rowsOf - the query for one parent
 */
export async function rowsOfEach<R>(
  op: Op,
  ids: readonly string[],
  rowsOf: (id: string) => SQL,
): Promise<Map<string, readonly R[]>> {
  const parts = ids.map(
    (id) => sql`select ${id}::uuid as id,
      (select coalesce(json_agg(each), '[]') from (${rowsOf(id)}) each) as rows`,
  );
  const all = sql.join(parts, sql` union all `);
  const rows = await runWhole<{ id: string; rows: readonly R[] }>(op.tx, all, wholeTimeoutMs);
  return new Map(rows.map(({ id, rows: own }) => [id, own]));
}

function pagesOf<T extends { readonly id: string }, F>(
  list: ChildList<T, F>,
  asked: ResolveCursorConnectionArgs,
  filter: F,
): Batch<T[]> {
  const { id, parent, parentOf, shownOf } = list;
  const page = pageOf(id, asked);
  const { orderBy, limit } = page;
  return async (op, ids) => {
    const matching = and(list.where?.(op, filter), page.where);
    const [first] = ids;
    if (first !== undefined && ids.length === 1) {
      const where = and(eq(parent, first), shownOf?.(op, idOf(first)), matching);
      const only = { parentId: first, text: page.text };
      return new Map([[first, await list.rows(op, { where, orderBy, limit, only }, filter)]]);
    }
    const own = and(sql`${parent} = ${parentId}`, matching);
    const shown = shownOf?.(op, parentId);
    const where = firstOfEach(ids, { id, own, orderBy, limit, shown });
    const all = { where, orderBy, limit: ids.length * limit, only: null };
    return groupedBy(ids, await list.rows(op, all, filter), parentOf);
  };
}

const countsOf =
  <T extends { readonly id: string }, F>(list: ChildList<T, F>, filter: F): Batch<number> =>
  async (op, ids) => {
    const { parent, shownOf } = list;
    const matching = list.where?.(op, filter);
    const own = (of: SQL) => sql`(select count(*)::int from (select from ${parent.table}
      where ${and(sql`${parent} = ${of}`, matching)} limit ${countLimit}) counted)`;
    const shown = (of: SQL) => shownOf?.(op, of) ?? sql`true`;
    const [first] = ids;
    const text =
      first !== undefined && ids.length === 1
        ? sql`select ${idOf(first)} as id, ${own(idOf(first))} as n where ${shown(idOf(first))}`
        : sql`select parents.id, ${own(parentId)} as n from ${parents(ids)} where ${shown(parentId)}`;
    const rows = await op.tx.execute<{ id: string; n: number }>(text);
    return new Map([...rows].map(({ id, n }) => [id, n]));
  };
