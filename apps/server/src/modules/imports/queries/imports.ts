import path from 'node:path';
import { imports, type Upload, uploads } from '@assay/db/tables/imports';
import { and, eq, inArray } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { Services } from '../../../services.ts';
import { projectById } from '../../projects/queries.ts';
import { contentOf } from '../../rubrics/queries/content.ts';
import { ImportMapping } from '../rules/mapping.ts';

/** Where the bytes of an upload lie. Both ids are of our own making. */
export const uploadFile = (services: Services, tenantId: string, uploadId: string): string =>
  path.join(services.dataDir, 'uploads', tenantId, uploadId);

export async function loadUploads(op: Op, ids: readonly string[]): Promise<Map<string, Upload>> {
  return byId(
    await op.tx
      .select()
      .from(uploads)
      .where(inArray(uploads.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export const findUpload = query('file:upload', async (op, { id }: { id: string }) => {
  const upload = (await loadUploads(op, [id])).get(id);
  if (upload === undefined) throw notFound();
  return upload;
});

export async function loadImports(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(imports)
      .where(and(inArray(imports.id, [...ids]), eq(imports.kind, 'TASKS'))),
  );
}

/** @throws AppError NOT_FOUND */
export const findImport = query('task:read', async (op, { id }: { id: string }) => {
  const found = (await loadImports(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});

/** The imports of tasks of a project. */
export const listImports = childrenOf('task:read', {
  id: imports.id,
  parent: imports.projectId,
  where: () => eq(imports.kind, 'TASKS'),
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(imports).where(where).orderBy(orderBy).limit(limit),
  parentOf: (row) => row.projectId,
});

/** All that a run of an import needs to know. */
export const loadImportWork = query('job:run', async (op, { id }: { id: string }) => {
  const found = (await loadImports(op, [id])).get(id);
  if (found === undefined) throw notFound();
  const [project, stored] = await Promise.all([
    projectById(op, found.projectId),
    loadUploads(op, [found.uploadId]),
  ]);
  const upload = stored.get(found.uploadId);
  if (upload === undefined) throw notFound();
  return {
    project,
    upload,
    content: await contentOf(op, project.rubricVersionId),
    format: found.format,
    mapping: found.mapping === null ? null : ImportMapping.parse(found.mapping),
    file: uploadFile(op.services, found.tenantId, upload.id),
  };
});
