import { mkdirSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { unprivilegedAccount } from './postgres/account.ts';
import { findBinaries, readableBinaries } from './postgres/binaries.ts';
import { ensureCluster } from './postgres/cluster.ts';
import { runningServer, startServer, stopServer } from './postgres/server.ts';

export interface EmbeddedOptions {
  /** Keeps the database (`pgdata`), its password (`secret`) and its log. Made if missing. */
  readonly dir: string;
  /** Server settings, such as `fsync=off`. A server that is adopted keeps those it has. */
  readonly settings?: readonly string[];
  /** Default: a free one. A server that is adopted keeps the one it has. */
  readonly port?: number;
}

export interface EmbeddedPostgres {
  /** Owner of the database `assay`, with all rights. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** It was running already, left behind by a process that was killed. */
  readonly adopted: boolean;
  /** Ends all sessions and waits until the server has stopped. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL from npm binaries, or adopts the one that runs on this folder.
 *
 * @throws Error on a platform without binaries, or when the server does not come up
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dir = path.resolve(options.dir);
  mkdirSync(dir, { recursive: true });
  const account = unprivilegedAccount();
  const binaries = readableBinaries(await findBinaries(), account);
  const cluster = await ensureCluster(dir, binaries.initdb, account);
  const server =
    (await runningServer(cluster.data)) ??
    (await startServer({
      binary: binaries.postgres,
      data: cluster.data,
      log: path.join(dir, 'postgres.log'),
      account,
      settings: options.settings ?? [],
      port: options.port ?? null,
    }));
  await ensureDatabase(urlOf(server.port, cluster.password, 'postgres'));
  return {
    url: urlOf(server.port, cluster.password, 'assay'),
    port: server.port,
    pid: server.pid,
    adopted: server.adopted,
    stop: () => stopServer(server, cluster.data, binaries.pg_ctl),
  };
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://assay:${password}@127.0.0.1:${port}/${database}`;

/** Keeps two processes from making the database at once. */
const creationLock = 4_171_003;

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${creationLock})`;
    const [known] = await sql`select 1 from pg_database where datname = 'assay'`;
    if (known === undefined) await sql`create database assay`;
  } finally {
    await sql.end();
  }
}
