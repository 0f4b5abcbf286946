import type { KpiSchedule } from '@assay/db/tables/kpi';
import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { IntervalType } from '../../quality/graphql/types.ts';
import { saveKpiDefaults } from '../commands/defaults.ts';
import { saveKpiSchedule } from '../commands/schedule.ts';
import { loadPairs } from '../queries/results.ts';
import { findRun, requestOf } from '../queries/runs.ts';
import { loadDefaults, loadSchedules, mayReadRuns } from '../queries/settings.ts';
import { compareRuns, type PairChange } from '../rules/compare-runs.ts';
import { fillRequest } from '../rules/request.ts';
import { KpiEstimateType } from './figures.ts';
import { KpiOptionsInput, optionsOf } from './mutations.ts';
import { KpiRequestType } from './types.ts';

const KpiScheduleType = builder.objectRef<KpiSchedule>('KpiSchedule').implement({
  description: 'When the runs of a project start by themselves.',
  fields: (t) => ({
    cron: t.exposeString('cron', { description: 'Five fields, such as `0 6 * * 1`.' }),
    timeZone: t.exposeString('timeZone'),
    afterImports: t.exposeBoolean('afterImports', {
      description: 'Whether a run starts when an import of outcomes has ended, too.',
    }),
    enabled: t.exposeBoolean('enabled'),
    nextAt: t.expose('nextAt', { type: 'DateTime', nullable: true }),
  }),
});
builder.objectField(ProjectType, 'kpiSchedule', (t) =>
  t.field({
    type: KpiScheduleType,
    nullable: true,
    resolve: async ({ id }, _args, ctx) => {
      await mayReadRuns(ctx, {});
      return ctx.load(loadSchedules, id);
    },
  }),
);
builder.objectField(ProjectType, 'kpiDefaults', (t) =>
  t.field({
    type: KpiRequestType,
    description: 'What a run is asked for where nobody says otherwise, as when it is scheduled.',
    resolve: async ({ id }, _args, ctx) => {
      await mayReadRuns(ctx, {});
      return fillRequest({}, await present(ctx.load(loadDefaults, id)));
    },
  }),
);

const SaveKpiScheduleInput = builder.inputType('SaveKpiScheduleInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    cron: t.string({ required: true, description: 'At most one run an hour.' }),
    timeZone: t.string({ required: true, defaultValue: 'UTC' }),
    afterImports: t.boolean({ required: true, defaultValue: false }),
    enabled: t.boolean({ required: true, defaultValue: true }),
  }),
});
const SaveKpiDefaultsInput = builder.inputType('SaveKpiDefaultsInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    options: t.field({
      type: KpiOptionsInput,
      required: true,
      description: 'All of them: what is left out goes back to the default.',
    }),
  }),
});
const payload = (name: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    fields: (t) => ({
      project: t.field({
        type: ProjectType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadProjects, id)),
      }),
    }),
  });
const SaveKpiSchedulePayload = payload('SaveKpiSchedulePayload');
const SaveKpiDefaultsPayload = payload('SaveKpiDefaultsPayload');
builder.mutationField('saveKpiSchedule', (t) =>
  t.field({
    type: SaveKpiSchedulePayload,
    description: 'Runs use the project’s settings as they are when they start.',
    errors: {},
    args: { input: t.arg({ type: SaveKpiScheduleInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      saveKpiSchedule(ctx, { ...input, projectId: idOf('Project', input.projectId) }),
  }),
);
builder.mutationField('saveKpiDefaults', (t) =>
  t.field({
    type: SaveKpiDefaultsPayload,
    description: 'Sets what is asked of runs where nobody says otherwise.',
    errors: {},
    args: { input: t.arg({ type: SaveKpiDefaultsInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      saveKpiDefaults(ctx, {
        projectId: idOf('Project', input.projectId),
        options: optionsOf(input.options),
      }),
  }),
);

const KpiPairChangeType = builder.objectRef<PairChange>('KpiPairChange').implement({
  description: 'The primary figure of one pair in two runs.',
  fields: (t) => ({
    score: t.exposeString('score'),
    outcome: t.exposeString('outcome'),
    before: t.expose('before', { type: KpiEstimateType, nullable: true }),
    after: t.expose('after', { type: KpiEstimateType, nullable: true }),
    difference: t.exposeFloat('difference', { nullable: true, description: 'After less before.' }),
    interval: t.expose('interval', {
      type: IntervalType,
      nullable: true,
      description: 'Only where the two runs are about windows that do not overlap.',
    }),
    undefinedBecause: t.exposeString('undefinedBecause', { nullable: true }),
  }),
});
builder.queryField('compareKpiRuns', (t) =>
  t.field({
    type: [KpiPairChangeType],
    description: 'Empty as long as one of the runs has no result.',
    args: { before: t.arg.id({ required: true }), after: t.arg.id({ required: true }) },
    resolve: async (_root, args, ctx) => {
      const runs = await Promise.all(
        [args.before, args.after].map((id) => findRun(ctx, { id: idOf('KpiRun', id) })),
      );
      const [before, after] = await Promise.all(
        runs.map(async (run) => {
          const pairs = await ctx.load(loadPairs, run.id);
          return pairs === null ? null : { request: requestOf(run), pairs };
        }),
      );
      return before == null || after == null ? [] : [...compareRuns(before, after)];
    },
  }),
);
