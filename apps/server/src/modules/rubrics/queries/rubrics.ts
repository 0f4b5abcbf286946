import { rubrics, rubricVersions } from '@assay/db/tables/rubrics';
import { count, desc, inArray } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { connectionOf, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { byId, groupedBy } from '../../../rows.ts';

export async function loadRubrics(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(rubrics)
      .where(inArray(rubrics.id, [...ids])),
  );
}

export async function loadVersions(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(rubricVersions)
      .where(inArray(rubricVersions.id, [...ids])),
  );
}

/** Versions of each rubric, newest first. */
export async function loadVersionsOfRubrics(op: Op, rubricIds: readonly string[]) {
  const rows = await op.tx
    .select()
    .from(rubricVersions)
    .where(inArray(rubricVersions.rubricId, [...rubricIds]))
    .orderBy(desc(rubricVersions.number));
  return groupedBy(rubricIds, rows, (row) => row.rubricId);
}

export const findRubric = query('rubric:read', async (op, { id }: { id: string }) => {
  const rubric = (await loadRubrics(op, [id])).get(id);
  if (rubric === undefined) throw notFound();
  return rubric;
});

export const findVersion = query('rubric:read', async (op, { id }: { id: string }) => {
  const version = (await loadVersions(op, [id])).get(id);
  if (version === undefined) throw notFound();
  return version;
});

export const listRubrics = query('rubric:read', (op, page: PageArgs) =>
  connectionOf(
    page,
    rubrics.id,
    ({ where, orderBy, limit }) =>
      op.tx.select().from(rubrics).where(where).orderBy(orderBy).limit(limit),
    async () => (await op.tx.select({ n: count() }).from(rubrics))[0]?.n ?? 0,
  ),
);
