import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assay } from './harness.ts';

/**
 * A worker as it runs beside the API, which a test may kill.
 *
 * @param more - variables of its environment beside those that it needs
 */
export function workerProcess(
  assay: Assay,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  const main = fileURLToPath(import.meta.resolve('@assay/server/main-worker'));
  return spawn(process.execPath, [main], {
    cwd: path.dirname(main),
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: assay.database.ownerUrl,
      ASSAY_SECRET: assay.app.services.secret,
      ASSAY_DATA_DIR: assay.app.services.dataDir,
      ...more,
    },
  });
}
