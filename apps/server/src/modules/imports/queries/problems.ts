import { type ImportProblem, importProblems } from '@assay/db/tables/imports';
import { type ResolveCursorConnectionArgs, resolveCursorConnection } from '@pothos/plugin-relay';
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Batch, Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { groupedBy } from '../../../rows.ts';

const p = importProblems;

/** A cursor is a line and the id of a problem of it. */
const cursorForm = /^(\d{1,10}):([0-9a-f-]{36})$/;

const behind = (cursor: string, comparison: SQL): SQL => {
  const [, line, id] = cursorForm.exec(cursor) ?? [];
  if (line === undefined || id === undefined) {
    throw new AppError('INVALID_INPUT', 'This cursor was not given out by this list.');
  }
  return sql`(${p.line}, ${p.id}) ${comparison} (${Number(line)}, ${id}::uuid)`;
};

/** The problems of an import by line, the first line first. Those of several imports are read at once. */
export async function problemsOf(ctx: Context, importId: string, args: PageArgs) {
  const connection = await resolveCursorConnection<Promise<ImportProblem[]>>(
    {
      args,
      defaultSize: 50,
      maxSize: 100,
      toCursor: ({ line, id }: ImportProblem) => `${line}:${id}`,
    },
    async (page) => {
      const { before, after, limit, inverted } = page;
      const name = `problems ${before} ${after} ${limit} ${inverted}`;
      const batch = await ctx.once(name, async () => problemPages(page));
      return (await ctx.load(batch, importId)) ?? [];
    },
  );
  const count = async () => (await ctx.load(loadProblemCounts, importId)) ?? 0;
  return { ...connection, count };
}

/** Loads the same page of each import. */
const problemPages =
  ({ before, after, limit, inverted }: ResolveCursorConnectionArgs): Batch<ImportProblem[]> =>
  async (op, ids) => {
    const of = sql`i.id = ${p.importId}`;
    const where = and(
      of,
      after === undefined ? undefined : behind(after, sql`>`),
      before === undefined ? undefined : behind(before, sql`<`),
    );
    const order = inverted ? sql`${p.line} desc, ${p.id} desc` : sql`${p.line}, ${p.id}`;
    const rows = await op.tx.execute<ImportProblem>(sql`
      select q.tenant_id as "tenantId", q.id, q.import_id as "importId", q.line, q.severity, q.field, q.message
      from unnest(${sql.param([...ids])}::uuid[]) i(id),
        lateral (select * from ${p} where ${where} order by ${order} limit ${limit}) q
      order by ${inverted ? sql`q.line desc, q.id desc` : sql`q.line, q.id`}`);
    return groupedBy(ids, [...rows], ({ importId }) => importId);
  };

const loadProblemCounts: Batch<number> = async (op, ids) => {
  const rows = await op.tx.execute<{ id: string; n: number }>(sql`
    select i.id, (select count(*)::int from (
      select from ${p} where ${p.importId} = i.id limit ${countLimit}) counted) as n
    from unnest(${sql.param([...ids])}::uuid[]) i(id)`);
  return new Map([...rows].map(({ id, n }) => [id, n]));
};

const reportPage = 1_000;

interface After {
  readonly importId: string;
  readonly after: ImportProblem | null;
}
const nextProblems = (op: Op, { importId, after }: After) =>
  op.tx
    .select()
    .from(p)
    .where(
      and(
        eq(p.importId, importId),
        after === null ? undefined : behind(`${after.line}:${after.id}`, sql`>`),
      ),
    )
    .orderBy(asc(p.line), asc(p.id))
    .limit(reportPage);

/** The next thousand problems of an import by line. */
export const problemsAfter = query('job:read', nextProblems);
/** The same of an import of outcomes, which fewer people may read. */
export const outcomeProblemsAfter = query('ticket:read', nextProblems);
