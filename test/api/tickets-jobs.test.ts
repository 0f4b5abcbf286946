import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startWorker } from '@assay/server/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jobFields, jsonLines, uploaded } from '../support/imports.ts';
import { startOutcomeImport, ticketOf, ticketsOf, told } from '../support/outcomes.ts';
import type { Person } from '../support/person.ts';
import { newProject, organisation } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const rowsInFile = 30_000;
const file = () =>
  jsonLines(
    Array.from({ length: rowsInFile }, (_, n) =>
      n % 1_000 === 7
        ? told(`T${n}`, { reopens: -1 })
        : told(`T${n % 20_000}`, { eventId: `e${n}`, reopens: n % 7 }),
    ),
  );

async function begin() {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const uploadId = await uploaded(owner, file(), 'outcomes.jsonl');
  const started = await startOutcomeImport(owner, projectId, uploadId);
  return { owner, importId: started.id, jobId: started.job.id };
}

const workerHere = () =>
  startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });

async function read(owner: Person, id: string) {
  const { outcomeImport } = await owner.get(
    `query ($id: ID!) { outcomeImport(id: $id) { job { ${jobFields} } rowsRead outcomesRecorded rowsFailed
      problems { totalCount } } }`,
    { id },
  );
  return outcomeImport;
}

/** Waits until a part is recorded and much is left. */
async function underWay(owner: Person, importId: string): Promise<void> {
  for (;;) {
    const { rowsRead, job } = await read(owner, importId);
    if (rowsRead > 0 && rowsRead < rowsInFile / 2) return;
    if (job.finishedAt !== null) throw new Error(`too late: ${job.state} at ${rowsRead}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a long import of outcomes', () => {
  it('goes on in another worker when its own is killed: nothing is lost, nothing doubled', async () => {
    const { owner, importId, jobId } = await begin();
    const child = workerProcess(assay);
    try {
      await underWay(owner, importId);
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    const cut = await read(owner, importId);
    expect(cut.job.state).toBe('RUNNING');
    expect(cut.rowsRead).toBeLessThan(rowsInFile);
    const worker = await workerHere();
    try {
      await ended(owner, jobId, 120);
    } finally {
      await worker.stop();
    }
    expect(await read(owner, importId)).toMatchObject({
      job: { state: 'SUCCEEDED', error: null },
      ...{ rowsRead: rowsInFile, outcomesRecorded: rowsInFile - 30, rowsFailed: 30 },
      problems: { totalCount: 30 },
    });
    // one of the same time, with the larger id
    const twice = await ticketOf(owner, 'T9999', 'events { totalCount }');
    expect(twice).toMatchObject({ outcome: { reopens: 9_999 % 7 }, events: { totalCount: 2 } });
    expect(await ticketsOf(owner)).toMatchObject({ totalCount: 10_000 });
  });

  it('says in words that its file is gone', async () => {
    const { owner, jobId } = await begin();
    await rm(path.join(assay.app.services.dataDir, 'uploads'), { recursive: true });
    const worker = await workerHere();
    try {
      expect(await ended(owner, jobId)).toMatchObject({
        ...{ state: 'FAILED', error: 'The uploaded file is gone. Upload it again.' },
      });
    } finally {
      await worker.stop();
    }
  });
});
