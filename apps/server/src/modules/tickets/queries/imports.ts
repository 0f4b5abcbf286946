import { imports } from '@assay/db/tables/imports';
import { and, eq, inArray } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import { loadUploads, uploadFile } from '../../imports/queries/imports.ts';
import { OutcomeMapping } from '../rules/mapping.ts';
import { declaredMeasures } from './measures.ts';

const ofOutcomes = eq(imports.kind, 'OUTCOMES');

export async function loadOutcomeImports(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(imports)
      .where(and(inArray(imports.id, [...ids]), ofOutcomes)),
  );
}

/** @throws AppError NOT_FOUND */
export const findOutcomeImport = query('ticket:read', async (op, { id }: { id: string }) => {
  const found = (await loadOutcomeImports(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});

/** The imports of outcomes of a project. */
export const listOutcomeImports = childrenOf('ticket:read', {
  id: imports.id,
  parent: imports.projectId,
  where: () => ofOutcomes,
  rows: (op, { where, orderBy, limit }) =>
    op.tx.select().from(imports).where(where).orderBy(orderBy).limit(limit),
  parentOf: (row) => row.projectId,
});

/** All that a run of an import needs to know. */
export const loadOutcomeWork = query('job:run', async (op, { id }: { id: string }) => {
  const found = (await loadOutcomeImports(op, [id])).get(id);
  if (found === undefined) throw notFound();
  const [uploads, measures] = await Promise.all([
    loadUploads(op, [found.uploadId]),
    declaredMeasures(op),
  ]);
  const upload = uploads.get(found.uploadId);
  if (upload === undefined) throw notFound();
  return {
    ...{ upload, measures, projectId: found.projectId, format: found.format },
    mapping: found.mapping === null ? null : OutcomeMapping.parse(found.mapping),
    file: uploadFile(op.services, found.tenantId, upload.id),
  };
});
