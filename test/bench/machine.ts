import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import type postgres from 'postgres';

/** What the figures were measured on, in a line or two; no names of machines. */
export async function machine(owner: postgres.Sql): Promise<string> {
  const [cpu] = os.cpus();
  const [row] = await owner<
    { version: string }[]
  >`select current_setting('server_version') as version`;
  const gigabytes = Math.round(os.totalmem() / 2 ** 30);
  const parts = [
    `${os.availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${gigabytes} GiB, ${os.platform()} ${os.arch()}`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${row?.version} with its defaults, started by the benchmark`,
    `PostGraphile ${versionOf('postgraphile')}`,
    pgbenchVersion(),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return known ? String(manifest.version) : '';
}

function pgbenchVersion(): string {
  const { stdout } = spawnSync('pgbench', ['--version'], { encoding: 'utf8' });
  return /pgbench \(PostgreSQL\) [\d.]+/.exec(stdout ?? '')?.[0] ?? 'pgbench is not installed';
}
