import { runWhole } from '@assay/db/statement';
import { raterSeverity } from '@assay/scoring/aggregation/rater-severity';
import { ratingsFromRecords } from '@assay/scoring/ratings/ratings-from-records';
import { sql } from 'drizzle-orm';
import { AppError } from '../../../errors.ts';
import { query } from '../../../operation.ts';
import { standingPairs } from '../../tickets/queries/matches.ts';
import { effectiveJudgment, jobTimeoutMs } from './judged.ts';
import type { TableSource } from './table-sections.ts';

/** Ratings that a crossed model is fitted to at most: beyond, it would hold up everything else. */
const ratingsMax = 100_000;

type Rating = { readonly taskId: string; readonly annotatorId: string; readonly composite: number };

/**
 * The composite of each ticket with the leniency of annotators removed by a crossed random-effects
 * model: the mean over its tasks.
 *
 * @throws AppError INVALID_INPUT where the ratings give no such scores, saying why
 */
export const readAdjusted = query(
  'job:run',
  async (
    op,
    { projectId, versions, request }: TableSource,
  ): Promise<ReadonlyMap<string, number>> => {
    const ids = versions.map(({ versionId }) => versionId);
    const rows = await runWhole<Rating>(
      op.tx,
      sql`
      select j.task_id as "taskId", j.annotator_id as "annotatorId", j.composite_ungated as composite
      from judgments j join annotators a on a.id = j.annotator_id
      where j.project_id = ${projectId} and j.task_id in (select task_id from (${standingPairs(projectId)}) p)
        and ${effectiveJudgment} and j.composite_ungated is not null and a.identified
        and j.rubric_version_id = any(${sql.param(ids)}::uuid[])
        and (${request.profile}::text is null or coalesce(j.profile, '') = ${request.profile}::text)
      order by j.id limit ${ratingsMax + 1}`,
      jobTimeoutMs,
    );
    if (rows.length > ratingsMax) {
      throw refused(
        `there are more than ${ratingsMax} ratings. Use raw scores, or a shorter window.`,
      );
    }
    const ratings = ratingsFromRecords(
      rows.map(({ taskId, annotatorId, composite }) => ({
        unit: taskId,
        rater: annotatorId,
        value: composite,
      })),
      { repeats: 'keep' },
    );
    const fit = raterSeverity(ratings);
    if (fit.value === null) throw refused(`${fit.undefinedBecause}. Use raw scores.`);
    if (fit.adjusted === null) {
      throw refused(
        `the annotators fall into ${fit.components} groups that share no task, so their leniency cannot be compared. Use raw scores.`,
      );
    }
    const { adjusted } = fit;
    const pairs = await runWhole<{ ticketId: string; taskId: string }>(
      op.tx,
      sql`select ticket_id as "ticketId", task_id as "taskId" from (${standingPairs(projectId)}) p`,
      jobTimeoutMs,
    );
    const unitOf = new Map(ratings.unitIds.map((taskId, unit) => [taskId, unit]));
    const sums = new Map<string, { sum: number; tasks: number }>();
    for (const { ticketId, taskId } of pairs) {
      const value = adjusted[unitOf.get(taskId) ?? -1]?.value;
      if (value === undefined) continue;
      const { sum, tasks } = sums.get(ticketId) ?? { sum: 0, tasks: 0 };
      sums.set(ticketId, { sum: sum + value, tasks: tasks + 1 });
    }
    return new Map([...sums].map(([ticketId, { sum, tasks }]) => [ticketId, sum / tasks]));
  },
);

const refused = (why: string): AppError =>
  new AppError('INVALID_INPUT', `Scores cannot be adjusted for leniency: ${why}`, {
    field: 'options.scoreKind',
  });
