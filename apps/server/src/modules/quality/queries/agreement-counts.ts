import { type SQL, sql } from 'drizzle-orm';
import type { Op } from '../../../operation.ts';
import { count, isLatest, isShown, type Subject } from './counted.ts';

/** Whose answers are compared. */
export interface RatedIn extends Subject {
  /** Judgments of all rubric versions, not of the subject's alone. */
  readonly pool: boolean;
}

/**
 * What counts for agreement: the latest revision, of planned slots only. Answers marked not
 * applicable are missing. `key` is null for preferences.
 */
const ratings = (op: Op, input: RatedIn): SQL => sql`
  select d.dimension_key as key, coalesce(d.response_id, d.message_id, j.task_id) as unit, d.tier_index as given,
    j.annotator_id, j.task_id
  from judgments j join dimension_scores d on d.judgment_id = j.id
  where ${counted(op, input)} and not d.not_applicable and d.tier_index is not null
  union all
  select null, j.task_id, array_position(array['A','B','TIE','BOTH_BAD','BOTH_GOOD']::preference_direction[], p.direction) - 1,
    j.annotator_id, j.task_id
  from judgments j join preferences p on p.judgment_id = j.id
  where ${counted(op, input)}`;

const counted = (op: Op, { projectId, rubricVersionId, pool }: RatedIn): SQL => sql`
  j.project_id = ${projectId} and j.purpose = 'LIVE' and j.blind
  and (${pool}::boolean or j.rubric_version_id = ${rubricVersionId})
  and ${isLatest} and ${isShown(op, projectId)}`;

/** Distinct answers to one thing, and how many things got just these. */
export type UnitRow = {
  readonly key: string | null;
  readonly given: readonly number[];
  readonly units: number;
};

/** The answers of a project, grouped: few rows, however many judgments. */
export const unitRows = count<RatedIn, UnitRow>(
  (op, input) => sql`
    with ratings as (${ratings(op, input)})
    select key, given, count(*)::int as units
    from (select key, unit, array_agg(given::int order by given) as given from ratings group by key, unit) grouped
    group by key, given order by key, given`,
);

/** How many people answered, by dimension key; null for preferences. */
export type RaterRow = { readonly key: string | null; readonly annotators: number };

export const raterRows = count<RatedIn, RaterRow>(
  (op, input) => sql`
    with ratings as (${ratings(op, input)})
    select key, count(*)::int as annotators
    from (select distinct key, annotator_id from ratings) people group by key`,
);

/** How often one gave the one answer and the other the other to the same thing. */
export type PairRow = {
  readonly a: string;
  readonly b: string;
  readonly givenA: number;
  readonly givenB: number;
  readonly units: number;
};

interface Paired extends RatedIn {
  /** Of a dimension; null for preferences. */
  readonly key: string | null;
}

export const pairRows = count<Paired, PairRow>(
  (op, { key, ...input }) => sql`
    with ratings as (${ratings(op, input)}), known as (
      select r.* from ratings r join annotators n on n.id = r.annotator_id
      where n.identified and r.key is not distinct from ${key})
    select x.annotator_id as a, y.annotator_id as b, x.given::int as "givenA", y.given::int as "givenB", count(*)::int as units
    from known x join known y on y.unit = x.unit and y.annotator_id > x.annotator_id
    group by 1, 2, 3, 4`,
);
