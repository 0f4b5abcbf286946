import type {
  ContextProfileRow,
  RedLineRow,
  Rubric,
  RubricVersion,
} from '@assay/db/tables/rubrics';
import { validateRubric } from '@assay/scoring/rubrics/validate-rubric';
import type { Context } from '../../../context.ts';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import {
  type DimensionContent,
  loadContents,
  scoringRubric,
  type TierContent,
} from '../queries/content.ts';
import * as queries from '../queries/rubrics.ts';
import { type RubricTemplate, rubricTemplates } from '../queries/templates.ts';
import {
  DimensionScopeEnum,
  FlagKindEnum,
  RedLineEffectEnum,
  RollUpEnum,
  TierExampleKindEnum,
} from './enums.ts';

export const RubricType = builder.objectRef<Rubric>('Rubric');
export const RubricVersionType = builder.objectRef<RubricVersion>('RubricVersion');
export const DimensionType = builder.objectRef<DimensionShape>('Dimension');
export const TierType = builder.objectRef<TierContent>('Tier');
const TierExampleType = builder.objectRef<TierContent['examples'][number]>('TierExample');
const RedLineType = builder.objectRef<RedLineRow>('RedLine');
const ContextProfileType = builder.objectRef<ContextProfileRow>('ContextProfile');
const ProfileWeightType = builder.objectRef<ContextProfileRow['weights'][number]>('ProfileWeight');
const RubricTemplateType = builder.objectRef<RubricTemplate>('RubricTemplate');
const RubricTemplateDimensionType =
  builder.objectRef<RubricTemplate['dimensions'][number]>('RubricTemplateDimension');

const versionsOf = (ctx: Context, rubric: Rubric) =>
  present(ctx.load(queries.loadVersionsOfRubrics, rubric.id));

RubricType.implement({
  description: 'What is judged by. Its content lives in versions.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Rubric', id) }),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    versions: t.field({
      type: [RubricVersionType],
      description: 'Newest first.',
      resolve: (rubric, _args, ctx) => versionsOf(ctx, rubric),
    }),
    draft: t.field({
      type: RubricVersionType,
      nullable: true,
      description: 'The version being edited.',
      resolve: async (rubric, _args, ctx) =>
        (await versionsOf(ctx, rubric)).find(({ status }) => status === 'DRAFT') ?? null,
    }),
    current: t.field({
      type: RubricVersionType,
      nullable: true,
      description: 'The newest published version.',
      resolve: async (rubric, _args, ctx) =>
        (await versionsOf(ctx, rubric)).find(({ status }) => status === 'PUBLISHED') ?? null,
    }),
  }),
});
nodeBy('Rubric', (ctx, id) => queries.findRubric(ctx, { id }));

const RubricVersionStatusEnum = builder.enumType('RubricVersionStatus', {
  description:
    'A DRAFT is edited; a PUBLISHED version never changes; a RETIRED one is no longer offered.',
  values: ['DRAFT', 'PUBLISHED', 'RETIRED'] as const,
});

const contentOf = (ctx: Context, version: { id: string }) =>
  present(ctx.load(loadContents, version.id));

/** A dimension with the sum of all weights of its version, which its share needs. */
export interface DimensionShape extends DimensionContent {
  readonly weightSum: number;
}
export const dimensionsWithShare = (dimensions: readonly DimensionContent[]): DimensionShape[] => {
  const weightSum = dimensions.reduce((sum, { weight }) => sum + weight, 0);
  return dimensions.map((dimension) => ({ ...dimension, weightSum }));
};

RubricVersionType.implement({
  description: 'One version of a rubric. Every judgment names the version it was made under.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('RubricVersion', id) }),
    rubric: t.field({
      type: RubricType,
      resolve: ({ rubricId }, _args, ctx) => present(ctx.load(queries.loadRubrics, rubricId)),
    }),
    number: t.exposeInt('number'),
    status: t.expose('status', { type: RubricVersionStatusEnum }),
    note: t.exposeString('note', { description: 'What changed, in the words of its author.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', nullable: true }),
    revision: t.exposeInt('revision', {
      description: 'Counts the saves of a draft; saveRubricDraft takes the one it was based on.',
    }),
    dimensions: t.field({
      type: [DimensionType],
      description: 'In the order shown; at most 30.',
      resolve: async (version, _args, ctx) =>
        dimensionsWithShare((await contentOf(ctx, version)).dimensions),
    }),
    redLines: t.field({
      type: [RedLineType],
      resolve: async (version, _args, ctx) => [...(await contentOf(ctx, version)).redLines],
    }),
    profiles: t.field({
      type: [ContextProfileType],
      description: 'Tried in order; the first that matches a task sets its weights.',
      resolve: async (version, _args, ctx) => [...(await contentOf(ctx, version)).profiles],
    }),
    problems: t.field({
      type: [RubricProblemType],
      description: 'What stands in the way of publishing. Empty when it can be published.',
      resolve: async (version, _args, ctx) => [
        ...validateRubric(scoringRubric(await contentOf(ctx, version))),
      ],
    }),
  }),
});
nodeBy('RubricVersion', (ctx, id) => queries.findVersion(ctx, { id }));

const RubricProblemType = builder
  .objectRef<{ readonly field: string; readonly message: string }>('RubricProblem')
  .implement({
    fields: (t) => ({ field: t.exposeString('field'), message: t.exposeString('message') }),
  });

DimensionType.implement({
  description: 'What is scored.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Dimension', id) }),
    key: t.exposeString('key', { description: 'Stable across versions.' }),
    label: t.exposeString('label'),
    description: t.exposeString('description'),
    scope: t.expose('scope', { type: DimensionScopeEnum }),
    weight: t.exposeFloat('weight', { description: '0 or more.' }),
    share: t.float({
      nullable: true,
      description: 'weight divided by the sum of all weights, in [0, 1]; null where all are 0.',
      resolve: ({ weight, weightSum }) => (weightSum > 0 ? weight / weightSum : null),
    }),
    critical: t.exposeBoolean('critical', {
      description: 'Marked as one that red lines may act on.',
    }),
    locked: t.exposeBoolean('locked', { description: 'Its weight is set by people only.' }),
    allowNotApplicable: t.exposeBoolean('allowNotApplicable'),
    rollUp: t.expose('rollUp', { type: RollUpEnum }),
    tiers: t.field({
      type: [TierType],
      description: 'Lowest first; at most 10.',
      resolve: ({ tiers }) => [...tiers],
    }),
  }),
});

TierType.implement({
  description: 'One level of a dimension.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Tier', id) }),
    index: t.exposeInt('position', { description: 'From 0, lowest first.' }),
    label: t.exposeString('label'),
    description: t.exposeString('description'),
    value: t.exposeFloat('value', { description: 'In [0, 1].' }),
    examples: t.field({ type: [TierExampleType], resolve: ({ examples }) => [...examples] }),
  }),
});

TierExampleType.implement({
  description: 'An answer that belongs to a tier, or one that looks so and does not.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('TierExample', id) }),
    kind: t.expose('kind', { type: TierExampleKindEnum }),
    text: t.exposeString('text'),
    reason: t.exposeString('reason'),
  }),
});

RedLineType.implement({
  description:
    'A mark that caps the score: a dimension at or below a tier (at any turn), or a flag.',
  fields: (t) => ({
    dimensionKey: t.exposeString('dimensionKey', { nullable: true }),
    atOrBelowTier: t.exposeInt('atOrBelowTier', { nullable: true }),
    flag: t.expose('flag', { type: FlagKindEnum, nullable: true }),
    effect: t.expose('effect', { type: RedLineEffectEnum }),
    failDimensionKey: t.exposeString('failDimensionKey', { nullable: true }),
  }),
});

ContextProfileType.implement({
  description: 'Other weights for tasks whose attribute has one of these values.',
  fields: (t) => ({
    name: t.exposeString('name'),
    attribute: t.exposeString('attribute'),
    equals: t.field({ type: ['String'], resolve: ({ equals }) => [...equals] }),
    weights: t.field({ type: [ProfileWeightType], resolve: ({ weights }) => [...weights] }),
  }),
});
ProfileWeightType.implement({
  fields: (t) => ({
    dimensionKey: t.exposeString('dimensionKey'),
    weight: t.exposeFloat('weight'),
  }),
});

RubricTemplateType.implement({
  description: 'A rubric to copy and change.',
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    description: t.exposeString('description'),
    dimensions: t.field({
      type: [RubricTemplateDimensionType],
      resolve: ({ dimensions }) => dimensions,
    }),
  }),
});
RubricTemplateDimensionType.implement({
  fields: (t) => ({
    label: t.exposeString('label'),
    weight: t.exposeFloat('weight'),
    tiers: t.field({ type: ['String'], resolve: ({ tiers }) => tiers.map(({ label }) => label) }),
  }),
});

const RubricConnection = builder.connectionObject(
  { type: RubricType, name: 'RubricConnection' },
  { name: 'RubricEdge' },
);
builder.queryFields((t) => ({
  rubrics: t.connection(
    { type: RubricType, resolve: (_root, args, ctx) => queries.listRubrics(ctx, args) },
    RubricConnection,
  ),
  rubric: t.field({
    type: RubricType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findRubric(ctx, { id: idOf('Rubric', id) }),
  }),
  rubricTemplates: t.field({
    type: [RubricTemplateType],
    description: 'Rubrics to start from.',
    resolve: async () => [...(await rubricTemplates())],
  }),
}));
