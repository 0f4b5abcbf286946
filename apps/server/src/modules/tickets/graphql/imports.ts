import type { Import } from '@assay/db/tables/imports';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { signDownload } from '../../../links.ts';
import {
  ImportFormatEnum,
  ImportProblemConnection,
  ImportProblemType,
  UploadType,
} from '../../imports/graphql/types.ts';
import { problemsOf } from '../../imports/queries/problems.ts';
import { problemsMax } from '../../imports/rules/problems.ts';
import { JobType } from '../../jobs/graphql.ts';
import { loadJobs } from '../../jobs/queries.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { startOutcomeImport } from '../commands/start-import.ts';
import * as queries from '../queries/imports.ts';
import { type OutcomePreview, previewOutcomes } from '../queries/preview.ts';
import type { OutcomeField } from '../rules/mapping.ts';
import { CsatScaleEnum, OutcomeClockEnum } from './enums.ts';
import { DurationUnitEnum, mappingOf, OutcomeMappingInput, OutcomeTargetEnum } from './mapping.ts';

const OutcomeFieldSuggestionType = builder
  .objectRef<OutcomeField>('OutcomeFieldSuggestion')
  .implement({
    description: 'What a field seems to be, by its name.',
    fields: (t) => ({
      source: t.exposeString('source'),
      target: t.expose('target', { type: OutcomeTargetEnum }),
      key: t.exposeString('key', { nullable: true }),
      unit: t.expose('unit', { type: DurationUnitEnum, nullable: true }),
      clock: t.expose('clock', { type: OutcomeClockEnum, nullable: true }),
      scale: t.expose('scale', { type: CsatScaleEnum, nullable: true }),
      knownAtOpening: t.exposeBoolean('knownAtOpening'),
    }),
  });
const OutcomePreviewType = builder.objectRef<OutcomePreview>('OutcomePreview').implement({
  description: 'The first rows of a file and what they seem to say of tickets.',
  fields: (t) => ({
    format: t.expose('format', { type: ImportFormatEnum }),
    columns: t.exposeStringList('columns'),
    rows: t.field({
      type: t.listRef(t.listRef('String', { nullable: true })),
      description: 'Up to 20 rows, cells in the order of `columns`.',
      resolve: ({ rows }) => rows.map((row) => [...row]),
    }),
    suggestedFields: t.field({
      type: [OutcomeFieldSuggestionType],
      description: 'A start to look over, one entry a column. Empty for a native file.',
      resolve: ({ suggestedFields }) => [...suggestedFields],
    }),
    native: t.exposeBoolean('native', {
      description: "True where the file is in Assay's own form and needs no mapping.",
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'The first thing that could not be read.',
    }),
  }),
});
builder.objectField(UploadType, 'outcomePreview', (t) =>
  t.field({
    type: OutcomePreviewType,
    description: 'The file read as outcomes of tickets.',
    args: {
      format: t.arg({ type: ImportFormatEnum, description: 'Told by its content unless given.' }),
    },
    resolve: (upload, { format }, ctx) => previewOutcomes(ctx, upload, format ?? null),
  }),
);

export const OutcomeImportType = builder.objectRef<Import>('OutcomeImport');
OutcomeImportType.implement({
  description: 'One file of outcomes. Good rows are recorded, bad rows are reported.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('OutcomeImport', id) }),
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    name: t.exposeString('name', { description: 'Of the file.' }),
    format: t.expose('format', { type: ImportFormatEnum }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    rowsRead: t.exposeInt('rowsRead', { description: 'So far, good and bad.' }),
    outcomesRecorded: t.exposeInt('outcomesRecorded', {
      description: 'Events that were new. What was known already has no second effect.',
    }),
    rowsFailed: t.exposeInt('rowsFailed', { description: 'Rows left out.' }),
    problems: t.connection(
      {
        type: ImportProblemType,
        description: `By line. The first ${problemsMax} are kept; all are counted.`,
        resolve: ({ id }, args, ctx) => problemsOf(ctx, id, args),
      },
      ImportProblemConnection,
    ),
    reportUrl: t.string({
      description: 'Where the problems are downloaded as CSV. Works once, for five minutes.',
      resolve: ({ id }, _args, ctx) => signDownload(ctx, 'outcome-report', id),
    }),
  }),
});
nodeBy('OutcomeImport', (ctx, id) => queries.findOutcomeImport(ctx, { id }));

const OutcomeImportConnection = builder.connectionObject(
  { type: OutcomeImportType, name: 'OutcomeImportConnection' },
  { name: 'OutcomeImportEdge' },
);
builder.objectField(ProjectType, 'outcomeImports', (t) =>
  t.connection(
    {
      type: OutcomeImportType,
      resolve: ({ id }, args, ctx) => queries.listOutcomeImports(ctx, id, args, null),
    },
    OutcomeImportConnection,
  ),
);
builder.queryField('outcomeImport', (t) =>
  t.field({
    type: OutcomeImportType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) =>
      queries.findOutcomeImport(ctx, { id: idOf('OutcomeImport', id) }),
  }),
);

const StartOutcomeImportInput = builder.inputType('StartOutcomeImportInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    projectId: t.id({ required: true }),
    uploadId: t.id({ required: true }),
    format: t.field({ type: ImportFormatEnum, required: true }),
    mapping: t.field({ type: OutcomeMappingInput, description: 'Needed for CSV.' }),
  }),
});
const StartOutcomeImportPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('StartOutcomeImportPayload')
  .implement({
    fields: (t) => ({
      outcomeImport: t.field({
        type: OutcomeImportType,
        description: 'Watch its `job`.',
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadOutcomeImports, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });

builder.mutationField('startOutcomeImport', (t) =>
  t.field({
    type: StartOutcomeImportPayload,
    description:
      'Reads an uploaded file of outcomes, in a job. Good rows are recorded as they are read. The same file again has no second effect.',
    errors: {},
    args: { input: t.arg({ type: StartOutcomeImportInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      startOutcomeImport(ctx, {
        idempotencyKey: input.idempotencyKey,
        projectId: idOf('Project', input.projectId),
        uploadId: idOf('Upload', input.uploadId),
        format: input.format,
        mapping: input.mapping == null ? null : mappingOf(input.mapping),
      }),
  }),
);
