import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createConnector, credentials, Desks, startBackfill } from '../support/desks.ts';
import { startAssay } from '../support/harness.ts';
import { ended } from '../support/imports.ts';
import { eventsOf } from '../support/inbox.ts';
import { newKey } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';

let desks: Desks;
let database: postgres.Sql;
beforeAll(async () => {
  desks = await Desks.start();
  database = postgres(desks.assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterEach(() => desks.forget());
afterAll(async () => {
  await database.end();
  await desks.stop();
});

describe('a backfill that ends early', () => {
  it('goes on where it was when its worker is killed', async () => {
    const other = await startAssay({ connectorHosts: [desks.systems.ZENDESK.url] });
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'assay-backfill-'));
    const worker = () =>
      spawn(process.execPath, [fileURLToPath(import.meta.resolve('@assay/server/main-worker'))], {
        stdio: 'ignore',
        env: {
          ...{ DATABASE_URL: other.database.ownerUrl, APP_DATABASE_URL: other.database.appUrl },
          ...{
            AUTH_DATABASE_URL: other.database.authUrl,
            WORKER_DATABASE_URL: other.database.workerUrl,
          },
          ...{ ASSAY_SECRET: 'a secret that only this test knows', ASSAY_DATA_DIR: dataDir },
          ...{ ASSAY_CONNECTOR_HOSTS: desks.systems.ZENDESK.url, LOG_LEVEL: 'silent' },
        },
      });
    const sql = postgres(other.database.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      const { owner: admin } = await organisation(other);
      const input = {
        kind: 'ZENDESK',
        baseUrl: desks.systems.ZENDESK.url,
        credential: credentials.ZENDESK,
      };
      const { connector } = payload(await createConnector(admin, input));
      const { backfill } = payload(
        await admin.change(
          'startBackfill',
          { idempotencyKey: newKey(), connectorId: connector.id, since: '2026-01-01T00:00:00Z' },
          'backfill { id job { id } }',
        ),
      );
      const first = worker();
      let killed = false;
      desks.systems.ZENDESK.before = async () => {
        // three pages are given; the fourth never is
        if (desks.systems.ZENDESK.requests.length <= 3 || killed) return;
        killed = true;
        first.kill('SIGKILL');
        await once(first, 'exit');
      };
      await expect.poll(() => killed, { timeout: 30_000 }).toBe(true);
      const second = worker();
      try {
        // the dead are found by the second look of the living
        const job = await ended(admin, backfill.job.id, 120);
        expect(job).toMatchObject({ state: 'SUCCEEDED', progress: 45 });
      } finally {
        second.kill('SIGTERM');
        await once(second, 'exit');
      }
      const [row] = await sql`select pages_read as pages, events_recorded as events,
        (select count(*)::int from outcome_events) as stored from backfills`;
      expect(row).toEqual({ pages: 8, events: 70, stored: 70 });
      // the page that was never given is asked for once more; no other is
      expect(desks.systems.ZENDESK.requests).toHaveLength(9);
    } finally {
      await sql.end();
      await other.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  }, 180_000);

  it('leaves what it has read when it is cancelled, even while it waits', async () => {
    const id = await desks.connect('FRESHDESK', 'cancelled');
    desks.systems.FRESHDESK.before = () => {
      if (desks.systems.FRESHDESK.requests.length === 2) {
        desks.systems.FRESHDESK.troubles.push({ status: 429, headers: { 'retry-after': '600' } });
      }
    };
    const { backfill } = payload(await startBackfill(desks.owner, id));
    expect((await startBackfill(desks.owner, id)).code).toBe('CONFLICT');
    await expect.poll(() => desks.systems.FRESHDESK.requests.length, { timeout: 20_000 }).toBe(2);
    payload(await desks.owner.change('cancelJob', { jobId: backfill.job.id }, 'job { state }'));
    expect(await desks.found(backfill.id)).toMatchObject({
      ...{ pagesRead: 1, ticketsRead: 100, job: { state: 'CANCELLED' } },
    });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(desks.systems.FRESHDESK.requests).toHaveLength(2);
    expect(await eventsOf(database, 'cancelled')).toBe(100);
    payload(await startBackfill(desks.owner, id));
  }, 60_000);
});
