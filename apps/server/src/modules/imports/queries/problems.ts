import { type ImportProblem, importProblems } from '@assay/db/tables/imports';
import { resolveCursorConnection } from '@pothos/plugin-relay';
import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import type { PageArgs } from '../../../graphql/connection.ts';
import { countLimit } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';

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

/** The problems of an import by line, the first line first. */
export const listProblems = query(
  'task:read',
  async (op, input: PageArgs & { importId: string }) => {
    const of = eq(p.importId, input.importId);
    const connection = await resolveCursorConnection<Promise<ImportProblem[]>>(
      {
        args: input,
        defaultSize: 50,
        maxSize: 100,
        toCursor: ({ line, id }: ImportProblem) => `${line}:${id}`,
      },
      ({ before, after, limit, inverted }) =>
        op.tx
          .select()
          .from(p)
          .where(
            and(
              of,
              after === undefined ? undefined : behind(after, sql`>`),
              before === undefined ? undefined : behind(before, sql`<`),
            ),
          )
          .orderBy(inverted ? desc(p.line) : asc(p.line), inverted ? desc(p.id) : asc(p.id))
          .limit(limit),
    );
    return { ...connection, count: () => countProblems(op, input.importId) };
  },
);

async function countProblems(op: Op, importId: string): Promise<number> {
  const some = op.tx.select({ id: p.id }).from(p).where(eq(p.importId, importId)).limit(countLimit);
  const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
  return row?.n ?? 0;
}

const reportPage = 1_000;

/** The next thousand problems of an import by line. */
export const problemsAfter = query(
  'job:read',
  (op, { importId, after }: { importId: string; after: ImportProblem | null }) =>
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
      .limit(reportPage),
);
