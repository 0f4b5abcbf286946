import { tasks } from '@assay/db/tables/tasks';
import { type SQL, sql } from 'drizzle-orm';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId, groupedBy } from '../../../rows.ts';
import { effectiveJudgment } from '../../kpi/queries/judged.ts';
import { type Figure, meanFigure, undefinedFigure } from '../../quality/rules/figures.ts';
import { blindTo } from '../../tasks/queries/state.ts';
import { type Signal, signalOf, type TaskScores } from '../rules/predict.ts';
import { loadCalibrations, modelOf } from './calibrations.ts';

/** What a training pipeline is told of one task. */
export interface TaskSignal extends Signal {
  /** Of the task. */
  readonly id: string;
  readonly projectId: string;
  readonly model: string | null;
  readonly composite: number | null;
  readonly ratings: number;
  readonly judgedAt: Date;
  /** Of the calibration; null where there is none. */
  readonly version: number | null;
}

type Row = Record<string, unknown> & {
  readonly id: string;
  readonly projectId: string;
  readonly model: string | null;
  readonly composite: number | null;
  readonly ratings: number;
  readonly judgedAt: string;
  readonly dimensions: Readonly<Record<string, number>> | null;
};

/**
 * Judged rating tasks that the viewer may look at, with their scores. What is known of a task is put together
 * by one grouping: a join of groups is computed once a task where the planner knows nothing of new rows yet.
 */
const scored = (op: Op, where: SQL) => sql`
  with judged as (
    select j.* from judgments j join tasks k on k.id = j.task_id
    where k.kind = 'RATING' and ${effectiveJudgment} and ${where} and not ${blindTo(op, sql`j.task_id`)}),
  scores as (
    select j.task_id, d.key, v.value from judged j cross join lateral unnest(j.dimension_values) with ordinality v(value, nth)
      join dimensions d on d.rubric_version_id = j.rubric_version_id and d.position = v.nth - 1
    where v.value is not null),
  parts as (
    select task_id, project_id, composite_ungated, submitted_at, null as key, null::float8 as value from judged
    union all select task_id, null, null, null, key, avg(value) from scores group by task_id, key)
  select t.*, r.model
  from (select task_id as id, (array_agg(project_id) filter (where project_id is not null))[1] as "projectId",
      avg(composite_ungated) as composite, count(composite_ungated)::int as ratings, max(submitted_at) as "judgedAt",
      json_object_agg(key, value) filter (where key is not null) as dimensions
    from parts group by task_id) t
  left join responses r on r.task_id = t.id and r.position = 0`;

/** Rows with what the calibrations of their projects, if there are any, make of them. */
async function signalsOf(op: Op, rows: readonly Row[]): Promise<TaskSignal[]> {
  const projectIds = [...new Set(rows.map(({ projectId }) => projectId))];
  const calibrations = await loadCalibrations(op, projectIds);
  return rows.map((row) => {
    const { id, projectId, composite, ratings, dimensions } = row;
    const calibration = calibrations.get(projectId);
    const model = calibration === undefined ? null : modelOf(calibration);
    const isExpired = calibration !== undefined && calibration.expiresAt <= op.now;
    const scores: TaskScores = { composite, ratings, dimensions: dimensions ?? {} };
    const signal = model === null ? uncalibrated : signalOf(model, scores);
    const about = {
      ...{ id, projectId, composite, ratings, model: row.model, judgedAt: new Date(row.judgedAt) },
      version: calibration?.version ?? null,
    };
    return isExpired ? { ...about, ...expired } : { ...about, ...signal };
  });
}

const uncalibrated: Signal = {
  value: null,
  undefinedBecause:
    'No run of this project has fitted a calibration. Start one that names a primary outcome.',
  confidence: null,
  suggestedWeight: null,
};
const expired: Signal = {
  ...uncalibrated,
  undefinedBecause: 'The calibration is too old. Start a new run.',
};

interface SignalFilter {
  /** Judged or revised since then; null for all. */
  readonly since: Date | null;
}

/** The signal of each judged task of a project, newest task first. */
export const listSignals = childrenOf('feedback:read', {
  id: tasks.id,
  parent: tasks.projectId,
  where: (op, { since }: SignalFilter) => {
    const judged = sql`exists (select from judgments j where j.task_id = ${tasks.id} and ${effectiveJudgment}
      and ${since === null ? sql`true` : sql`j.submitted_at >= ${since.toISOString()}::timestamptz`})`;
    return sql`${tasks.kind} = 'RATING' and ${judged} and not ${blindTo(op, sql`${tasks.id}`)}`;
  },
  rows: async (op, { where, orderBy, limit }) => {
    const page = await op.tx
      .select({ id: tasks.id, projectId: tasks.projectId })
      .from(tasks)
      .where(where)
      .orderBy(orderBy)
      .limit(limit);
    const ids = page.map(({ id }) => id);
    const rows = await op.tx.execute<Row>(
      scored(op, sql`j.task_id = any(${sql.param(ids)}::uuid[])`),
    );
    const signals = byId(await signalsOf(op, [...rows]));
    return ids.flatMap((id) => signals.get(id) ?? []);
  },
  parentOf: (signal) => signal.projectId,
});

/** Tasks that a subscriber is told of at once, at most. */
const changesMax = 100;

/** What changed since an instant: signals of the tasks judged since, the latest first. */
export const signalsSince = query(
  'feedback:read',
  async (op, { projectId, since }: { projectId: string; since: Date }): Promise<TaskSignal[]> => {
    const rows = await op.tx.execute<Row>(sql`
      select * from (${scored(
        op,
        sql`j.project_id = ${projectId} and j.task_id in (select task_id from judgments r
          where r.project_id = ${projectId} and r.submitted_at >= ${since.toISOString()}::timestamptz)`,
      )}) changed order by "judgedAt" desc limit ${changesMax}`);
    return signalsOf(op, [...rows]);
  },
);

export interface ModelSignal {
  readonly model: string;
  readonly calibrated: Figure;
  readonly composite: Figure;
}

/** The latest judgments of a project, whose tasks the figures of models are made from. */
const judgmentsMax = 10_000;

/** Mean calibrated and raw score of each response model of each project, over the tasks judged last. */
export async function loadModelSignals(
  op: Op,
  projectIds: readonly string[],
): Promise<Map<string, ModelSignal[]>> {
  const latest = sql`j.task_id in (select l.task_id from unnest(${sql.param([...projectIds])}::uuid[]) p (id)
    cross join lateral (select task_id from judgments where project_id = p.id order by id desc limit ${judgmentsMax}) l)`;
  const rows = await op.tx.execute<Row>(
    sql`select * from (${scored(op, latest)}) s where model is not null`,
  );
  const signals = groupedBy(projectIds, await signalsOf(op, [...rows]), (row) => row.projectId);
  return new Map([...signals].map(([projectId, own]) => [projectId, byModel(own)]));
}

function byModel(signals: readonly TaskSignal[]): ModelSignal[] {
  const models = [...new Set(signals.map(({ model }) => model ?? ''))].sort();
  return models.map((model) => {
    const own = signals.filter((signal) => signal.model === model);
    const known = own.flatMap(({ value }) => (value === null ? [] : [value]));
    const composites = own.flatMap(({ composite }) => (composite === null ? [] : [composite]));
    const why = own.find(({ undefinedBecause }) => undefinedBecause !== null)?.undefinedBecause;
    return {
      model,
      calibrated: known.length === 0 && why != null ? undefinedFigure(why) : figureOf(known),
      composite: figureOf(composites),
    };
  });
}

function figureOf(values: readonly number[]): Figure {
  const n = values.length;
  const mean = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n;
  const deviation =
    mean === null || n < 2
      ? null
      : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return meanFigure(mean, deviation, n, 'rated tasks');
}
