import { startWorker } from '@assay/server/worker';
import postgres from 'postgres';
import { expect, it } from 'vitest';
import { startAssay } from '../support/harness.ts';
import { ended, jsonLines, nativeTask, startImport, uploaded } from '../support/imports.ts';
import { newProject, organisation } from '../support/scenario.ts';

it('x', async () => {
  const assay = await startAssay();
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const sql = postgres(assay.database.ownerUrl, { max: 1 });
  for (let k = 0; k < 40; k++) {
    const worker = await startWorker(assay.app.services, assay.database.workerUrl, {
      sweepMs: 500,
    });
    await new Promise((r) => setTimeout(r, (k * 7) % 40));
    const t = performance.now();
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'assay_worker' and datname = current_database()`;
    const uploadId = await uploaded(owner, jsonLines([nativeTask(`t${k}`)]));
    const { job } = await startImport(owner, projectId, uploadId);
    let state = '?';
    try {
      state = (await ended(owner, job.id, 8)).state;
    } catch (e) {
      state = String(e);
      console.log(
        await sql`select id, locked_by, locked_at, attempts, run_at, last_error from graphile_worker.jobs`,
        await sql`select pid, usename, state, wait_event, left(query,80) as q from pg_stat_activity where datname = current_database()`,
      );
    }
    const t2 = performance.now();
    const r = await Promise.race([
      worker.stop().then(() => 'stopped'),
      new Promise((r) => setTimeout(() => r('HANG'), 8000)),
    ]);
    console.log(k, state, Math.round(t2 - t), r, Math.round(performance.now() - t2));
    if (r === 'HANG') break;
  }
  await sql.end();
  expect(1).toBe(1);
}, 200_000);
