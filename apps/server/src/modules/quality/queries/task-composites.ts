import { sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { type Figure, meanFigure } from '../rules/figures.ts';

type Row = {
  readonly id: string;
  readonly mean: number | null;
  readonly deviation: number | null;
  readonly n: number;
};

/** Each task's mean composite. Whoever asks has checked that the viewer may look. */
export async function loadTaskComposites(
  op: Op,
  ids: readonly string[],
): Promise<Map<string, Figure>> {
  const rows = await op.tx.execute<Row>(sql`
    select j.task_id as id, avg(j.composite) as mean, stddev_samp(j.composite) as deviation, count(j.composite)::int as n
    from judgments j where j.task_id = any(${sql.param([...ids])}::uuid[])
      and not exists (select from judgments newer where newer.slot_id = j.slot_id and newer.revision > j.revision)
    group by 1`);
  const found = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    ids.map((id) => {
      const row = found.get(id);
      return [id, meanFigure(row?.mean ?? null, row?.deviation ?? null, row?.n ?? 0, 'ratings')];
    }),
  );
}
