import type { DatasetRelease, ReleaseManifest } from '@assay/db/tables/releases';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { present, replayedField } from '../../graphql/payload.ts';
import { globalId, idOf } from '../../ids.ts';
import { signDownload } from '../../links.ts';
import { JobType } from '../jobs/graphql.ts';
import { loadJobs } from '../jobs/queries.ts';
import { ProjectType } from '../projects/graphql/types.ts';
import { loadProjects } from '../projects/queries.ts';
import { createDatasetRelease } from './commands/create-release.ts';
import * as queries from './queries/releases.ts';
import { dropReasons } from './rules/label.ts';
import { promptForms } from './rules/rows.ts';

const ReleaseFormatEnum = builder.enumType('ReleaseFormat', {
  description:
    'What one JSON line of the file is: { prompt, chosen, rejected, … } for preference training.',
  values: {
    DPO: { description: `Texts. The prompt: ${promptForms.DPO}` },
    DPO_CONVERSATIONAL: {
      description: `Lists of messages; chosen and rejected have the one of the assistant. The prompt: ${promptForms.DPO_CONVERSATIONAL}`,
    },
  } as const,
});

const ReleaseGatesType = builder.objectRef<DatasetRelease>('ReleaseGates').implement({
  description: 'What a task had to pass.',
  fields: (t) => ({
    minimumVotes: t.exposeInt('minimumVotes'),
    minimumAgreement: t.exposeFloat('minimumAgreement', {
      description: 'Share of the votes that the majority had to have, in [0, 1].',
    }),
  }),
});
const DroppedCountType = builder
  .objectRef<ReleaseManifest['dropped'][number]>('DroppedCount')
  .implement({
    description: 'Tasks left out for one reason.',
    fields: (t) => ({
      reason: t.exposeString('reason', {
        description: `The first that held of: ${dropReasons.join(', ')}. RED_LINE: one is not settled, or stands. NO_MAJORITY: two answers have the most votes.`,
      }),
      count: t.exposeInt('count'),
    }),
  });
const ReleaseManifestType = builder.objectRef<ReleaseManifest>('ReleaseManifest').implement({
  description: 'What a finished release says of itself.',
  fields: (t) => ({
    rows: t.exposeInt('rows'),
    sizeBytes: t.exposeFloat('sizeBytes', {
      description: 'A whole number, beyond what Int holds.',
    }),
    sha256: t.exposeString('sha256', { description: 'Of the file, in hexadecimal.' }),
    chosenA: t.exposeInt('chosenA', { description: 'Rows whose chosen response is A as stored.' }),
    chosenB: t.exposeInt('chosenB'),
    dropped: t.field({
      type: [DroppedCountType],
      description: 'Every task that has no row is counted once.',
      resolve: ({ dropped }) => [...dropped],
    }),
    rubricVersions: t.exposeStringList('rubricVersions', {
      description: 'Under which the judgments were made.',
    }),
    scoringVersion: t.exposeString('scoringVersion', { description: 'Of the scoring package.' }),
    snapshotAt: t.field({
      type: 'DateTime',
      description: 'When the project was as the file says: when the release was asked for.',
      resolve: ({ snapshotAt }) => new Date(snapshotAt),
    }),
  }),
});

const DatasetReleaseType = builder.objectRef<DatasetRelease>('DatasetRelease');
DatasetReleaseType.implement({
  description: 'An export that never changes: a file, its manifest and its gates.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('DatasetRelease', id) }),
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    format: t.expose('format', { type: ReleaseFormatEnum }),
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    gates: t.field({ type: ReleaseGatesType, resolve: (release) => release }),
    manifest: t.expose('manifest', {
      type: ReleaseManifestType,
      nullable: true,
      description: 'Null until the file is there.',
    }),
    downloadUrl: t.string({
      nullable: true,
      description: 'Works once, for five minutes; null until the file is there.',
      resolve: ({ id, manifest }, _args, ctx) =>
        manifest === null ? null : signDownload(ctx, 'release', id),
    }),
    manifestUrl: t.string({
      nullable: true,
      description: 'The manifest as a JSON file. Works once, for five minutes.',
      resolve: ({ id, manifest }, _args, ctx) =>
        manifest === null ? null : signDownload(ctx, 'manifest', id),
    }),
  }),
});
nodeBy('DatasetRelease', (ctx, id) => queries.findRelease(ctx, { id }));

const DatasetReleaseConnection = builder.connectionObject(
  { type: DatasetReleaseType, name: 'DatasetReleaseConnection' },
  { name: 'DatasetReleaseEdge' },
);
builder.objectField(ProjectType, 'datasetReleases', (t) =>
  t.connection(
    {
      type: DatasetReleaseType,
      resolve: ({ id }, args, ctx) => queries.listReleases(ctx, id, args, null),
    },
    DatasetReleaseConnection,
  ),
);
builder.queryField('datasetRelease', (t) =>
  t.field({
    type: DatasetReleaseType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findRelease(ctx, { id: idOf('DatasetRelease', id) }),
  }),
);

const CreateDatasetReleaseInput = builder.inputType('CreateDatasetReleaseInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    projectId: t.id({ required: true }),
    name: t.string({ required: true }),
    format: t.field({ type: ReleaseFormatEnum, required: true }),
    minimumVotes: t.int({ required: true, defaultValue: 1, description: '1 to 50.' }),
    minimumAgreement: t.float({
      required: true,
      defaultValue: 0,
      description: 'Share of the votes that the majority has to have, in [0, 1].',
    }),
  }),
});
const CreateDatasetReleasePayload = builder
  .objectRef<{ id: string; replayed: boolean }>('CreateDatasetReleasePayload')
  .implement({
    fields: (t) => ({
      datasetRelease: t.field({
        type: DatasetReleaseType,
        description: 'Watch its `job`.',
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadReleases, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
builder.mutationField('createDatasetRelease', (t) =>
  t.field({
    type: CreateDatasetReleasePayload,
    description:
      'Writes a training file from the labels that a project has now, in a job. Votes are the latest revisions of LIVE, EXTRA and SECOND_PASS judgments; the most frequent answer wins. Ties, both bad, both good and tasks with an unsettled or standing red line are left out and counted.',
    errors: {},
    args: { input: t.arg({ type: CreateDatasetReleaseInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      createDatasetRelease(ctx, { ...input, projectId: idOf('Project', input.projectId) }),
  }),
);
