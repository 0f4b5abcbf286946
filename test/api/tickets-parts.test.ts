import { once } from 'node:events';
import { startWorker } from '@assay/server/worker';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jobFields, jsonLines, uploaded } from '../support/imports.ts';
import { startOutcomeImport, ticketOf, ticketsOf, told } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import { newProject, organisation } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
let admin: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay();
  admin = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await assay.stop();
});

const rowsInFile = 5_000;
/** In a file of these, tickets 0 to 1,999 are in the first part, 2,000 to 3,999 in the second. */
const different = Array.from({ length: rowsInFile }, (_, n) => told(`T${n}`, { reopens: n % 7 }));

async function begin(rows: readonly object[] = different) {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner);
  const uploadId = await uploaded(owner, jsonLines(rows), 'outcomes.jsonl');
  const started = await startOutcomeImport(owner, projectId, uploadId);
  const [tenant] = await admin<{ id: string }[]>`select id from tenants where slug = ${slug}`;
  if (tenant === undefined) throw new Error('there is a tenant');
  return { owner, tenantId: tenant.id, importId: started.id, jobId: started.job.id };
}

/** Somebody else who writes tickets and has not committed. */
async function otherWriter(tenantId: string) {
  const sql = postgres(assay.database.appUrl, { max: 1, onnotice: () => {} });
  await sql`begin`;
  await sql`select set_config('app.tenant_id', ${tenantId}, true)`;
  return {
    // lists show them first: their ids are behind all others
    make: (externalId: string) =>
      sql`insert into tickets (id, source, external_id, created_at)
      values (overlay(gen_random_uuid()::text placing 'f' from 1)::uuid, 'desk', ${externalId}, now())`.execute(),
    end: async (how: 'commit' | 'rollback') => {
      await sql.unsafe(how);
      await sql.end();
    },
  };
}

/** Waits until the first part waits for a lock, and the second for its turn. @returns who they are */
async function bothUnderWay(): Promise<{ first: number; second: number }> {
  for (;;) {
    const rows = await admin<{ pid: number; waits: boolean }[]>`
      select pid, wait_event_type = 'Lock' as waits from pg_stat_activity
      where datname = current_database() and usename = 'assay_app' and query like 'insert into "%'
        and (wait_event_type = 'Lock' or (state = 'idle in transaction' and query like '%"ticket_outcomes"%'))`;
    const first = rows.find(({ waits }) => waits)?.pid;
    const second = rows.find(({ waits }) => !waits)?.pid;
    if (first !== undefined && second !== undefined) return { first, second };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function read(owner: Person, id: string) {
  const { outcomeImport } = await owner.get(
    `query ($id: ID!) { outcomeImport(id: $id) { job { ${jobFields} } rowsRead outcomesRecorded rowsFailed } }`,
    { id },
  );
  return outcomeImport;
}

async function withWorker<T>(work: () => Promise<T>): Promise<T> {
  const worker = await startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });
  return work().finally(() => worker.stop());
}

const all = {
  job: { state: 'SUCCEEDED', error: null },
  ...{ rowsRead: rowsInFile, outcomesRecorded: rowsInFile, rowsFailed: 0 },
};
const nothing = { rowsRead: 0, outcomesRecorded: 0, rowsFailed: 0, job: { progress: 0 } };

describe('two parts of a file that are stored at the same time', () => {
  it('are recorded in order, however late the first one is', async () => {
    const { owner, tenantId, importId, jobId } = await begin();
    const other = await otherWriter(tenantId);
    await other.make('T5');
    await withWorker(async () => {
      await bothUnderWay();
      expect(await read(owner, importId)).toMatchObject(nothing);
      expect(await ticketsOf(owner)).toMatchObject({ totalCount: 0 });
      await other.end('rollback');
      await ended(owner, jobId);
    });
    expect(await read(owner, importId)).toMatchObject(all);
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: rowsInFile });
  });

  it('do not keep others waiting who wait for the second and hold what the first wants', async () => {
    const { owner, tenantId, importId, jobId } = await begin();
    const other = await otherWriter(tenantId);
    await other.make('T5');
    await withWorker(async () => {
      await bothUnderWay();
      const begun = performance.now();
      await other.make('T3000');
      // the first part would wait for 5 s, and fail
      expect(performance.now() - begun).toBeLessThan(4_000);
      await other.end('commit');
      await ended(owner, jobId);
    });
    expect(await read(owner, importId)).toMatchObject(all);
    for (const n of [5, 3_000, 3_001]) {
      const ticket = await ticketOf(owner, `T${n}`, 'events { totalCount }');
      expect(ticket).toMatchObject({ outcome: { reopens: n % 7 }, events: { totalCount: 1 } });
    }
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: rowsInFile });
  });

  it('leave nothing behind when their worker is killed, and another stores each once', async () => {
    const { owner, tenantId, importId, jobId } = await begin();
    const other = await otherWriter(tenantId);
    await other.make('T5');
    const child = workerProcess(assay);
    try {
      await bothUnderWay();
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    await other.end('rollback');
    expect(await read(owner, importId)).toMatchObject(nothing);
    await withWorker(() => ended(owner, jobId));
    expect(await read(owner, importId)).toMatchObject(all);
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: rowsInFile });
  });

  it.each(['first', 'second'] as const)('are stored again when the %s is cut', async (which) => {
    const { owner, tenantId, importId, jobId } = await begin();
    const other = await otherWriter(tenantId);
    await other.make('T5');
    await withWorker(async () => {
      const pids = await bothUnderWay();
      await admin`select pg_terminate_backend(${pids[which]})`;
      await other.end('rollback');
      await ended(owner, jobId);
    });
    expect(await read(owner, importId)).toMatchObject(all);
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: rowsInFile });
  });

  it('are both undone when the job is cancelled', async () => {
    const { owner, tenantId, importId, jobId } = await begin();
    const other = await otherWriter(tenantId);
    await other.make('T5');
    await withWorker(async () => {
      await bothUnderWay();
      expect(await owner.change('cancelJob', { jobId }, 'job { state }')).toMatchObject({
        job: { state: 'CANCELLED' },
      });
      await other.end('rollback');
    });
    expect(await read(owner, importId)).toMatchObject({ ...nothing, job: { state: 'CANCELLED' } });
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: 0 });
  });
});

it('stores parts with tickets in common one after the other', async () => {
  const ofThree = Array.from({ length: rowsInFile }, (_, n) =>
    told(`T${n % 1_500}`, { eventId: `e${String(n).padStart(5, '0')}`, reopens: n % 7 }),
  );
  const { owner, importId, jobId } = await begin(ofThree);
  await withWorker(() => ended(owner, jobId));
  expect(await read(owner, importId)).toMatchObject(all);
  expect(await ticketsOf(owner)).toMatchObject({ totalCount: 1_500 });
  const ticket = await ticketOf(owner, 'T499', 'events { totalCount }');
  expect(ticket).toMatchObject({ outcome: { reopens: 4_999 % 7 }, events: { totalCount: 4 } });
});
