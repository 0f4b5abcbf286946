import { tasks } from '@assay/db/tables/tasks';
import { type SQL, sql } from 'drizzle-orm';
import { connectionOf, countLimit, type PageArgs } from '../../../graphql/connection.ts';
import { type Op, query } from '../../../operation.ts';
import { effectiveJudgment } from '../../kpi/queries/ticket-rows.ts';
import { type Figure, meanFigure, undefinedFigure } from '../../quality/rules/figures.ts';
import { blindTo } from '../../tasks/queries/state.ts';
import { type Signal, signalOf, type TaskScores } from '../rules/predict.ts';
import { currentCalibration, modelOf } from './calibrations.ts';

/** What a training pipeline is told of one task. */
export interface TaskSignal extends Signal {
  /** Of the task. */
  readonly id: string;
  readonly model: string | null;
  readonly composite: number | null;
  readonly ratings: number;
  readonly judgedAt: Date;
  /** Of the calibration; null where there is none. */
  readonly version: number | null;
}

type Row = Record<string, unknown> & {
  readonly id: string;
  readonly model: string | null;
  readonly composite: number | null;
  readonly ratings: number;
  readonly judgedAt: string;
  readonly dimensions: Readonly<Record<string, number>> | null;
};

/** Judged rating tasks that the viewer may look at, with their scores. */
const scored = (op: Op, where: SQL) => sql`
  with judged as (
    select j.* from judgments j join tasks k on k.id = j.task_id
    where k.kind = 'RATING' and ${effectiveJudgment} and ${where} and not ${blindTo(op, sql`j.task_id`)}),
  scores as (
    select j.task_id, d.dimension_key as key, case max(x.roll_up::text) when 'MEAN' then avg(d.value)
        when 'WORST' then min(d.value) else (array_agg(d.value order by m.position desc nulls last))[1] end as value
    from judged j join dimension_scores d on d.judgment_id = j.id join dimensions x on x.id = d.dimension_id
      left join messages m on m.id = d.message_id
    where d.value is not null group by j.task_id, j.id, d.dimension_key)
  select t.id, t.composite, t.ratings, t."judgedAt", r.model, s.dimensions
  from (select task_id as id, avg(composite_ungated) as composite, count(composite_ungated)::int as ratings,
      max(submitted_at) as "judgedAt" from judged group by 1) t
  left join (select task_id, json_object_agg(key, value) as dimensions from (
    select task_id, key, avg(value) as value from scores group by 1, 2) means group by 1) s on s.task_id = t.id
  left join responses r on r.task_id = t.id and r.position = 0`;

async function signalsOf(op: Op, projectId: string, rows: readonly Row[]): Promise<TaskSignal[]> {
  const calibration = await currentCalibration(op, projectId);
  const model = calibration === null ? null : modelOf(calibration);
  const isExpired = calibration !== null && calibration.expiresAt <= op.now;
  return rows.map((row) => {
    const { id, composite, ratings, dimensions } = row;
    const scores: TaskScores = { composite, ratings, dimensions: dimensions ?? {} };
    const signal = model === null ? uncalibrated : signalOf(model, scores);
    const about = {
      ...{ id, composite, ratings, model: row.model, judgedAt: new Date(row.judgedAt) },
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

interface ListSignals extends PageArgs {
  readonly projectId: string;
  /** Judged or revised since then; null for all. */
  readonly since: Date | null;
}

/** The signal of each judged task, newest task first. */
export const listSignals = query('feedback:read', (op, input: ListSignals) => {
  const { projectId, since } = input;
  const judged = sql`exists (select from judgments j where j.task_id = ${tasks.id} and ${effectiveJudgment}
    and ${since === null ? sql`true` : sql`j.submitted_at >= ${since.toISOString()}::timestamptz`})`;
  const matching = sql`${tasks.projectId} = ${projectId} and ${tasks.kind} = 'RATING' and ${judged}
    and not ${blindTo(op, sql`${tasks.id}`)}`;
  return connectionOf(
    input,
    tasks.id,
    async ({ where, orderBy, limit }) => {
      const page = await op.tx
        .select({ id: tasks.id })
        .from(tasks)
        .where(sql`${matching} and ${where ?? sql`true`}`)
        .orderBy(orderBy)
        .limit(limit);
      const ids = page.map(({ id }) => id);
      const rows = await op.tx.execute<Row>(
        scored(op, sql`j.task_id = any(${sql.param(ids)}::uuid[])`),
      );
      const signals = new Map(
        (await signalsOf(op, projectId, [...rows])).map((signal) => [signal.id, signal]),
      );
      return ids.flatMap((id) => signals.get(id) ?? []);
    },
    async () => {
      const some = op.tx.select({ id: tasks.id }).from(tasks).where(matching).limit(countLimit);
      const [row] = await op.tx.select({ n: sql<number>`count(*)::int` }).from(some.as('some'));
      return row?.n ?? 0;
    },
  );
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
    return signalsOf(op, projectId, [...rows]);
  },
);

export interface ModelSignal {
  readonly model: string;
  readonly calibrated: Figure;
  readonly composite: Figure;
}

/** Judged tasks that the figures of models are made from at most, the latest. */
const tasksMax = 50_000;

/** Mean calibrated and raw score of each response model, over its judged tasks. */
export const modelSignals = query(
  'feedback:read',
  async (op, { projectId }: { projectId: string }): Promise<ModelSignal[]> => {
    const rows = await op.tx.execute<Row>(sql`
      select * from (${scored(op, sql`j.project_id = ${projectId}`)}) all_of_them
      where model is not null order by id desc limit ${tasksMax}`);
    const signals = await signalsOf(op, projectId, [...rows]);
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
  },
);

function figureOf(values: readonly number[]): Figure {
  const n = values.length;
  const mean = n === 0 ? null : values.reduce((sum, value) => sum + value, 0) / n;
  const deviation =
    mean === null || n < 2
      ? null
      : Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return meanFigure(mean, deviation, n, 'rated tasks');
}
