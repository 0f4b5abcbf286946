import { type SQL, sql } from 'drizzle-orm';
import type { RubricContent } from '../../rubrics/queries/content.ts';

/** Milliseconds that a job waits for a statement about a whole project: nobody waits for the job meanwhile. */
export const jobTimeoutMs = 600_000;

/** What counts of a task's judgments where none was revised: those made without knowing the outcome. */
export const countedJudgment = sql`j.purpose in ('LIVE', 'EXTRA', 'SECOND_PASS') and not j.outcome_visible`;

/** What counts of a task's judgments: the latest revision of each, made without knowing the outcome. */
export const effectiveJudgment = sql`${countedJudgment}
  and not exists (select from judgments n where n.slot_id = j.slot_id and n.revision > j.revision and n.revision > 1)`;

type RedLine = RubricContent['redLines'][number];

/** Whether judgment `j` hits a red line. */
const hits = (versionId: string, line: RedLine): SQL =>
  sql`(j.rubric_version_id = ${versionId} and ${
    line.flag === null
      ? sql`exists (select from dimension_scores h where h.judgment_id = j.id and h.dimension_key = ${line.dimensionKey}
        and h.tier_index <= ${line.atOrBelowTier})`
      : sql`exists (select from flags f where f.judgment_id = j.id and f.kind = ${line.flag})`
  })`;

export function failsAll(versions: readonly RubricContent[]): SQL {
  const lines = versions.flatMap(({ versionId, redLines }) =>
    redLines.filter(({ effect }) => effect === 'FAIL_ALL').map((line) => hits(versionId, line)),
  );
  return lines.length === 0 ? sql`false` : sql`(j.red_line and (${sql.join(lines, sql` or `)}))`;
}

/** Dimensions that a red line set to 0, by their place in the version from 0. */
export function failedDimensions(versions: readonly RubricContent[]): SQL {
  const failed = versions.flatMap(({ versionId, dimensions, redLines }) =>
    redLines
      .filter(({ effect }) => effect === 'FAIL_DIMENSION')
      .map((line) => {
        const place = dimensions.findIndex(({ key }) => key === line.failDimensionKey);
        return sql`case when ${hits(versionId, line)} then ${place}::int end`;
      }),
  );
  return failed.length === 0
    ? sql`null::int[]`
    : sql`array_remove(array[${sql.join(failed, sql`, `)}], null)`;
}
