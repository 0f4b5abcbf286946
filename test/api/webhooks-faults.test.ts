import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { eventsOf, Inboxes, told } from '../support/inbox.ts';
import type { Person } from '../support/person.ts';
import { organisation, payload } from '../support/scenario.ts';
import { deliveriesOf, newEndpoint, send, settled } from '../support/webhooks.ts';

const secret = 'a secret that only this test knows';
let assay: Assay;
let owner: Person;
let database: postgres.Sql;
let inboxes: Inboxes;
beforeAll(async () => {
  assay = await startAssay();
  inboxes = new Inboxes(assay);
  ({ owner } = await organisation(assay));
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await inboxes.stop();
  await database.end();
  await assay.stop();
});

/** Connections of a name. */
async function sessions(name: string): Promise<number> {
  const found = await database`
    select from pg_stat_activity where datname = current_database() and application_name = ${name}`;
  return found.length;
}
/** Who waits to write down an effect. */
async function waiters(): Promise<string[]> {
  const found = await database<{ name: string }[]>`
    select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
    where l.relation = 'outcome_events'::regclass and not l.granted`;
  return found.map(({ name }) => name);
}

describe('a crash between receipt and effect', () => {
  it('loses nothing and does nothing twice', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'crash');
    await send(endpoint, told('C0', 1, { resolved: true }));
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'assay-crash-'));
    // a process that starts looks after all tables; nothing else is asked of them meanwhile
    const start = async () => {
      const worker = spawn(
        process.execPath,
        [fileURLToPath(import.meta.resolve('@assay/server/main-worker'))],
        {
          stdio: 'ignore',
          env: {
            ...{ DATABASE_URL: assay.database.ownerUrl, ASSAY_SECRET: secret },
            ...{ APP_DATABASE_URL: assay.database.appUrl, ASSAY_DATA_DIR: dataDir },
            AUTH_DATABASE_URL: assay.database.authUrl,
            WORKER_DATABASE_URL: assay.database.workerUrl,
          },
        },
      );
      await expect.poll(() => sessions('assay-inbox'), { timeout: 30_000 }).toBe(1);
      return worker;
    };
    const first = await start();
    await settled(owner, endpoint);
    // the worker gets as far as the effect of the others, and no further
    await database.begin(async (held) => {
      await held`lock table outcome_events in share mode`;
      for (let n = 1; n <= 60; n += 1) await send(endpoint, told(`C${n}`, 1, { resolved: true }));
      await expect.poll(waiters, { timeout: 10_000 }).toEqual(['assay']);
      first.kill('SIGKILL');
      await once(first, 'exit');
      expect(await deliveriesOf(owner, endpoint, ['APPLIED'])).toHaveLength(1);
    });
    await expect.poll(() => sessions('assay-inbox'), { timeout: 10_000 }).toBe(0);
    await expect.poll(waiters, { timeout: 10_000 }).toEqual([]);
    expect(await deliveriesOf(owner, endpoint, ['RECEIVED'])).toHaveLength(60);
    const second = await start();
    await settled(owner, endpoint, 30);
    second.kill('SIGTERM');
    await once(second, 'exit');
    rmSync(dataDir, { recursive: true });
    expect(await deliveriesOf(owner, endpoint, ['APPLIED'])).toHaveLength(61);
    expect(await eventsOf(database, 'crash')).toBe(61);
  }, 120_000);
});

describe('an event that fails on our side', () => {
  const fail = (name: string) =>
    database.unsafe(`
    create or replace function fail_here() returns trigger language plpgsql as $$
    begin
      if new.event_id like 'poison%' then raise exception 'a fault of this test'; end if;
      return new;
    end $$;
    create trigger ${name} before insert on outcome_events for each row execute function fail_here()`);
  const mend = (name: string) => database.unsafe(`drop trigger ${name} on outcome_events`);

  it('holds up no other, is tried again later and later, and fails in the end', async () => {
    const endpoint = await newEndpoint(owner, 'GENERIC', 'poison');
    await fail('fail_here');
    for (let n = 0; n < 30; n += 1) {
      const eventId = n === 13 ? 'poison' : `fine-${n}`;
      await send(endpoint, told(`P${n}`, 1, { eventId, resolved: true }));
    }
    inboxes.start(2);
    await expect
      .poll(() => deliveriesOf(owner, endpoint, ['APPLIED']), { timeout: 20_000 })
      .toHaveLength(29);
    const waiting = async () => (await deliveriesOf(owner, endpoint, ['RECEIVED']))[0];
    await expect.poll(async () => (await waiting())?.attempts).toBeGreaterThan(0);
    expect(await waiting()).toMatchObject({ reason: expect.stringContaining('on our side') });
    for (let hour = 0; hour < 9; hour += 1) {
      assay.advance({ minutes: 61 });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await inboxes.stop();
    assay.advance({ minutes: -9 * 61 });
    const [failed] = await deliveriesOf(owner, endpoint, ['FAILED']);
    expect(failed).toMatchObject({ attempts: 8, settledAt: expect.any(String) });
    await mend('fail_here');
    payload(
      await owner.change(
        'replayWebhookDelivery',
        { webhookDeliveryId: failed.id },
        'webhookDelivery { state attempts }',
      ),
    );
    const after = await inboxes.effects(owner, endpoint);
    expect(after.every(({ state }: { state: string }) => state === 'APPLIED')).toBe(true);
    expect(await eventsOf(database, 'poison')).toBe(30);
  }, 120_000);
});
