import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { JobType } from '../../jobs/graphql.ts';
import { loadJobs } from '../../jobs/queries.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { RubricVersionType } from '../../rubrics/graphql/types.ts';
import { loadVersions } from '../../rubrics/queries/rubrics.ts';
import { type FoundResult, loadPairs, loadResults } from '../queries/results.ts';
import type { KpiRun } from '../queries/runs.ts';
import * as queries from '../queries/runs.ts';
import { mayReadRuns } from '../queries/settings.ts';
import type { KpiRequest } from '../rules/input.ts';
import type { KpiResult } from '../rules/result.ts';
import { KpiTriggerEnum, ScoreKindEnum } from './enums.ts';
import { KpiNoteType, KpiPairType } from './figures.ts';
import { OutcomeSummaryType, ScoreSummaryType, SelectionRowType } from './summaries.ts';

const instant = (text: string | null) => (text === null ? null : new Date(text));

export const KpiRequestType = builder.objectRef<KpiRequest>('KpiRequest').implement({
  description: 'What a run was asked for, with its defaults filled in.',
  fields: (t) => ({
    scoreKind: t.expose('scoreKind', { type: ScoreKindEnum }),
    primaryOutcome: t.exposeString('primaryOutcome', { nullable: true }),
    outcomes: t.stringList({
      description: 'Empty for all.',
      resolve: ({ outcomes }) => [...outcomes],
    }),
    confounders: t.stringList({ resolve: ({ confounders }) => [...confounders] }),
    segments: t.stringList({ resolve: ({ segments }) => [...segments] }),
    clusterBy: t.exposeString('clusterBy', { nullable: true }),
    sources: t.stringList({
      description: 'Empty for all.',
      resolve: ({ sources }) => [...sources],
    }),
    rubricVersions: t.field({
      type: [RubricVersionType],
      description: 'Whose judgments counted; known once the input table is made.',
      resolve: ({ rubricVersionIds }, _args, ctx) =>
        Promise.all(rubricVersionIds.map((id) => present(ctx.load(loadVersions, id)))),
    }),
    poolVersions: t.exposeBoolean('poolVersions'),
    profile: t.exposeString('profile', {
      nullable: true,
      description: 'The context profile; empty for judgments under none, null where there is one.',
    }),
    reopenWindowSeconds: t.exposeFloat('reopenWindowSeconds', { nullable: true }),
    outcomeReliability: t.exposeFloat('outcomeReliability'),
    replicates: t.exposeInt('replicates'),
    level: t.exposeFloat('level'),
    openedFrom: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ openedFrom }) => instant(openedFrom),
    }),
    openedBefore: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: ({ openedBefore }) => instant(openedBefore),
    }),
  }),
});

const KpiResultType = builder.objectRef<FoundResult>('KpiResult').implement({
  description: 'All that a run says. It never changes.',
  fields: (t) => ({
    tickets: t.exposeInt('tickets', { description: 'Judged tickets in the input table.' }),
    effectiveTickets: t.exposeFloat('effectiveTickets', {
      description: 'What they are worth after sampling weights.',
    }),
    clusters: t.exposeInt('clusters', { nullable: true }),
    adjustedFor: t.stringList({
      nullable: true,
      description:
        'Of the confounders that were asked for, those that were not refused and that any ticket has: the notes say why. null in runs that were made before this was kept.',
      resolve: ({ adjustedFor }: Partial<Pick<KpiResult, 'adjustedFor'>>) =>
        adjustedFor === undefined ? null : [...adjustedFor],
    }),
    scores: t.field({ type: [ScoreSummaryType], resolve: ({ scores }) => [...scores] }),
    outcomes: t.field({ type: [OutcomeSummaryType], resolve: ({ outcomes }) => [...outcomes] }),
    pairs: t.field({
      type: [KpiPairType],
      description: 'Every score against every outcome, or those asked for.',
      args: { score: t.arg.string(), outcome: t.arg.string() },
      resolve: async ({ runId }, { score, outcome }, ctx) =>
        (await present(ctx.load(loadPairs, runId))).filter(
          (pair) =>
            (score == null || pair.score === score) &&
            (outcome == null || pair.outcome === outcome),
        ),
    }),
    pair: t.field({
      type: KpiPairType,
      nullable: true,
      args: { score: t.arg.string({ required: true }), outcome: t.arg.string({ required: true }) },
      resolve: async ({ runId }, { score, outcome }, ctx) =>
        (await present(ctx.load(loadPairs, runId))).find(
          (pair) => pair.score === score && pair.outcome === outcome,
        ) ?? null,
    }),
    selection: t.field({
      type: [SelectionRowType],
      description: 'The judged tickets against all of the same sources.',
      resolve: ({ selection }) => [...selection],
    }),
    notes: t.field({ type: [KpiNoteType], resolve: ({ notes }) => [...notes] }),
  }),
});

export const KpiRunType = builder.objectRef<KpiRun>('KpiRun');
KpiRunType.implement({
  description:
    'One computation that links scores to outcomes. It keeps its input table; once finished it never changes.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('KpiRun', id) }),
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    trigger: t.expose('trigger', { type: KpiTriggerEnum }),
    request: t.field({ type: KpiRequestType, resolve: (run) => queries.requestOf(run) }),
    rerunOf: t.field({
      type: KpiRunType,
      nullable: true,
      description: 'The run whose input table it read.',
      resolve: ({ rerunOf }, _args, ctx) =>
        rerunOf === null ? null : ctx.load(queries.loadRuns, rerunOf),
    }),
    seed: t.exposeInt('seed'),
    asOf: t.expose('asOf', { type: 'DateTime', description: 'Open tickets are censored then.' }),
    codeVersion: t.exposeString('codeVersion'),
    inputSha256: t.exposeString('inputSha256', {
      nullable: true,
      description: 'Of the input table, in hexadecimal; null until it is made.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    result: t.field({
      type: KpiResultType,
      nullable: true,
      description: 'Null until its job has ended.',
      resolve: ({ id, finishedAt }, _args, ctx) =>
        finishedAt === null ? null : ctx.load(loadResults, id),
    }),
  }),
});
nodeBy('KpiRun', (ctx, id) => queries.findRun(ctx, { id }));

const KpiRunConnection = builder.connectionObject(
  { type: KpiRunType, name: 'KpiRunConnection' },
  { name: 'KpiRunEdge' },
);
builder.objectFields(ProjectType, (t) => ({
  kpiRuns: t.connection(
    {
      type: KpiRunType,
      resolve: ({ id }, args, ctx) => queries.listRuns(ctx, id, args, null),
    },
    KpiRunConnection,
  ),
  latestKpiRun: t.field({
    type: KpiRunType,
    nullable: true,
    description: 'The latest that has ended.',
    resolve: async ({ id }, _args, ctx) => {
      await mayReadRuns(ctx, {});
      return ctx.load(queries.loadLatestRuns, id);
    },
  }),
}));
builder.queryField('kpiRun', (t) =>
  t.field({
    type: KpiRunType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findRun(ctx, { id: idOf('KpiRun', id) }),
  }),
);
