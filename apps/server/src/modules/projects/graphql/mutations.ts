import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import * as commands from '../commands.ts';
import { loadProjects } from '../queries.ts';
import { ProjectType } from './types.ts';

const CreateProjectInput = builder.inputType('CreateProjectInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    name: t.string({ required: true }),
    description: t.string({ required: true, defaultValue: '' }),
    instructions: t.string({ required: true, defaultValue: '', description: 'For annotators.' }),
    rubricVersionId: t.id({ required: true, description: 'A published version.' }),
    overlap: t.int({ required: true, defaultValue: 1, description: '1 to 20.' }),
    overlapShare: t.float({ required: true, defaultValue: 1, description: 'In [0, 1].' }),
    leaseMinutes: t.int({ required: true, defaultValue: 30, description: '1 to 1440.' }),
    allowBothGood: t.boolean({ required: true, defaultValue: false }),
    renderMarkdown: t.boolean({ required: true, defaultValue: false }),
    targetAgreement: t.float({ required: true, defaultValue: 0.667, description: 'In [0, 1].' }),
  }),
});
const UpdateProjectInput = builder.inputType('UpdateProjectInput', {
  description: 'What is left out stays as it is.',
  fields: (t) => ({
    projectId: t.id({ required: true }),
    name: t.string(),
    description: t.string(),
    instructions: t.string(),
    paused: t.boolean(),
    allowBothGood: t.boolean(),
    renderMarkdown: t.boolean(),
    leaseMinutes: t.int(),
    targetAgreement: t.float(),
  }),
});
const AdoptRubricVersionInput = builder.inputType('AdoptRubricVersionInput', {
  fields: (t) => ({
    projectId: t.id({ required: true }),
    rubricVersionId: t.id({ required: true }),
  }),
});
const projectPayload = (name: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    fields: (t) => ({
      project: t.field({
        type: ProjectType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadProjects, id)),
      }),
    }),
  });
const UpdateProjectPayload = projectPayload('UpdateProjectPayload');
const AdoptRubricVersionPayload = projectPayload('AdoptRubricVersionPayload');
const CreateProjectPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('CreateProjectPayload')
  .implement({
    fields: (t) => ({
      project: t.field({
        type: ProjectType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadProjects, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });

builder.mutationFields((t) => ({
  createProject: t.field({
    type: CreateProjectPayload,
    errors: {},
    args: { input: t.arg({ type: CreateProjectInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.createProject(ctx, {
        ...input,
        rubricVersionId: idOf('RubricVersion', input.rubricVersionId),
      }),
  }),
  updateProject: t.field({
    type: UpdateProjectPayload,
    errors: {},
    args: { input: t.arg({ type: UpdateProjectInput, required: true }) },
    resolve: (_root, { input }, ctx) => {
      const { name, description, instructions, paused, allowBothGood, renderMarkdown } = input;
      const { leaseMinutes, targetAgreement } = input;
      return commands.updateProject(ctx, {
        projectId: idOf('Project', input.projectId),
        ...(name != null && { name }),
        ...(description != null && { description }),
        ...(instructions != null && { instructions }),
        ...(paused != null && { paused }),
        ...(allowBothGood != null && { allowBothGood }),
        ...(renderMarkdown != null && { renderMarkdown }),
        ...(leaseMinutes != null && { leaseMinutes }),
        ...(targetAgreement != null && { targetAgreement }),
      });
    },
  }),
  adoptRubricVersion: t.field({
    type: AdoptRubricVersionPayload,
    description:
      'What is claimed from now on is judged under another version. The past keeps its own.',
    errors: {},
    args: { input: t.arg({ type: AdoptRubricVersionInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.adoptRubricVersion(ctx, {
        projectId: idOf('Project', input.projectId),
        rubricVersionId: idOf('RubricVersion', input.rubricVersionId),
      }),
  }),
}));
