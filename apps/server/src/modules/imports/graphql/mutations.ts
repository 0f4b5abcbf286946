import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { PreferenceDirectionEnum } from '../../judgments/graphql/types.ts';
import { startImport } from '../commands/start-import.ts';
import { loadImports } from '../queries/imports.ts';
import type { ImportMapping } from '../rules/mapping.ts';
import { ImportFormatEnum, ImportTargetEnum, ImportType } from './types.ts';

const ImportFieldInput = builder.inputType('ImportFieldInput', {
  fields: (t) => ({
    source: t.string({ required: true, description: 'A CSV column, or a dotted path of JSON.' }),
    target: t.field({ type: ImportTargetEnum, required: true }),
    key: t.string({
      description: 'The name of an ATTRIBUTE, the title of a CONTEXT; the source unless given.',
    }),
  }),
});
const ImportLabelInput = builder.inputType('ImportLabelInput', {
  description: 'What a label of the file means.',
  fields: (t) => ({
    value: t.string({ required: true, description: 'As it stands in the file.' }),
    direction: t.field({ type: PreferenceDirectionEnum, required: true }),
    strength: t.int({ description: '1 to 3, with A or B only.' }),
  }),
});
const ImportJudgmentsInput = builder.inputType('ImportJudgmentsInput', {
  description: 'Comparisons of the two responses that the rows bring along.',
  fields: (t) => ({
    path: t.string({
      required: true,
      description: 'The field with the list of judgments; empty where a row is one judgment.',
    }),
    annotator: t.string({
      required: true,
      description:
        'In a judgment, the field that says who made it; empty where nobody knows. The same value is the same annotator throughout the project.',
    }),
    label: t.string({
      required: true,
      description: 'In a judgment, the field with the label. Without a label there is no judgment.',
    }),
    values: t.field({ type: [ImportLabelInput], required: true }),
  }),
});
const ImportMappingInput = builder.inputType('ImportMappingInput', {
  description: "Without a mapping the file is in Assay's own form.",
  fields: (t) => ({
    fields: t.field({ type: [ImportFieldInput], required: true, description: 'Up to 500.' }),
    judgments: t.field({ type: ImportJudgmentsInput }),
  }),
});
const StartImportInput = builder.inputType('StartImportInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    projectId: t.id({ required: true }),
    uploadId: t.id({ required: true }),
    format: t.field({ type: ImportFormatEnum, required: true }),
    mapping: t.field({ type: ImportMappingInput, description: 'Needed for CSV.' }),
  }),
});
const StartImportPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('StartImportPayload')
  .implement({
    fields: (t) => ({
      import: t.field({
        type: ImportType,
        description: 'Watch its `job`.',
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadImports, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });

const mappingOf = (mapping: typeof ImportMappingInput.$inferInput): ImportMapping => ({
  fields: mapping.fields.map(({ source, target, key }) => ({ source, target, key: key ?? null })),
  judgments:
    mapping.judgments == null
      ? null
      : {
          ...mapping.judgments,
          values: mapping.judgments.values.map(({ value, direction, strength }) => ({
            ...{ value, direction, strength: strength ?? null },
          })),
        },
});

builder.mutationField('startImport', (t) =>
  t.field({
    type: StartImportPayload,
    description:
      'Reads an uploaded file into a project, in a job. Good rows are stored as they are read; a row whose external id the project has already is an error of that row, so a file can be sent again. An API key needs TASKS_WRITE; without JUDGMENTS_WRITE too, a row that brings judgments is an error.',
    errors: {},
    args: { input: t.arg({ type: StartImportInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      startImport(ctx, {
        idempotencyKey: input.idempotencyKey,
        projectId: idOf('Project', input.projectId),
        uploadId: idOf('Upload', input.uploadId),
        format: input.format,
        mapping: input.mapping == null ? null : mappingOf(input.mapping),
      }),
  }),
);
