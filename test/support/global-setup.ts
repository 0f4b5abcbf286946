import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@assay/db/migrate';
import { startEmbeddedPostgres } from '@assay/tools/embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Owner's URL of the migrated database that each test database is cloned from. */
    readonly templateUrl: string;
  }
}

/** What is written here is thrown away, so nothing waits for the disk. */
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=400',
];

/** One PostgreSQL for the whole run, migrated once. Every test file clones its own database. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = mkdtempSync(path.join(tmpdir(), 'assay-postgres-'));
  chmodSync(dir, 0o755); // as root, another account runs PostgreSQL in it
  const server = await startEmbeddedPostgres({ dir, settings });
  const abandon = () => {
    process.kill(server.pid, 'SIGQUIT');
    rmSync(dir, { recursive: true, force: true });
  };
  // an interrupted run does not get to its teardown, and SIGTERM would not even get to `exit`
  const terminate = () => process.exit(143);
  process.on('exit', abandon).on('SIGTERM', terminate);
  const teardown = async () => {
    process.off('exit', abandon).off('SIGTERM', terminate);
    await server.stop();
    rmSync(dir, { recursive: true });
  };
  try {
    await migrate(server.url);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('templateUrl', server.url);
  return teardown;
}
