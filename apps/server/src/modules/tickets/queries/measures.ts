import { outcomeMeasures } from '@assay/db/tables/tickets';
import { asc, inArray } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { type Op, query } from '../../../operation.ts';
import { byId } from '../../../rows.ts';
import type { Measures } from '../rules/event-problem.ts';

/** How many measures a tenant may declare. */
export const measuresMax = 200;

const readMeasures = (op: Op) =>
  op.tx.select().from(outcomeMeasures).orderBy(asc(outcomeMeasures.key)).limit(measuresMax);

/** All measures of the tenant by their key. */
export async function declaredMeasures(op: Op): Promise<Measures> {
  const rows = await readMeasures(op);
  return new Map(rows.map((row) => [row.key, row]));
}

/** The measures of the tenant, by key. */
export const listMeasures = query('ticket:read', (op) => readMeasures(op));

/** The same for a job, which reads them once. */
export const measuresForJob = query('job:run', declaredMeasures);

export async function loadMeasures(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(outcomeMeasures)
      .where(inArray(outcomeMeasures.id, [...ids])),
  );
}

/** @throws AppError NOT_FOUND */
export const findMeasure = query('ticket:read', async (op, { id }: { id: string }) => {
  const found = (await loadMeasures(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});
