import type { Job } from '@assay/db/tables/jobs';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { present } from '../../graphql/payload.ts';
import { events } from '../../graphql/subscribe.ts';
import { globalId, idOf } from '../../ids.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';
import { mayCancel } from './rules.ts';

export const JobType = builder.objectRef<Job>('Job');

const JobStateEnum = builder.enumType('JobState', {
  description: 'QUEUED and RUNNING go on; the other three are final.',
  values: ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const,
});

JobType.implement({
  description:
    'Long work that somebody asked for. It survives a restart: another worker goes on where the last one was.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Job', id) }),
    kind: t.exposeString('kind', {
      description:
        '`imports.run`, `tickets.import`, `tickets.match`, `connectors.backfill`, `kpi.run`, `proposals.fit`, `releases.write`, …',
    }),
    state: t.expose('state', { type: JobStateEnum }),
    progress: t.exposeInt('progress', {
      description: 'How far it is: bytes read of an import, tasks read of a release.',
    }),
    total: t.exposeInt('total', {
      nullable: true,
      description: 'What `progress` will be at the end; null until that is known.',
    }),
    error: t.exposeString('error', {
      nullable: true,
      description: 'What went wrong and what to do, where it failed.',
    }),
    mayCancel: t.boolean({
      description: 'Whether you may cancel it as long as it goes on: who asked for it, and leads.',
      resolve: (job, _args, { viewer }) => mayCancel(viewer, job),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
  }),
});
nodeBy('Job', (ctx, id) => queries.findJob(ctx, { id }));

builder.queryField('job', (t) =>
  t.field({
    type: JobType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findJob(ctx, { id: idOf('Job', id) }),
  }),
);

const CancelJobInput = builder.inputType('CancelJobInput', {
  fields: (t) => ({ jobId: t.id({ required: true }) }),
});
const CancelJobPayload = builder.objectRef<{ id: string }>('CancelJobPayload').implement({
  fields: (t) => ({
    job: t.field({
      type: JobType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadJobs, id)),
    }),
  }),
});
builder.mutationField('cancelJob', (t) =>
  t.field({
    type: CancelJobPayload,
    description:
      'Ends a job before its time: one that you asked for, or as a lead any. What an import has stored stays; a release gets no file. A job that has ended is a CONFLICT.',
    errors: {},
    args: { input: t.arg({ type: CancelJobInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.cancelJob(ctx, { jobId: idOf('Job', input.jobId) }),
  }),
);

interface JobChange {
  readonly tenantId: string;
  readonly jobId: string;
}

builder.subscriptionField('jobProgress', (t) =>
  t.field({
    type: JobType,
    description:
      'The job as it is now, and again whenever it got further, at most four times a second.',
    args: { jobId: t.arg.id({ required: true }) },
    subscribe: async (_root, args, ctx) => {
      const id = idOf('Job', args.jobId);
      await queries.findJob(ctx, { id });
      const { tenantId, services } = ctx;
      return events<JobChange>(
        ctx,
        (hear) => {
          const stop = services.listener.onJob(hear);
          // what happened before the listener was there is not missed
          hear({ tenantId, jobId: id });
          return stop;
        },
        async (change) => {
          if (change.tenantId !== ctx.viewer.tenantId || change.jobId !== id) return false;
          await queries.findJob(ctx, { id });
          return true;
        },
      );
    },
    resolve: ({ jobId }, _args, ctx) => queries.findJob(ctx, { id: jobId }),
  }),
);
