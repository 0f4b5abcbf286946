import { projects } from '@assay/db/tables/projects';
import { count, inArray } from 'drizzle-orm';
import { notFound } from '../../errors.ts';
import { connectionOf, type PageArgs } from '../../graphql/connection.ts';
import { type Op, query } from '../../operation.ts';
import { byId } from '../../rows.ts';

export async function loadProjects(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(projects)
      .where(inArray(projects.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export async function projectById(op: Op, id: string) {
  const project = (await loadProjects(op, [id])).get(id);
  if (project === undefined) throw notFound();
  return project;
}

export const findProject = query('project:read', (op, { id }: { id: string }) =>
  projectById(op, id),
);

export const listProjects = query('project:read', (op, page: PageArgs) =>
  connectionOf(
    page,
    projects.id,
    ({ where, orderBy, limit }) =>
      op.tx.select().from(projects).where(where).orderBy(orderBy).limit(limit),
    async () => (await op.tx.select({ n: count() }).from(projects))[0]?.n ?? 0,
  ),
);
