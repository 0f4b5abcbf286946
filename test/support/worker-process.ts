import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assay } from './harness.ts';

/** A worker as it runs beside the API, which a test may kill. */
export function workerProcess(assay: Assay): ChildProcess {
  const main = fileURLToPath(import.meta.resolve('@assay/server/main-worker'));
  return spawn(process.execPath, [main], {
    cwd: path.dirname(main),
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: assay.database.ownerUrl,
      ASSAY_SECRET: assay.app.services.secret,
      ASSAY_DATA_DIR: assay.app.services.dataDir,
    },
  });
}
