import { type SQL, sql } from 'drizzle-orm';
import type { RubricContent } from '../../rubrics/queries/content.ts';

/** Milliseconds that a job waits for a statement about a whole project: nobody waits for the job meanwhile. */
export const jobTimeoutMs = 600_000;

/** What counts of a task's judgments where none was revised: those made without knowing the outcome. */
export const countedJudgment = sql`j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS') and not j.outcome_visible`;

/** What counts of a task's judgments: the latest revision of each, made without knowing the outcome. */
export const effectiveJudgment = sql`${countedJudgment}
  and not exists (select from judgments n where n.slot_id = j.slot_id and n.revision > j.revision and n.revision > 1)`;

/** What judgments say of each dimension: of one that is asked of every turn, what its turns roll up to. */
export function answers(versions: readonly RubricContent[]): SQL {
  const judgment = sql`r.nth, r.id, r.rubric_version_id`;
  const asked = sql`select ${judgment}, d.dimension_key, d.value
    from rated r cross join lateral (select dimension_key, value, message_id from dimension_scores where judgment_id = r.id offset 0) d
    where d.message_id is null and d.value is not null`;
  if (!versions.some(({ dimensions }) => dimensions.some(({ scope }) => scope === 'TURN'))) {
    return asked;
  }
  return sql`${asked} union all
    select ${judgment}, d.dimension_key, case max(x.roll_up::text) when 'MEAN' then avg(d.value)
        when 'WORST' then min(d.value) else (array_agg(d.value order by m.position desc))[1] end
    from rated r join dimension_scores d on d.judgment_id = r.id join dimensions x on x.id = d.dimension_id
      join messages m on m.id = d.message_id
    where d.value is not null group by ${judgment}, d.dimension_key`;
}

/** A second person said that the red line of the task does not stand. */
export const overruled = sql`exists (select from red_line_settlements r where r.task_id = j.task_id and not r.stands)`;

type RedLine = RubricContent['redLines'][number];

/** Whether a judgment, of which `version` and `id` are told, hits a red line. */
const hits = (versionId: string, line: RedLine, version: SQL, id: SQL): SQL =>
  sql`(${version} = ${versionId} and ${
    line.flag === null
      ? sql`exists (select from dimension_scores h where h.judgment_id = ${id} and h.dimension_key = ${line.dimensionKey}
        and h.tier_index <= ${line.atOrBelowTier})`
      : sql`exists (select from flags f where f.judgment_id = ${id} and f.kind = ${line.flag})`
  })`;

export function failsAll(versions: readonly RubricContent[]): SQL {
  const lines = versions.flatMap(({ versionId, redLines }) =>
    redLines
      .filter(({ effect }) => effect === 'FAIL_ALL')
      .map((line) => hits(versionId, line, sql`j.rubric_version_id`, sql`j.id`)),
  );
  return lines.length === 0 ? sql`false` : sql`(j.red_line and (${sql.join(lines, sql` or `)}))`;
}

export function failsDimension(versions: readonly RubricContent[]): SQL {
  const lines = versions.flatMap(({ versionId, redLines }) =>
    redLines
      .filter(({ effect }) => effect === 'FAIL_DIMENSION')
      .map(
        (line) =>
          sql`(s.dimension_key = ${line.failDimensionKey} and ${hits(versionId, line, sql`s.rubric_version_id`, sql`s.id`)})`,
      ),
  );
  return lines.length === 0 ? sql`false` : sql`(${sql.join(lines, sql` or `)})`;
}
