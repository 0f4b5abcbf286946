import type { Project } from '@assay/db/tables/projects';
import { builder } from '../../../graphql/builder.ts';
import { present } from '../../../graphql/payload.ts';
import { loadAnnotators } from '../../annotators/queries.ts';
import { AnnotatorType } from '../../judgments/graphql/types.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import {
  type DimensionShape,
  DimensionType,
  dimensionsWithShare,
  TierType,
} from '../../rubrics/graphql/types.ts';
import { loadContents, type TierContent } from '../../rubrics/queries/content.ts';
import { requireNotBlind, TaskType } from '../../tasks/graphql/types.ts';
import { skipRows } from '../queries/annotator-counts.ts';
import type { PreferenceCounts } from '../queries/score-counts.ts';
import { loadTaskComposites } from '../queries/task-composites.ts';
import { type AnnotatorFigures, annotatorFigures } from '../rules/annotators.ts';
import { undefinedFigure } from '../rules/figures.ts';
import * as rules from '../rules/scores.ts';
import { asked, counted, explained, leftOut } from './asked.ts';
import { EstimateType } from './types.ts';

interface DimensionScoresShape {
  readonly dimension: DimensionShape;
  readonly figures: rules.DimensionFigures | null;
}
interface TierCountShape {
  readonly tier: TierContent;
  readonly count: number;
}
const ProjectScoresType = builder.objectRef<Project>('ProjectScores');
const HistogramBinType = builder.objectRef<rules.HistogramBin>('HistogramBin');
const DimensionScoresType = builder.objectRef<DimensionScoresShape>('DimensionScores');
const TierCountType = builder.objectRef<TierCountShape>('TierCount');
const PreferenceScoresType = builder.objectRef<PreferenceCounts>('PreferenceScores');
const ModelScoreType = builder.objectRef<rules.ModelFigures>('ModelScore');
const AnnotatorFiguresType = builder.objectRef<AnnotatorFigures>('AnnotatorFigures');

builder.objectFields(ProjectType, (t) => ({
  tasksLeftOut: t.int({
    description:
      'Judged tasks that you may still judge, or whose judgment by you you may still revise: the figures of this project leave them out until `openTasks` gives that up.',
    resolve: ({ id }, _args, ctx) => leftOut(ctx, id),
  }),
  scores: t.field({
    type: ProjectScoresType,
    description: 'Figures over the latest revision of every judgment that serves labels.',
    resolve: (project) => project,
  }),
  annotatorQuality: t.field({
    type: [AnnotatorFiguresType],
    description:
      'By name; at most 1,000. Nobody is ranked, and there is no figure of fewer than five values.',
    resolve: async (project, _args, ctx) => {
      const [rows, declined] = await Promise.all([
        asked(ctx, project, 'annotators'),
        counted(ctx, skipRows, { projectId: project.id, rubricVersionId: project.rubricVersionId }),
      ]);
      return annotatorFigures(rows, declined);
    },
  }),
}));
builder.objectField(TaskType, 'composite', (t) =>
  t.field({
    type: EstimateType,
    nullable: true,
    description: 'Mean composite over its judgments.',
    resolve: async ({ id }, _args, ctx) => {
      await requireNotBlind(ctx, id);
      return ctx.load(loadTaskComposites, id);
    },
  }),
);

ProjectScoresType.implement({
  fields: (t) => ({
    composite: t.field({
      type: EstimateType,
      description: 'Mean over tasks of their mean composite, in [0, 1].',
      resolve: async (project, _args, ctx) =>
        explained(ctx, project, rules.compositeFigure(await asked(ctx, project, 'composite'))),
    }),
    histogram: t.field({
      type: [HistogramBinType],
      description: 'Judgments by composite, in tenths.',
      resolve: async (project, _args, ctx) => rules.histogram(await asked(ctx, project, 'bins')),
    }),
    dimensions: t.field({
      type: [DimensionScoresType],
      description: 'Under the current rubric version.',
      resolve: async (project, _args, ctx) => {
        const [content, rows] = await Promise.all([
          present(ctx.load(loadContents, project.rubricVersionId)),
          asked(ctx, project, 'dimensions'),
        ]);
        const figures = rules.dimensionFigures(rows);
        return dimensionsWithShare(content.dimensions).map((dimension) => ({
          dimension,
          figures: figures.get(dimension.key) ?? null,
        }));
      },
    }),
    preferences: t.field({
      type: PreferenceScoresType,
      nullable: true,
      resolve: async (project, _args, ctx) =>
        rules.preferenceCounts(await asked(ctx, project, 'preferences')),
    }),
    byModel: t.field({
      type: [ModelScoreType],
      resolve: async (project, _args, ctx) =>
        rules.modelFigures(await asked(ctx, project, 'models')),
    }),
    redLineRate: t.field({
      type: EstimateType,
      description: 'Share of judged tasks that somebody marked with a red line.',
      resolve: async (project, _args, ctx) =>
        explained(ctx, project, rules.redLineRate(await asked(ctx, project, 'redLine'))),
    }),
  }),
});
HistogramBinType.implement({
  fields: (t) => ({
    low: t.exposeFloat('low'),
    high: t.exposeFloat('high'),
    count: t.exposeInt('count'),
  }),
});
const noAnswers = undefinedFigure('There are no answers yet.');
DimensionScoresType.implement({
  fields: (t) => ({
    dimension: t.expose('dimension', { type: DimensionType }),
    mean: t.field({ type: EstimateType, resolve: ({ figures }) => figures?.mean ?? noAnswers }),
    tierCounts: t.field({
      type: [TierCountType],
      resolve: ({ dimension, figures }) =>
        dimension.tiers.map((tier) => ({
          tier,
          count: figures?.tierCounts.get(tier.position) ?? 0,
        })),
    }),
    notApplicable: t.field({
      type: EstimateType,
      description: 'Share of answers marked not applicable.',
      resolve: ({ figures }) => figures?.notApplicable ?? noAnswers,
    }),
  }),
});
TierCountType.implement({
  fields: (t) => ({ tier: t.expose('tier', { type: TierType }), count: t.exposeInt('count') }),
});
PreferenceScoresType.implement({
  description: 'How comparisons came out, towards A or B as stored.',
  fields: (t) => ({
    n: t.exposeInt('n'),
    a: t.exposeInt('a'),
    b: t.exposeInt('b'),
    tie: t.exposeInt('tie'),
    bothBad: t.exposeInt('bothBad'),
    bothGood: t.exposeInt('bothGood'),
  }),
});
ModelScoreType.implement({
  fields: (t) => ({
    model: t.exposeString('model'),
    composite: t.expose('composite', { type: EstimateType }),
    winRate: t.expose('winRate', {
      type: EstimateType,
      description: 'Share of its comparisons decided by majority that it won.',
    }),
  }),
});
AnnotatorFiguresType.implement({
  fields: (t) => ({
    annotator: t.field({
      type: AnnotatorType,
      resolve: ({ annotatorId }, _args, ctx) => present(ctx.load(loadAnnotators, annotatorId)),
    }),
    judgments: t.exposeInt('judgments'),
    composite: t.expose('composite', {
      type: EstimateType,
      description: 'Mean over their judgments.',
    }),
    agreementWithOthers: t.expose('agreementWithOthers', {
      type: EstimateType,
      description: "Mean over shared tasks of the share of the others' answers that were the same.",
    }),
    medianActiveSeconds: t.exposeFloat('medianActiveSeconds', { nullable: true }),
    skips: t.exposeInt('skips'),
    notApplicable: t.expose('notApplicable', { type: EstimateType }),
  }),
});
