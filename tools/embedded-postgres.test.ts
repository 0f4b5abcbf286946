import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

let dir = '';
let started: EmbeddedPostgres[] = [];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'assay-embedded-'));
  chmodSync(dir, 0o755);
});
afterEach(async () => {
  for (const server of started) await server.stop();
  started = [];
  rmSync(dir, { recursive: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dir, settings: ['fsync=off'] });
  started.push(server);
  return server;
}

async function ask(server: EmbeddedPostgres, query: string): Promise<unknown[][]> {
  const sql = postgres(server.url, { max: 1 });
  try {
    return await sql.unsafe(query).values();
  } finally {
    await sql.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('gives the database assay to its owner, and keeps what was stored', async () => {
  const first = await start();
  expect(await ask(first, 'select current_user, current_database()')).toEqual([['assay', 'assay']]);
  expect(await ask(first, "select current_setting('fsync')")).toEqual([['off']]);
  await ask(first, 'create table kept as select 42 as answer');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);

  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second, 'select answer from kept')).toEqual([[42]]);
});

test('keeps the password and the data from other accounts', async () => {
  const server = await start();
  const url = new URL(server.url);
  url.password = 'wrong';
  await expect(ask({ ...server, url: url.href }, 'select 1')).rejects.toThrow(/password/);
  expect(statSync(path.join(dir, 'secret')).mode & 0o777).toBe(0o600);
  expect(statSync(path.join(dir, 'pgdata')).mode & 0o777).toBe(0o700);
});

test('adopts the server of a process that was killed', async () => {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)});
    const { pid } = await startEmbeddedPostgres({ dir: ${JSON.stringify(dir)} });
    console.log(pid);
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [printed] = await once(parent.stdout, 'data');
  parent.kill('SIGKILL');
  await once(parent, 'exit');

  const server = await start();
  expect(server.adopted).toBe(true);
  expect(server.pid).toBe(Number(printed));
  expect(await ask(server, 'select 1')).toEqual([[1]]);
  await server.stop();
  expect((await start()).adopted).toBe(false);
});

test('recovers after the server itself was killed, at once', async () => {
  const first = await start();
  await ask(first, 'create table kept as select 1 as one');
  process.kill(first.pid, 'SIGKILL');
  while (isAlive(first.pid)) await pause(10);

  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await ask(second, 'select one from kept')).toEqual([[1]]);
});

test('does not take another program for the server when a number was reused', async () => {
  await (await start()).stop();
  const stale = [process.pid, '', '', '1', '', '', '', 'ready'].join('\n');
  writeFileSync(path.join(dir, 'pgdata', 'postmaster.pid'), stale);
  const server = await start();
  expect(server.adopted).toBe(false);
  expect(server.pid).not.toBe(process.pid);
});

test('two starts at the same time share one server', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.pid).toBe(other.pid);
  expect(one.url).toBe(other.url);
  expect([one.adopted, other.adopted].sort()).toEqual([false, true]);
});

test.runIf(process.getuid?.() === 0)('root keeps its folder closed to others', async () => {
  chmodSync(dir, 0o700);
  const first = await start();
  await ask(first, 'create table kept as select 1 as one');
  await first.stop();
  expect(lstatSync(path.join(dir, 'pgdata')).isSymbolicLink()).toBe(true);
  const second = await start();
  expect(await ask(second, 'select one from kept')).toEqual([[1]]);
  await second.stop();
  rmSync(path.dirname(realpathSync(path.join(dir, 'pgdata'))), { recursive: true });
});

test('says why it did not start', async () => {
  const refused = startEmbeddedPostgres({ dir, settings: ['fsync=perhaps'] });
  await expect(refused).rejects.toThrow(/parameter "fsync" requires a Boolean value/);
});
