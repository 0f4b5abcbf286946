import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Running {
  readonly url: string;
  /** The most memory it has had so far, in MiB, as Linux tells it; NaN elsewhere. */
  peakMiB(): number;
  /** The memory that it and the processes it started have now, in MiB; NaN where nobody tells. */
  withChildrenMiB(): number;
  stop(): Promise<void>;
}

/** Those that run have sessions of their own: whoever ends us ends them only through us. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGTERM');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(1));
}

/** A free port. Sign-in wants to know the server's address beforehand. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/**
 * Starts a program of ours as a process of its own.
 *
 * @param ready - resolves once it may be used
 */
export async function startProcess(
  file: string,
  port: number,
  env: Readonly<Record<string, string>>,
  ready: (url: string) => Promise<boolean>,
): Promise<Running> {
  const flags = process.env.BENCH_NODE_FLAGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, file], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // a session of its own, as a service has: Linux shares the processors out between sessions first
    detached: true,
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' },
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + 60_000;
  while (!(await ready(url).catch(() => false))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${file} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    ...{ url, peakMiB: () => peakOf(child), stop: () => stop(child) },
    withChildrenMiB: () => (child.pid === undefined ? Number.NaN : memoryOf(child.pid)),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const peakOf = ({ pid }: ChildProcess): number => statusOf(pid, 'VmHWM') / 1_024;

/** A number of `/proc/<pid>/status`; NaN where there is none. */
function statusOf(pid: number | undefined, name: string): number {
  if (process.platform !== 'linux') return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [, kib] = new RegExp(`${name}:\\s+(\\d+) kB`).exec(status) ?? [];
  return Number(kib ?? Number.NaN);
}

/** A process may have ended meanwhile. */
function memoryOf(pid: number): number {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    // none of one that has ended and is not yet taken leave of
    const own = (statusOf(pid, 'VmRSS') || 0) / 1_024;
    if (children === '') return own;
    return children.split(' ').reduce((sum, child) => sum + memoryOf(Number(child)), own);
  } catch {
    return 0;
  }
}

/** Whether something answers at this address at all. */
export const answers = async (url: string): Promise<boolean> => {
  await fetch(url);
  return true;
};
