import type { Import, Upload } from '@assay/db/tables/imports';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { signDownload } from '../../../links.ts';
import { JobType } from '../../jobs/graphql.ts';
import { loadJobs } from '../../jobs/queries.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import type { FileProblem } from '../commands/keep-problems.ts';
import * as queries from '../queries/imports.ts';
import { cellMax, previewUpload, type UploadPreview } from '../queries/preview.ts';
import { problemsOf } from '../queries/problems.ts';
import { importTargets } from '../rules/mapping.ts';
import { problemsMax } from '../rules/problems.ts';
import type { Suggestion } from '../rules/suggest.ts';

export const ImportFormatEnum = builder.enumType('ImportFormat', {
  description:
    'CSV: a first line of column names, then records; comma, semicolon, tab or bar, in UTF-8. JSONL: one JSON object a line.',
  values: ['CSV', 'JSONL'] as const,
});
export const ImportTargetEnum = builder.enumType('ImportTarget', {
  description:
    'What a field becomes. Several fields with the same text target are joined, in order, by a blank line. MESSAGES is a list of { role, content }. MODEL_A is the model of response A. ATTRIBUTE and CONTEXT take a `key`: the name or title.',
  values: importTargets,
});
const ProblemSeverityEnum = builder.enumType('ProblemSeverity', {
  description: 'ERROR: the row was left out. WARNING: it was taken, with a change.',
  values: ['ERROR', 'WARNING'] as const,
});

const SuggestionType = builder.objectRef<Suggestion>('ImportFieldSuggestion').implement({
  description: 'What a field seems to be, by its name.',
  fields: (t) => ({
    source: t.exposeString('source'),
    target: t.expose('target', { type: ImportTargetEnum }),
    key: t.exposeString('key', { nullable: true }),
  }),
});
const UploadPreviewType = builder.objectRef<UploadPreview>('UploadPreview').implement({
  description: 'The first rows of a file and what they seem to be.',
  fields: (t) => ({
    format: t.expose('format', { type: ImportFormatEnum }),
    columns: t.exposeStringList('columns', {
      description:
        'Columns of a CSV file; of JSON lines the dotted paths of scalars, up to three levels, and of lists.',
    }),
    rows: t.field({
      type: t.listRef(t.listRef('String', { nullable: true })),
      description: `Up to 20 rows, cells in the order of \`columns\`; what is no text as JSON, cut after ${cellMax} characters; null where a row has no such field.`,
      resolve: ({ rows }) => rows.map((row) => [...row]),
    }),
    suggestedMapping: t.field({
      type: [SuggestionType],
      description: 'A start to look over, one entry a column. Empty for a native file.',
      resolve: ({ suggestedMapping }) => [...suggestedMapping],
    }),
    native: t.exposeBoolean('native', {
      description: "True where the file is already in Assay's own form and needs no mapping.",
    }),
    problem: t.exposeString('problem', {
      nullable: true,
      description: 'The first thing that could not be read.',
    }),
  }),
});

export const UploadType = builder.objectRef<Upload>('Upload');
UploadType.implement({
  description:
    'A file that was sent by `POST /uploads?name=…` with the file as body, up to 1 GiB, and the header `Assay-Csrf: 1` unless an API key is used.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Upload', id) }),
    name: t.exposeString('name'),
    sizeBytes: t.exposeFloat('sizeBytes', {
      description: 'A whole number, beyond what Int holds.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    preview: t.field({
      type: UploadPreviewType,
      args: {
        format: t.arg({ type: ImportFormatEnum, description: 'Told by its content unless given.' }),
      },
      resolve: (upload, { format }, ctx) => previewUpload(ctx.services, upload, format ?? null),
    }),
  }),
});
nodeBy('Upload', (ctx, id) => queries.findUpload(ctx, { id }));

export const ImportProblemType = builder.objectRef<FileProblem>('ImportProblem').implement({
  description: 'A row that was left out, or taken with a change.',
  fields: (t) => ({
    line: t.exposeInt('line', {
      description: 'The line of the file on which the row begins, from 1.',
    }),
    severity: t.expose('severity', { type: ProblemSeverityEnum }),
    field: t.exposeString('field', {
      nullable: true,
      description:
        "The column of a mapped file, or the part of a row in Assay's own form. Null for the whole row.",
    }),
    message: t.exposeString('message', { description: 'For a person.' }),
  }),
});
export const ImportProblemConnection = builder.connectionObject(
  { type: ImportProblemType, name: 'ImportProblemConnection' },
  { name: 'ImportProblemEdge' },
);

export const ImportType = builder.objectRef<Import>('Import');
ImportType.implement({
  description: 'One file read into a project. Good rows are stored, bad rows are reported.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Import', id) }),
    name: t.exposeString('name', { description: 'Of the file.' }),
    format: t.expose('format', { type: ImportFormatEnum }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    rowsRead: t.exposeInt('rowsRead', { description: 'So far, good and bad.' }),
    tasksCreated: t.exposeInt('tasksCreated'),
    judgmentsCreated: t.exposeInt('judgmentsCreated'),
    rowsFailed: t.exposeInt('rowsFailed', { description: 'Rows left out.' }),
    rowsWarned: t.exposeInt('rowsWarned', { description: 'Rows taken with a change.' }),
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
      resolve: ({ id }, _args, ctx) => signDownload(ctx, 'import-report', id),
    }),
  }),
});
nodeBy('Import', (ctx, id) => queries.findImport(ctx, { id }));

const ImportConnection = builder.connectionObject(
  { type: ImportType, name: 'ImportConnection' },
  { name: 'ImportEdge' },
);
builder.objectField(ProjectType, 'imports', (t) =>
  t.connection(
    {
      type: ImportType,
      resolve: ({ id }, args, ctx) => queries.listImports(ctx, id, args, null),
    },
    ImportConnection,
  ),
);
builder.queryFields((t) => ({
  upload: t.field({
    type: UploadType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findUpload(ctx, { id: idOf('Upload', id) }),
  }),
  import: t.field({
    type: ImportType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findImport(ctx, { id: idOf('Import', id) }),
  }),
}));
