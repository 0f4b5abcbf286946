import { sql } from 'drizzle-orm';
import { count, latest, type Mean, type Subject } from './counted.ts';

export type CompositeRow = Mean & { readonly profiles: number };

/** The mean over tasks of each task's mean composite, and under how many profiles they were made. */
export const compositeRows = count<Subject, CompositeRow>(
  (op, { projectId }) => sql`
    with latest as (${latest(op, projectId)}), of_task as (
      select task_id, avg(composite) as mean from latest where composite is not null group by task_id)
    select avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n,
      (select count(distinct coalesce(profile, ''))::int from latest where composite is not null) as profiles
    from of_task`,
);

export const bins = 10;
export type BinRow = { readonly bin: number; readonly count: number };

/** How many judgments have a composite in each part of [0, 1], from 1 on; 1 belongs to the last. */
export const binRows = count<Subject, BinRow>(
  (op, { projectId }) => sql`
    select least(width_bucket(composite, 0, 1, ${bins}), ${bins})::int as bin, count(*)::int as count
    from (${latest(op, projectId)}) latest where composite is not null group by 1`,
);

export type DimensionRow = Mean & {
  readonly key: string;
  readonly answers: number;
  readonly skipped: number;
  readonly tiers: Readonly<Record<string, number>> | null;
};

/** Each dimension under one rubric version. */
export const dimensionRows = count<Subject, DimensionRow>(
  (op, { projectId, rubricVersionId }) => sql`
      with scores as (
        select d.*, j.task_id from (${latest(op, projectId)}) j join dimension_scores d on d.judgment_id = j.id
        where j.rubric_version_id = ${rubricVersionId}),
      of_task as (select dimension_key, task_id, avg(value) as mean from scores where value is not null group by 1, 2),
      means as (select dimension_key, avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n
        from of_task group by 1),
      counts as (select dimension_key, sum(n)::int as answers, sum(n) filter (where tier_index is null)::int as skipped,
          json_object_agg(tier_index, n) filter (where tier_index is not null) as tiers
        from (select dimension_key, tier_index, count(*)::int as n from scores group by 1, 2) by_tier group by 1)
      select c.dimension_key as key, c.answers, coalesce(c.skipped, 0) as skipped, c.tiers, m.mean, m.deviation,
        coalesce(m.n, 0) as n
      from counts c left join means m using (dimension_key)`,
);

export type PreferenceCounts = {
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly tie: number;
  readonly bothBad: number;
  readonly bothGood: number;
};

/** How comparisons came out. */
export const preferenceRows = count<Subject, PreferenceCounts>(
  (op, { projectId }) => sql`
      select count(*)::int as n, count(*) filter (where direction = 'A')::int as a,
        count(*) filter (where direction = 'B')::int as b, count(*) filter (where direction = 'TIE')::int as tie,
        count(*) filter (where direction = 'BOTH_BAD')::int as "bothBad",
        count(*) filter (where direction = 'BOTH_GOOD')::int as "bothGood"
      from (${latest(op, projectId)}) j join preferences p on p.judgment_id = j.id`,
);

export type ModelRow = Mean & {
  readonly model: string;
  readonly wins: number;
  readonly decided: number;
};

/** Each response model: its mean composite, and the pairs decided by majority that it won. */
export const modelRows = count<Subject, ModelRow>(
  (op, { projectId }) => sql`
    with latest as (${latest(op, projectId)}),
    of_task as (select r.model, j.task_id, avg(j.composite) as mean from latest j join responses r on r.task_id = j.task_id
      where j.composite is not null and r.model is not null group by 1, 2),
    means as (select model, avg(mean) as mean, stddev_samp(mean) as deviation, count(*)::int as n from of_task group by 1),
    votes as (select j.task_id, count(*) filter (where p.direction = 'A') as a, count(*) filter (where p.direction = 'B') as b
      from latest j join preferences p on p.judgment_id = j.id group by 1),
    pairs as (select r.model, count(*)::int as decided,
        count(*) filter (where (r.position = 0) = (v.a > v.b))::int as wins
      from votes v join responses r on r.task_id = v.task_id where v.a <> v.b and r.model is not null group by 1)
    select coalesce(m.model, p.model) as model, m.mean, m.deviation, coalesce(m.n, 0) as n,
      coalesce(p.wins, 0) as wins, coalesce(p.decided, 0) as decided
    from means m full join pairs p on p.model = m.model order by 1`,
);

export type RedLineRow = { readonly marked: number; readonly judged: number };

/** How many judged tasks somebody marked with a red line. */
export const redLineRows = count<Subject, RedLineRow>(
  (op, { projectId }) => sql`
    select count(*) filter (where marked)::int as marked, count(*)::int as judged
    from (select task_id, bool_or(red_line) as marked from (${latest(op, projectId)}) j group by task_id) tasks`,
);
