/**
 * Imports of 1,000 and of 100,000 tasks, as JSONL and as CSV: rows a second, and the peak memory of
 * the worker process. Beside it, what PostgreSQL needs to COPY the very same rows into tables like
 * ours with all their indexes, but without foreign keys and policies.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { migrate } from '@assay/db/migrate';
import { roleUrl } from '@assay/db/role-urls';
import { createApp } from '@assay/server/app';
import { startEmbeddedPostgres } from '@assay/tools/embedded-postgres';
import postgres from 'postgres';
import { ended, jsonLines, startImport, uploaded } from '../support/imports.ts';
import { newKey, Person } from '../support/person.ts';
import { newProject, payload } from '../support/scenario.ts';

const secret = 'a secret that only this benchmark knows';
const sizes = [1_000, 100_000];
const tables = ['tasks', 'messages', 'responses', 'slots'];

async function measure(ownerUrl: string, dir: string): Promise<void> {
  const port = await freePort();
  const app = await createApp({
    appUrl: roleUrl(ownerUrl, 'assay_app'),
    authUrl: roleUrl(ownerUrl, 'assay_auth'),
    workerUrl: roleUrl(ownerUrl, 'assay_worker'),
    dataDir: dir,
    secret,
    publicUrl: `http://127.0.0.1:${port}`,
    clock: () => new Date(),
    logLevel: 'silent',
    poolSize: 4,
    rateLimit: 1_000_000,
    trustProxy: false,
    limitSignIn: false,
    ...{ demo: false, worker: false, webDir: null },
  });
  try {
    const url = await app.fastify.listen({ port, host: '127.0.0.1' });
    const account = {
      name: 'Bea Bench',
      email: 'bea@example.test',
      password: 'correct horse battery',
    };
    const founder = await Person.signUp(url, account);
    const tenant = { idempotencyKey: newKey(), name: 'Bench', slug: 'bench' };
    payload(await founder.change('createTenant', tenant, 'replayed'));
    const owner = founder.in('bench');
    console.log('format     rows   rows/s   peak MiB');
    for (const format of ['JSONL', 'CSV'] as const) {
      for (const rows of sizes) {
        const projectId = await newProject(owner);
        const { seconds, peakMiB } = await importRows(
          ownerUrl,
          dir,
          owner,
          projectId,
          format,
          rows,
        );
        const cells = [format, rows, Math.round(rows / seconds), Math.round(peakMiB)];
        console.log(cells.map((cell) => String(cell).padStart(8)).join(' '));
      }
    }
    const { rows, seconds } = await copyAgain(ownerUrl);
    console.log(`COPY of the ${rows} stored rows of ${tables.join(', ')}: ${seconds.toFixed(1)} s`);
  } finally {
    await app.stop();
  }
}

/** Sign-in wants to know the server's address beforehand. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function importRows(
  ownerUrl: string,
  dir: string,
  owner: Person,
  projectId: string,
  format: 'JSONL' | 'CSV',
  rows: number,
): Promise<{ seconds: number; peakMiB: number }> {
  const uploadId = await uploaded(owner, format === 'CSV' ? csv(rows) : jsonl(rows), 'tasks');
  const worker = spawn(
    process.execPath,
    [fileURLToPath(import.meta.resolve('@assay/server/main-worker'))],
    {
      stdio: 'ignore',
      env: {
        DATABASE_URL: ownerUrl,
        ASSAY_SECRET: secret,
        ASSAY_DATA_DIR: dir,
      },
    },
  );
  try {
    await new Promise((resolve) => setTimeout(resolve, 4_000)); // it starts and finds nothing to do
    const begun = performance.now();
    const mapping = format === 'CSV' ? csvMapping : undefined;
    const { job } = await startImport(owner, projectId, uploadId, {
      format,
      ...(mapping && { mapping }),
    });
    const { state } = await ended(owner, job.id, 600);
    const seconds = (performance.now() - begun) / 1_000;
    if (state !== 'SUCCEEDED') throw new Error(`the import ${state}`);
    return { seconds, peakMiB: peakOf(worker.pid ?? 0) };
  } finally {
    worker.kill('SIGTERM');
    await new Promise((resolve) => worker.once('exit', resolve));
  }
}

/** The most memory a process has had, in MiB, as Linux tells it. */
function peakOf(pid: number): number {
  const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}

const question = (at: number) => `Where is my parcel number ${at}? ${'It is late. '.repeat(12)}`;
const answer = (at: number) => `Parcel ${at} is on its way. ${'We are sorry to hear. '.repeat(20)}`;

const jsonl = (rows: number): string =>
  jsonLines(
    Array.from({ length: rows }, (_, at) => ({
      externalId: `task-${at}`,
      attributes: { channel: 'chat', number: at },
      messages: [{ role: 'user', content: question(at) }],
      responses: [
        { content: answer(at), model: 'model-1' },
        { content: answer(at + 1), model: 'model-2' },
      ],
    })),
  );

const csv = (rows: number): string =>
  [
    'id,channel,question,a,b',
    ...Array.from({ length: rows }, (_, at) =>
      [`task-${at}`, 'chat', question(at), answer(at), answer(at + 1)]
        .map((cell) => `"${cell}"`)
        .join(','),
    ),
  ].join('\n');

const csvMapping = {
  fields: [
    { source: 'id', target: 'EXTERNAL_ID' },
    { source: 'channel', target: 'ATTRIBUTE' },
    { source: 'question', target: 'USER_MESSAGE' },
    { source: 'a', target: 'RESPONSE_A' },
    { source: 'b', target: 'RESPONSE_B' },
  ],
};

/** Copies out what was imported, and measures copying it in again. */
async function copyAgain(ownerUrl: string): Promise<{ rows: number; seconds: number }> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  let [rows, seconds] = [0, 0];
  try {
    // the owner sees nothing of tables whose policies are forced
    for (const table of tables) {
      await sql.unsafe(`alter table ${table} no force row level security;
        create table copied_${table} (like ${table} including all)`);
      const parts: Buffer[] = [];
      for await (const part of await sql.unsafe(`copy ${table} to stdout`).readable()) {
        parts.push(part);
      }
      const begun = performance.now();
      await pipeline(parts, await sql.unsafe(`copy copied_${table} from stdin`).writable());
      seconds += (performance.now() - begun) / 1_000;
      const [counted] = await sql.unsafe(`select count(*)::int as n from copied_${table}`);
      rows += Number(counted?.n);
    }
    return { rows, seconds };
  } finally {
    await sql.end();
  }
}

const dir = mkdtempSync(path.join(os.tmpdir(), 'assay-bench-'));
chmodSync(dir, 0o755); // as root, another account runs PostgreSQL in it
const database = await startEmbeddedPostgres({ dir: path.join(dir, 'postgres') });
try {
  await migrate(database.url);
  await measure(database.url, dir);
} finally {
  await database.stop();
  rmSync(dir, { recursive: true });
}
