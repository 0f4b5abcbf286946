import type { Calibration } from '@assay/db/tables/feedback';
import { builder } from '../../graphql/builder.ts';
import { present } from '../../graphql/payload.ts';
import { events } from '../../graphql/subscribe.ts';
import { globalId, idOf } from '../../ids.ts';
import type { Activity } from '../../listener.ts';
import { KpiNoteType, ScoreBinType } from '../kpi/graphql/figures.ts';
import { KpiRunType } from '../kpi/graphql/types.ts';
import { loadRuns } from '../kpi/queries/runs.ts';
import { ProjectType } from '../projects/graphql/types.ts';
import { EstimateType } from '../quality/graphql/types.ts';
import { TaskType } from '../tasks/graphql/types.ts';
import { loadTasks } from '../tasks/queries/tasks.ts';
import {
  findCalibration,
  loadCalibrations,
  mayReadSignals,
  modelOf,
} from './queries/calibrations.ts';
import {
  listSignals,
  loadModelSignals,
  type ModelSignal,
  signalsSince,
  type TaskSignal,
} from './queries/signals.ts';

const CalibrationMapEnum = builder.enumType('CalibrationMap', {
  values: {
    LOGISTIC: { description: 'Logistic regression on the dimensions.' },
    ISOTONIC: { description: 'A rising function of the composite.' },
  } as const,
});
const CalibrationType = builder.objectRef<Calibration>('Calibration').implement({
  description:
    'P(outcome | scores), fitted by a KPI run on earlier tickets and tried on later ones. It expires.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Calibration', id) }),
    version: t.exposeInt('version'),
    outcome: t.exposeString('outcome'),
    kpiRun: t.field({
      type: KpiRunType,
      resolve: ({ runId }, _args, ctx) => present(ctx.load(loadRuns, runId)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    map: t.field({
      type: CalibrationMapEnum,
      nullable: true,
      description: 'Null where there is no calibration: `noneBecause` says why.',
      resolve: (calibration) => modelOf(calibration).map?.kind ?? null,
    }),
    noneBecause: t.string({
      nullable: true,
      resolve: (calibration) => modelOf(calibration).noneBecause,
    }),
    tickets: t.int({ resolve: (calibration) => modelOf(calibration).tickets }),
    baseRate: t.float({
      nullable: true,
      resolve: (calibration) => modelOf(calibration).baseRate,
    }),
    brier: t.field({
      type: EstimateType,
      description: 'Mean squared distance of forecasts from what happened, on later tickets.',
      resolve: (calibration) => modelOf(calibration).brier,
    }),
    brierOfBaseRate: t.field({
      type: EstimateType,
      description: 'The same for always saying the share so far.',
      resolve: (calibration) => modelOf(calibration).brierOfBaseRate,
    }),
    expectedCalibrationError: t.field({
      type: EstimateType,
      resolve: (calibration) => modelOf(calibration).expectedCalibrationError,
    }),
    reliability: t.field({
      type: [ScoreBinType],
      description: 'What was observed, by how much was forecast.',
      resolve: (calibration) => [...modelOf(calibration).reliability],
    }),
    notes: t.field({
      type: [KpiNoteType],
      resolve: (calibration) => [...modelOf(calibration).notes],
    }),
  }),
});

const TaskSignalType = builder.objectRef<TaskSignal>('TaskSignal').implement({
  description:
    'What a training pipeline is told of a judged task. confidence = r(k)·(1 − ECE) and suggestedWeight = r(k)/r(k̄), with r(k) the reliability of the mean of its k ratings.',
  fields: (t) => ({
    task: t.field({
      type: TaskType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadTasks, id)),
    }),
    model: t.exposeString('model', { nullable: true, description: 'That made the response.' }),
    calibratedScore: t.float({
      nullable: true,
      description: 'P(outcome | scores), in [0, 1]; null exactly where undefinedBecause says why.',
      resolve: ({ value }) => value,
    }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
    confidence: t.exposeFloat('confidence', { nullable: true }),
    suggestedWeight: t.exposeFloat('suggestedWeight', { nullable: true }),
    composite: t.exposeFloat('composite', {
      nullable: true,
      description: 'The mean of its judgments, before red lines.',
    }),
    ratings: t.exposeInt('ratings'),
    judgedAt: t.expose('judgedAt', { type: 'DateTime' }),
    calibrationVersion: t.int({ nullable: true, resolve: ({ version }) => version }),
  }),
});
const ModelSignalType = builder.objectRef<ModelSignal>('ModelSignal').implement({
  description: 'A response model by its judged tasks.',
  fields: (t) => ({
    model: t.exposeString('model'),
    calibrated: t.expose('calibrated', { type: EstimateType }),
    composite: t.expose('composite', { type: EstimateType }),
  }),
});
const TaskSignalConnection = builder.connectionObject(
  { type: TaskSignalType, name: 'TaskSignalConnection' },
  { name: 'TaskSignalEdge' },
);

builder.objectFields(ProjectType, (t) => ({
  calibration: t.field({
    type: CalibrationType,
    nullable: true,
    description: 'The latest; null where no run has fitted one.',
    resolve: async ({ id }, _args, ctx) => {
      await mayReadSignals(ctx, {});
      return ctx.load(loadCalibrations, id);
    },
  }),
  feedbackSignal: t.connection(
    {
      type: TaskSignalType,
      description: 'The current signal of each judged rating task, newest task first.',
      args: { since: t.arg({ type: 'DateTime', description: 'Judged or revised since then.' }) },
      resolve: ({ id }, { since, ...page }, ctx) =>
        listSignals(ctx, id, page, { since: since ?? null }),
    },
    TaskSignalConnection,
  ),
  modelSignals: t.field({
    type: [ModelSignalType],
    description: 'Means over the tasks of the latest 10,000 judgments.',
    resolve: async ({ id }, _args, ctx) => {
      await mayReadSignals(ctx, {});
      return present(ctx.load(loadModelSignals, id));
    },
  }),
}));

interface SignalChange {
  readonly projectId: string;
  readonly signals: readonly TaskSignal[];
  readonly calibration: Calibration | null;
  readonly calibrationChanged: boolean;
}
const SignalChangeType = builder.objectRef<SignalChange>('FeedbackSignalChange').implement({
  description: 'Signals that changed since the last event.',
  fields: (t) => ({
    projectId: t.id({ resolve: ({ projectId }) => globalId('Project', projectId) }),
    signals: t.field({
      type: [TaskSignalType],
      description: 'Of tasks judged or revised since, at most 100, the latest first.',
      resolve: ({ signals }) => [...signals],
    }),
    calibration: t.expose('calibration', { type: CalibrationType, nullable: true }),
    calibrationChanged: t.exposeBoolean('calibrationChanged', {
      description: 'Then all signals are others: read them again.',
    }),
  }),
});

const telling = ['JUDGMENT_SUBMITTED', 'JUDGMENT_REVISED', 'CALIBRATION_CHANGED'];

builder.subscriptionField('feedbackSignalChanged', (t) =>
  t.field({
    type: SignalChangeType,
    description: 'At most ten events a second; a burst of judgments is one.',
    args: { projectId: t.arg.id({ required: true }) },
    subscribe: async (_root, args, ctx) => {
      const id = idOf('Project', args.projectId);
      await findCalibration(ctx, { projectId: id });
      // a judgment is announced after it was submitted, by a tenth of a second or so
      let since = ctx.services.clock();
      const heard = events<Activity>(
        ctx,
        (hear) => ctx.services.listener.onActivity(hear),
        async ({ tenantId, projectId, kinds }) => {
          if (tenantId !== ctx.viewer.tenantId || projectId !== id) return false;
          await findCalibration(ctx, { projectId: id });
          return kinds.some((kind) => telling.includes(kind));
        },
      );
      return changesOf(heard, async ({ kinds, at }) => {
        const signals = await signalsSince(ctx, { projectId: id, since });
        since = new Date(Math.max(since.getTime(), Date.parse(at)));
        return {
          projectId: id,
          signals,
          calibration: await findCalibration(ctx, { projectId: id }),
          calibrationChanged: kinds.includes('CALIBRATION_CHANGED'),
        };
      });
    },
    resolve: (change) => change,
  }),
);

async function* changesOf(
  heard: AsyncGenerator<Activity, void>,
  change: (activity: Activity) => Promise<SignalChange>,
): AsyncGenerator<SignalChange, void> {
  for await (const activity of heard) yield await change(activity);
}
