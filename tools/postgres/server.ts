import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.ts';
import { freePort } from './free-port.ts';

export interface Server {
  readonly pid: number;
  readonly port: number;
  /** It was not started here. */
  readonly adopted: boolean;
  hasEnded(): boolean;
}

export interface ServerOptions {
  readonly binary: string;
  readonly data: string;
  readonly log: string;
  readonly account: Account | null;
  readonly settings: readonly string[];
  /** Null: a free one. */
  readonly port: number | null;
}

const startSecondsMax = 120;
const stopSecondsMax = 60;

/** The server that runs on this data folder, once it is ready. */
export async function runningServer(data: string): Promise<Server | null> {
  const until = performance.now() + startSecondsMax * 1000;
  while (performance.now() < until) {
    const file = readPidFile(data);
    if (file === null || !isAlive(file.pid)) return null;
    if (!isPostmaster(file.pid, data)) {
      // the number was given to another program since; PostgreSQL would take that one for a server
      rmSync(pidFileOf(data), { force: true });
      return null;
    }
    if (file.isReady) {
      const { pid, port } = file;
      // one that has ended stays in the list of processes where nobody waits for orphans
      const hasEnded = () => !isAlive(pid) || !isPostmaster(pid, data);
      return { pid, port, adopted: true, hasEnded };
    }
    await pause(20);
  }
  throw new Error(`The PostgreSQL that runs on ${data} does not become ready.`);
}

/** Starts one in a session of its own, so that Ctrl-C reaches it only through `stopServer`. */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const result = await tryToStart(options, options.port ?? (await freePort()));
    if (!('output' in result)) return result;
    // a process that started at the same time was first
    const other = await runningServer(options.data);
    if (other !== null) return other;
    // the free port was taken meanwhile, or sessions of a killed server are still ending
    const mayPass = options.port === null ? /could not bind|shared memory block/ : /shared memory/;
    if (attempt === 10 || !mayPass.test(result.output)) {
      throw new Error(`PostgreSQL did not start; see ${options.log}:\n${result.output}`);
    }
    await pause(300);
  }
}

async function tryToStart(
  { binary, data, log, account, settings }: ServerOptions,
  port: number,
): Promise<Server | { readonly output: string }> {
  const logStart = existsSync(log) ? statSync(log).size : 0;
  const output = openSync(log, 'a', 0o600);
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
  const child = spawn(
    binary,
    ['-D', data, '-p', String(port), ...[...own, ...settings].flatMap((each) => ['-c', each])],
    { ...account, cwd: '/', detached: true, stdio: ['ignore', output, output] },
  );
  closeSync(output);
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
  });
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const until = performance.now() + startSecondsMax * 1000;
  while (performance.now() < until) {
    if (failure !== null) throw failure;
    if (hasEnded()) break;
    const file = readPidFile(data);
    if (file?.isReady && file.pid === child.pid) {
      child.unref();
      return { pid: file.pid, port, adopted: false, hasEnded };
    }
    await pause(10);
  }
  child.kill('SIGKILL');
  return { output: readFileSync(log).subarray(logStart).toString() };
}

/** @throws Error when it does not stop within a minute */
export async function stopServer(server: Server, data: string, pgCtl: string): Promise<void> {
  if (!server.hasEnded()) {
    // SIGINT is PostgreSQL's fast shutdown; Windows has no signals, so pg_ctl sends its own event
    if (process.platform !== 'win32') process.kill(server.pid, 'SIGINT');
    else execFileSync(pgCtl, ['stop', '-D', data, '-m', 'fast'], { stdio: 'ignore' });
  }
  const until = performance.now() + stopSecondsMax * 1000;
  while (!server.hasEnded()) {
    if (performance.now() > until) throw new Error(`PostgreSQL ${server.pid} does not stop.`);
    await pause(20);
  }
}

const pidFileOf = (data: string) => path.join(data, 'postmaster.pid');

interface PidFile {
  readonly pid: number;
  readonly port: number;
  readonly isReady: boolean;
}

/** Null where there is none, or where it is not yet written to its fourth line. */
function readPidFile(data: string): PidFile | null {
  // lines: pid, data folder, start time, port, socket folder, address, shared memory, state
  const [pid, , , port, , , , state] = readIfThere(pidFileOf(data)).split('\n');
  if (!pid || !port) return null;
  return { pid: Number(pid), port: Number(port), isReady: state?.trim() === 'ready' };
}

/** PostgreSQL may remove the file at any moment, so looking first would prove nothing. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Whether that process is a server on this data folder, rather than one with a reused number. */
function isPostmaster(pid: number, data: string): boolean {
  if (process.platform === 'win32') return true;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return command.includes(data);
  } catch {
    return false;
  }
}
