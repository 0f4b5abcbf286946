import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startWorker } from '@assay/server/worker';
import { createClient } from 'graphql-ws';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Assay, startAssay } from '../support/harness.ts';
import {
  ended,
  importFields,
  jobFields,
  jsonLines,
  nativeTask,
  startImport,
  uploaded,
  vote,
} from '../support/imports.ts';
import { startOutcomeImport, told } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import { join, newProject, organisation } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const rowsInFile = 20_000;
/** Enough rows that an import is still running when a test steps in. Every tenth brings a judgment. */
const longFile = () =>
  jsonLines(
    Array.from({ length: rowsInFile }, (_, at) =>
      nativeTask(`t${at}`, at % 10 === 0 ? { judgments: [vote('ada', 'A')] } : {}),
    ),
  );

async function longImport() {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  const started = await startImport(owner, projectId, await uploaded(owner, longFile()));
  return { owner, slug, projectId, importId: started.id, jobId: started.job.id };
}

const readImport = async (owner: Person, id: string) =>
  (await owner.get(`query ($id: ID!) { import(id: $id) { ${importFields} } }`, { id })).import;
const readJob = async (owner: Person, id: string) =>
  (await owner.get(`query ($id: ID!) { job(id: $id) { ${jobFields} } }`, { id })).job;

/** Waits until a job is under way, and not near its end. */
async function underWay(owner: Person, jobId: string): Promise<void> {
  for (;;) {
    const { state, progress, total } = await readJob(owner, jobId);
    if (progress > 0 && progress < total / 2) return;
    if (state === 'SUCCEEDED' || state === 'FAILED' || progress > 0) {
      throw new Error(`too late: ${state} at ${progress} of ${total}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function expectWhole(owner: Person, projectId: string, importId: string): Promise<void> {
  expect(await readImport(owner, importId)).toMatchObject({
    job: { state: 'SUCCEEDED', error: null },
    ...{ rowsRead: rowsInFile, tasksCreated: rowsInFile, rowsFailed: 0 },
    judgmentsCreated: rowsInFile / 10,
  });
  const { project } = await owner.get(
    'query ($id: ID!) { project(id: $id) { progress { tasks slotsPlanned judgments annotators } } }',
    { id: projectId },
  );
  expect(project.progress).toEqual({
    ...{ tasks: rowsInFile, slotsPlanned: rowsInFile, judgments: rowsInFile / 10, annotators: 1 },
  });
}

const workerHere = () =>
  startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });

describe('a long import', () => {
  it('goes on in another worker when its own is killed: nothing is lost, nothing doubled', async () => {
    const { owner, projectId, importId, jobId } = await longImport();
    const child = workerProcess(assay);
    try {
      await underWay(owner, jobId);
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    const cut = await readImport(owner, importId);
    expect(cut.job.state).toBe('RUNNING');
    expect(cut.rowsRead).toBeLessThan(rowsInFile);
    const worker = await workerHere();
    try {
      await ended(owner, jobId);
    } finally {
      await worker.stop();
    }
    await expectWhole(owner, projectId, importId);
  });

  it('is put back by a worker that stops, and goes on in the next', async () => {
    const { owner, projectId, importId, jobId } = await longImport();
    const first = await workerHere();
    await underWay(owner, jobId).finally(() => first.stop());
    expect(await readJob(owner, jobId)).toMatchObject({ state: 'QUEUED', finishedAt: null });
    const second = await workerHere();
    await ended(owner, jobId).finally(() => second.stop());
    await expectWhole(owner, projectId, importId);
  });

  it('can be cancelled between two parts; what is stored stays', async () => {
    const { owner, slug, importId, jobId } = await longImport();
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const worker = await workerHere();
    try {
      await underWay(owner, jobId);
      const input = { jobId };
      expect(await analyst.change('cancelJob', input, 'job { state }')).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await owner.change('cancelJob', input, 'job { state }')).toMatchObject({
        job: { state: 'CANCELLED' },
      });
      expect(await owner.change('cancelJob', input, 'job { state }')).toMatchObject({
        code: 'CONFLICT',
      });
    } finally {
      await worker.stop();
    }
    const found = await readImport(owner, importId);
    expect(found.job.state).toBe('CANCELLED');
    expect(found.tasksCreated).toBe(found.rowsRead);
    expect(found.rowsRead).toBeGreaterThan(0);
    expect(found.rowsRead).toBeLessThan(rowsInFile);
  });

  it('tells those who watch, and nobody else', async () => {
    const { owner, slug, jobId } = await longImport();
    const { owner: stranger, slug: elsewhere } = await organisation(assay);
    const seen: { state: string; progress: number }[] = [];
    const watching = watch(owner, slug, jobId, ({ jobProgress }) => {
      seen.push(jobProgress);
      return jobProgress.state === 'SUCCEEDED';
    });
    const refused = watch(stranger, elsewhere, jobId, () => true);
    await expect(refused).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const worker = await workerHere();
    await watching.finally(() => worker.stop());
    expect(seen[0]).toMatchObject({ state: 'QUEUED', progress: 0 });
    expect(seen.length).toBeGreaterThan(3);
    const progress = seen.map((job) => job.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });
});

it('is cancelled by who asked for it, or by a lead, and by nobody else', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  const [analyst, other, lead, reviewer] = await Promise.all(
    (['ANALYST', 'ANALYST', 'LEAD', 'REVIEWER'] as const).map((role) =>
      join(assay, owner, slug, role),
    ),
  );
  if (!analyst || !other || !lead || !reviewer) throw new Error('four have joined');
  const mayCancel = async (person: Person, id: string) =>
    (await person.get('query ($id: ID!) { job(id: $id) { mayCancel } }', { id })).job.mayCancel;
  const cancel = (person: Person, jobId: string) =>
    person.change('cancelJob', { jobId }, 'job { state }');
  const queued = async () => {
    const uploadId = await uploaded(analyst, jsonLines([told('T1', { resolved: true })]));
    return (await startOutcomeImport(analyst, projectId, uploadId)).job.id;
  };
  const [first, second] = [await queued(), await queued()];
  for (const person of [other, reviewer]) {
    expect(await mayCancel(person, first)).toBe(false);
    expect(await cancel(person, first)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await readJob(owner, first)).toMatchObject({ state: 'QUEUED' });

  expect(await mayCancel(analyst, first)).toBe(true);
  expect(await cancel(analyst, first)).toMatchObject({ job: { state: 'CANCELLED' } });
  expect(await mayCancel(lead, second)).toBe(true);
  expect(await cancel(lead, second)).toMatchObject({ job: { state: 'CANCELLED' } });

  const { auditEntries } = await owner.get(
    '{ auditEntries(first: 100) { nodes { action actor targetId } } }',
  );
  const { viewer } = await analyst.get('{ viewer { member { id } } }');
  expect(auditEntries.nodes).toContainEqual({
    ...{ action: 'job:cancel', actor: expect.stringContaining(bareId(viewer.member.id)) },
    targetId: expect.stringContaining(bareId(first)),
  });
  const { owner: stranger } = await organisation(assay);
  expect(await cancel(stranger, first)).toMatchObject({ code: 'NOT_FOUND' });
});

it('runs jobs again after the database has cut every connection of the worker', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const worker = await workerHere();
  const sql = postgres(assay.database.ownerUrl, { max: 1 });
  try {
    const cut = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'assay_worker' and datname = current_database()
        and application_name in ('', 'assay-worker-alive')`;
    expect(cut.length).toBeGreaterThan(0);
    const uploadId = await uploaded(owner, jsonLines([nativeTask('t')]));
    const { job } = await startImport(owner, projectId, uploadId);
    expect(await ended(owner, job.id)).toMatchObject({ state: 'SUCCEEDED' });
  } finally {
    await sql.end();
    await worker.stop();
  }
});

it('fails with a reason for people when its file is gone', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const uploadId = await uploaded(owner, jsonLines([nativeTask('t')]));
  const { job } = await startImport(owner, projectId, uploadId);
  await rm(path.join(assay.app.services.dataDir, 'uploads'), { recursive: true });
  const worker = await workerHere();
  const done = await ended(owner, job.id).finally(() => worker.stop());
  expect(done).toMatchObject({
    state: 'FAILED',
    error: 'The uploaded file is gone. Upload it again.',
  });
});

const bareId = (id: string): string => id.slice(id.indexOf('_') + 1);

/** Watches a job until `enough`. Rejects with the errors of a refusal. */
function watch(
  person: Person,
  tenant: string,
  jobId: string,
  // the shape is that of the subscription below
  enough: (data: { jobProgress: { state: string; progress: number } }) => boolean,
): Promise<void> {
  const client = createClient({
    url: `${person.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: class extends WebSocket {
      constructor(url: string, protocols: string) {
        super(url, protocols, { headers: { cookie: person.headers.cookie ?? '' } });
      }
    },
    connectionParams: { tenant },
  });
  const query = `subscription ($jobId: ID!) { jobProgress(jobId: $jobId) { state progress } }`;
  return new Promise<void>((resolve, reject) => {
    const stop = client.subscribe<{ jobProgress: { state: string; progress: number } }>(
      { query, variables: { jobId } },
      {
        next: ({ data, errors }) => {
          if (errors !== undefined) reject(errors);
          else if (data != null && enough(data)) {
            stop();
            resolve();
          }
        },
        error: reject,
        complete: resolve,
      },
    );
  }).finally(() => client.dispose());
}
