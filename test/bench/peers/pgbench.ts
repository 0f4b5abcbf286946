import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Measured } from '../load.ts';
import type { Held } from './submit.ts';

interface Run {
  readonly appUrl: string;
  readonly held: Held;
  readonly connections: number;
  readonly requests: number;
  /** The number of the first task. */
  readonly from: number;
}

/** Whether `pgbench` is installed. */
export const hasPgbench = (): boolean => spawnSync('pgbench', ['--version']).status === 0;

/**
 * The same statements sent by pgbench, prepared and pipelined: what the database can do where no
 * program of ours stands in the way.
 */
export function pgbench({ appUrl, held, connections, requests, from }: Run): Measured {
  const dir = mkdtempSync(path.join(tmpdir(), 'assay-pgbench-'));
  try {
    const { hostname, port, username, password, pathname } = new URL(appUrl);
    const [annotator = ''] = held.annotators;
    const variables = {
      ...{ i: 0, from, clients: connections, tenant: held.tenantId, project: held.projectId },
      ...{ version: held.rubricVersionId, annotator },
      ...Object.fromEntries(held.dimensions.map(({ id }, at) => [`d${at + 1}`, id])),
      ...Object.fromEntries(held.dimensions.map(({ tierId }, at) => [`t${at + 1}`, tierId])),
    };
    const { status, stdout, stderr } = spawnSync(
      'pgbench',
      [
        ...['-n', '-M', 'prepared', '-c', `${connections}`, '-j', '1'],
        ...['-t', `${Math.floor(requests / connections)}`],
        ...['-l', `--log-prefix=${path.join(dir, 'log')}`],
        ...Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]),
        ...['-f', fileURLToPath(new URL('submit.pgbench', import.meta.url))],
        ...['-h', hostname, '-p', port, '-U', username, pathname.slice(1)],
      ],
      {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, PGPASSWORD: decodeURIComponent(password) },
      },
    );
    const perSecond = Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
    if (status !== 0 || !(perSecond > 0)) throw new Error(`pgbench: ${stderr}`);
    return { perSecond, ...quantiles(dir) };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** From the logs of its transactions: their third column is microseconds. */
function quantiles(dir: string): Pick<Measured, 'p50' | 'p99' | 'requests'> {
  const times = readdirSync(dir)
    .flatMap((file) => readFileSync(path.join(dir, file), 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[2]) / 1_000)
    .sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  return { p50: quantile(0.5), p99: quantile(0.99), requests: times.length };
}
