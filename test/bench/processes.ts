import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

export interface Running {
  readonly url: string;
  /** The most memory it has had so far, in MiB, as Linux tells it; NaN elsewhere. */
  peakMiB(): number;
  stop(): Promise<void>;
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
    env: { ...env, PORT: String(port), HOST: '127.0.0.1', NODE_ENV: 'production' },
  });
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + 60_000;
  while (!(await ready(url).catch(() => false))) {
    if (child.exitCode !== null || performance.now() > until) {
      child.kill('SIGKILL');
      throw new Error(`${file} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, peakMiB: () => peakOf(child), stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

function peakOf({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return Number.NaN;
  const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}

/** Whether something answers at this address at all. */
export const answers = async (url: string): Promise<boolean> => {
  await fetch(url);
  return true;
};
