import { sql } from 'drizzle-orm';
import { count, latest, type Mean, type Subject } from './counted.ts';

export type AnnotatorRow = Mean & {
  readonly annotatorId: string;
  readonly identified: boolean;
  readonly judgments: number;
  readonly median: number | null;
  readonly answers: number;
  readonly skipped: number;
  readonly same: number | null;
  readonly sameDeviation: number | null;
  readonly shared: number;
};

/** What the judgments of each annotator tell, by name. */
export const annotatorRows = count<Subject, AnnotatorRow>(
  (op, { projectId }) => sql`
      with latest as (${latest(op, projectId)}),
      answers as (
        select j.annotator_id, j.task_id, d.dimension_key as key, coalesce(d.response_id, d.message_id, j.task_id) as unit,
          d.tier_index::text as given, d.not_applicable
        from latest j join dimension_scores d on d.judgment_id = j.id where j.purpose = 'LIVE'
        union all
        select j.annotator_id, j.task_id, '', j.task_id, p.direction::text, false
        from latest j join preferences p on p.judgment_id = j.id where j.purpose = 'LIVE'),
      against as (
        select annotator_id, task_id, sum(alike - 1)::float8 / sum(given_by - 1)::float8 as same
        from (select annotator_id, task_id, count(*) over (partition by key, unit) as given_by,
            count(*) over (partition by key, unit, given) as alike
          from answers where given is not null) compared
        where given_by > 1 group by 1, 2)
      select n.id as "annotatorId", n.identified, j.judgments, j.mean, j.deviation, j.n, j.median,
        coalesce(w.answers, 0) as answers, coalesce(w.skipped, 0) as skipped, g.same, g.deviation as "sameDeviation",
        coalesce(g.n, 0) as shared
      from (select annotator_id, count(*)::int as judgments, avg(composite) as mean, stddev_samp(composite) as deviation,
          count(composite)::int as n, percentile_cont(.5) within group (order by active_seconds) as median
        from latest group by 1) j
      join annotators n on n.id = j.annotator_id
      left join (select annotator_id, count(*)::int as answers, count(*) filter (where not_applicable)::int as skipped
        from answers group by 1) w on w.annotator_id = n.id
      left join (select annotator_id, avg(same) as same, stddev_samp(same) as deviation, count(*)::int as n
        from against group by 1) g on g.annotator_id = n.id
      order by n.name limit 1000`,
);

export type SkipRow = { readonly annotatorId: string; readonly skips: number };

/** How many tasks each annotator declined. */
export const skipRows = count<Subject, SkipRow>(
  (_op, { projectId }) => sql`
    select annotator_id as "annotatorId", count(*)::int as skips from assignments
    where project_id = ${projectId} and outcome = 'SKIPPED' group by 1`,
);
