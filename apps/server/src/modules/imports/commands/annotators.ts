import { annotators } from '@assay/db/tables/slots';
import { and, eq, inArray } from 'drizzle-orm';
import { newId } from '../../../ids.ts';
import type { Op } from '../../../operation.ts';
import type { ImportedJudgment } from '../rules/rows.ts';

/**
 * What tells one annotator of a project from another. Unknown people are kept apart by import and
 * rating index.
 */
export const annotatorKey = (
  importId: string,
  { annotator, ratingIndex }: Pick<ImportedJudgment, 'annotator' | 'ratingIndex'>,
): string => annotator ?? `${importId}:${ratingIndex}`;

/**
 * The annotators of imported judgments, made where the project does not know them yet.
 *
 * @returns ids by `annotatorKey`
 */
export async function ensureImported(
  op: Op,
  projectId: string,
  importId: string,
  judgments: readonly ImportedJudgment[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(
    judgments.map((judgment) => [annotatorKey(importId, judgment), judgment] as const),
  );
  const known = await idsOf(op, projectId, [...wanted.keys()]);
  const missing = [...wanted].filter(([key]) => !known.has(key));
  if (missing.length === 0) return known;
  // an import that runs beside may be making the same one: then this waits, and both have one
  await op.tx
    .insert(annotators)
    .values(
      missing.map(([key, { annotator, ratingIndex }]) => ({
        id: newId(op.now),
        memberId: null,
        projectId,
        externalId: key,
        name: annotator ?? `Rater ${ratingIndex}`,
        identified: annotator !== null,
      })),
    )
    .onConflictDoNothing();
  return idsOf(op, projectId, [...wanted.keys()]);
}

async function idsOf(op: Op, projectId: string, keys: readonly string[]) {
  if (keys.length === 0) return new Map<string, string>();
  const rows = await op.tx
    .select({ id: annotators.id, key: annotators.externalId })
    .from(annotators)
    .where(and(eq(annotators.projectId, projectId), inArray(annotators.externalId, [...keys])));
  return new Map(rows.map(({ id, key }) => [key ?? '', id]));
}
