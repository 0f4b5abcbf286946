import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { rerunKpiAnalysis, runKpiAnalysis } from '../commands/start-run.ts';
import { loadRuns } from '../queries/runs.ts';
import { ScoreKindEnum } from './enums.ts';
import { KpiRunType } from './types.ts';

export const KpiOptionsInput = builder.inputType('KpiOptionsInput', {
  description: 'What is left out is taken from the project’s settings, else from the defaults.',
  fields: (t) => ({
    scoreKind: t.field({ type: ScoreKindEnum }),
    primaryOutcome: t.string({
      description: 'Declared before anything is fitted; weights and calibration are for it alone.',
    }),
    outcomes: t.stringList({ description: 'Keys; empty for all.' }),
    confounders: t.stringList({
      description: 'Attributes to adjust for, known before the judged answer.',
    }),
    segments: t.stringList({ description: 'Attributes to split by.' }),
    clusterBy: t.string({
      description: 'The attribute that names the coarsest cluster, such as the customer.',
    }),
    sources: t.stringList(),
    rubricVersionIds: t.idList(),
    poolVersions: t.boolean(),
    profile: t.string(),
    reopenWindowSeconds: t.float(),
    outcomeReliability: t.float({ description: 'In (0, 1]; 1 unless given.' }),
    replicates: t.int({ description: '200 to 10,000.' }),
    level: t.float({ description: 'Coverage that intervals aim at.' }),
    openedFrom: t.field({ type: 'DateTime' }),
    openedBefore: t.field({ type: 'DateTime' }),
  }),
});

/** The input in the form that is checked and stored. */
export const optionsOf = (input: typeof KpiOptionsInput.$inferInput | null | undefined) => ({
  ...input,
  rubricVersionIds: input?.rubricVersionIds?.map((id) => idOf('RubricVersion', id)),
  openedFrom: input?.openedFrom?.toISOString(),
  openedBefore: input?.openedBefore?.toISOString(),
});

const RunKpiAnalysisInput = builder.inputType('RunKpiAnalysisInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    projectId: t.id({ required: true }),
    options: t.field({ type: KpiOptionsInput }),
    seed: t.int({ description: 'Chosen at random unless given.' }),
  }),
});
const RerunKpiAnalysisInput = builder.inputType('RerunKpiAnalysisInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    runId: t.id({ required: true }),
  }),
});
interface Made {
  readonly id: string;
  readonly replayed: boolean;
}
const payload = (name: string) =>
  builder.objectRef<Made>(name).implement({
    fields: (t) => ({
      kpiRun: t.field({
        type: KpiRunType,
        description: 'Watch its `job`.',
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadRuns, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const RunKpiAnalysisPayload = payload('RunKpiAnalysisPayload');
const RerunKpiAnalysisPayload = payload('RerunKpiAnalysisPayload');

builder.mutationFields((t) => ({
  runKpiAnalysis: t.field({
    type: RunKpiAnalysisPayload,
    description: 'Links the scores of a project to the outcomes of its tickets, in a job.',
    errors: {},
    args: { input: t.arg({ type: RunKpiAnalysisInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      runKpiAnalysis(ctx, {
        idempotencyKey: input.idempotencyKey,
        projectId: idOf('Project', input.projectId),
        options: optionsOf(input.options),
        seed: input.seed ?? null,
      }),
  }),
  rerunKpiAnalysis: t.field({
    type: RerunKpiAnalysisPayload,
    description:
      'Computes a run again from its stored input table and seed: the same numbers, unless the code has changed.',
    errors: {},
    args: { input: t.arg({ type: RerunKpiAnalysisInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      rerunKpiAnalysis(ctx, { ...input, runId: idOf('KpiRun', input.runId) }),
  }),
}));
