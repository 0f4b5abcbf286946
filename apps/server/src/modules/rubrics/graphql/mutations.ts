import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import * as commands from '../commands.ts';
import * as queries from '../queries/rubrics.ts';
import {
  DimensionScopeEnum,
  FlagKindEnum,
  RedLineEffectEnum,
  RollUpEnum,
  TierExampleKindEnum,
} from './enums.ts';
import { RubricType, RubricVersionType } from './types.ts';

const CreateRubricInput = builder.inputType('CreateRubricInput', {
  description: 'Starts from a template, from a version of a rubric, or empty.',
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    name: t.string({ required: true }),
    description: t.string({ required: true, defaultValue: '' }),
    templateId: t.id(),
    rubricVersionId: t.id(),
  }),
});
const CreateRubricPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('CreateRubricPayload')
  .implement({
    fields: (t) => ({
      rubric: t.field({
        type: RubricType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadRubrics, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });

const TierExampleInput = builder.inputType('TierExampleInput', {
  fields: (t) => ({
    kind: t.field({ type: TierExampleKindEnum, required: true }),
    text: t.string({ required: true }),
    reason: t.string({ required: true, defaultValue: '' }),
  }),
});
const TierInput = builder.inputType('TierInput', {
  fields: (t) => ({
    label: t.string({ required: true }),
    description: t.string({ required: true, defaultValue: '' }),
    value: t.float({ required: true, description: 'In [0, 1].' }),
    examples: t.field({ type: [TierExampleInput], required: true, defaultValue: [] }),
  }),
});
const DimensionInput = builder.inputType('DimensionInput', {
  fields: (t) => ({
    key: t.string({ required: true, description: 'Lower-case letters, digits and underscores.' }),
    label: t.string({ required: true }),
    description: t.string({ required: true, defaultValue: '' }),
    scope: t.field({ type: DimensionScopeEnum, required: true, defaultValue: 'RESPONSE' }),
    weight: t.float({ required: true, description: '0 or more.' }),
    critical: t.boolean({ required: true, defaultValue: false }),
    locked: t.boolean({ required: true, defaultValue: false }),
    allowNotApplicable: t.boolean({ required: true, defaultValue: false }),
    rollUp: t.field({ type: RollUpEnum, required: true, defaultValue: 'MEAN' }),
    tiers: t.field({ type: [TierInput], required: true, description: 'Lowest first.' }),
  }),
});
const RedLineInput = builder.inputType('RedLineInput', {
  fields: (t) => ({
    dimensionKey: t.string(),
    atOrBelowTier: t.int(),
    flag: t.field({ type: FlagKindEnum }),
    effect: t.field({ type: RedLineEffectEnum, required: true }),
    failDimensionKey: t.string(),
  }),
});
const ProfileWeightInput = builder.inputType('ProfileWeightInput', {
  fields: (t) => ({
    dimensionKey: t.string({ required: true }),
    weight: t.float({ required: true }),
  }),
});
const ContextProfileInput = builder.inputType('ContextProfileInput', {
  fields: (t) => ({
    name: t.string({ required: true }),
    attribute: t.string({ required: true }),
    equals: t.stringList({ required: true }),
    weights: t.field({ type: [ProfileWeightInput], required: true }),
  }),
});
const SaveRubricDraftInput = builder.inputType('SaveRubricDraftInput', {
  description: 'The whole content of a draft; what is left out is removed.',
  fields: (t) => ({
    rubricId: t.id({ required: true }),
    basedOnRevision: t.int({
      description:
        'The revision you edited; 0 where there was no draft. Without it, the last save wins.',
    }),
    name: t.string(),
    description: t.string(),
    note: t.string({ required: true, defaultValue: '' }),
    dimensions: t.field({ type: [DimensionInput], required: true }),
    redLines: t.field({ type: [RedLineInput], required: true, defaultValue: [] }),
    profiles: t.field({ type: [ContextProfileInput], required: true, defaultValue: [] }),
  }),
});
const versionPayload = (name: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    fields: (t) => ({
      rubricVersion: t.field({
        type: RubricVersionType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadVersions, id)),
      }),
    }),
  });
const SaveRubricDraftPayload = versionPayload('SaveRubricDraftPayload');
const PublishRubricVersionPayload = versionPayload('PublishRubricVersionPayload');
const PublishRubricVersionInput = builder.inputType('PublishRubricVersionInput', {
  fields: (t) => ({ rubricVersionId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createRubric: t.field({
    type: CreateRubricPayload,
    errors: {},
    args: { input: t.arg({ type: CreateRubricInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.createRubric(ctx, {
        ...input,
        templateId: input.templateId ?? null,
        rubricVersionId:
          input.rubricVersionId == null ? null : idOf('RubricVersion', input.rubricVersionId),
      }),
  }),
  saveRubricDraft: t.field({
    type: SaveRubricDraftPayload,
    description: "Replaces the content of a rubric's draft, which is made if there is none.",
    errors: {},
    args: { input: t.arg({ type: SaveRubricDraftInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.saveRubricDraft(ctx, {
        ...input,
        rubricId: idOf('Rubric', input.rubricId),
        basedOnRevision: input.basedOnRevision ?? null,
        name: input.name ?? null,
        description: input.description ?? null,
        redLines: input.redLines.map(({ effect, ...line }) => ({
          effect,
          dimensionKey: line.dimensionKey ?? null,
          atOrBelowTier: line.atOrBelowTier ?? null,
          flag: line.flag ?? null,
          failDimensionKey: line.failDimensionKey ?? null,
        })),
      }),
  }),
  publishRubricVersion: t.field({
    type: PublishRubricVersionPayload,
    description: 'Publishes a draft. A published version never changes.',
    errors: {},
    args: { input: t.arg({ type: PublishRubricVersionInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.publishRubricVersion(ctx, {
        rubricVersionId: idOf('RubricVersion', input.rubricVersionId),
      }),
  }),
}));
