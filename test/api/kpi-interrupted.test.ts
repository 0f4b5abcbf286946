import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { startWorker } from '@assay/server/worker';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended } from '../support/imports.ts';
import { judgedTickets, tickets } from '../support/judged-tickets.ts';
import { finished } from '../support/kpi.ts';
import { newKey, type Person } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
let database: postgres.Sql;
let owner: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
  ({ owner } = await organisation(assay));
  const worker = await workerHere();
  projectId = await judgedTickets(owner).finally(() => worker.stop());
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

const workerHere = () =>
  startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });

async function startRun(): Promise<{ readonly id: string; readonly jobId: string }> {
  const { kpiRun: run } = payload(
    await owner.change(
      'runKpiAnalysis',
      { idempotencyKey: newKey(), projectId, options: { replicates: 200 } },
      'kpiRun { id job { id } }',
    ),
  );
  return { id: run.id, jobId: run.job.id };
}

const ticketsOf = async (id: string) => {
  const { kpiRun: run } = await owner.get(
    'query ($id: ID!) { kpiRun(id: $id) { result { tickets } } }',
    { id },
  );
  return run.result?.tickets;
};
const copies = () => database<{ pid: number }[]>`
  select pid from pg_stat_activity where datname = current_database() and query like 'copy (%' and state = 'active'`;

/** Does `work` while a run that reads its table waits for the responses, about in the middle. */
async function whileReading(work: () => Promise<unknown>): Promise<void> {
  await database.begin(async (tx) => {
    await tx`lock table responses in access exclusive mode`;
    while ((await copies()).length === 0) await setTimeout(20);
    await work();
  });
}

it('is cancelled while its table is read, and reads no further', async () => {
  const worker = await workerHere();
  const { id, jobId } = await startRun();
  try {
    await whileReading(async () => {
      const cancelled = await owner.change('cancelJob', { jobId }, 'job { state }');
      expect(cancelled).toMatchObject({ job: { state: 'CANCELLED' } });
    });
    expect((await ended(owner, jobId)).state).toBe('CANCELLED');
    while ((await copies()).length > 0) await setTimeout(20);
    expect(await ticketsOf(id)).toBeUndefined();
    // and the next is not held up by it
    const next = await startRun();
    await finished(owner, next.jobId);
    expect(await ticketsOf(next.id)).toBe(tickets);
  } finally {
    await worker.stop();
  }
});

it('begins anew in another worker when its own is killed while its table is read', async () => {
  const { id, jobId } = await startRun();
  const child = workerProcess(assay);
  const gone = once(child, 'exit');
  await whileReading(async () => {
    child.kill('SIGKILL');
    await gone;
  });
  const worker = await workerHere();
  try {
    await finished(owner, jobId);
  } finally {
    await worker.stop();
  }
  expect(await ticketsOf(id)).toBe(tickets);
});
