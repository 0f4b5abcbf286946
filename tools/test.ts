/**
 * `npm test`: checks, the client, every test, the browser. Ends with `N passed, N failed` alone on the
 * last line.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runChecks } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { run } from './processes.ts';
import { buildWebClient } from './web-client.ts';

interface Counts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
}

const failedChecks = await runChecks();
const isBuilt = await buildWebClient();
let chromium = '';
try {
  chromium = ensureChromium();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'assay-test-'));
const report = path.join(folder, 'report.json');
const code = await run(
  'pnpm',
  [
    'exec',
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { env: { ...process.env, CHROMIUM_PATH: chromium } },
);
// the report is vitest's own, in the shape of Jest's
const counts = JSON.parse(readFileSync(report, 'utf8')) as Counts;
rmSync(folder, { recursive: true });

// a suite that could not even be loaded has no failed test of its own
const broken =
  counts.numFailedTests === 0 && code !== 0 ? Math.max(1, counts.numFailedTestSuites) : 0;
const failed = counts.numFailedTests + broken + failedChecks.length + (isBuilt ? 0 : 1);
if (failedChecks.length > 0) console.error(`failed checks: ${failedChecks.join(', ')}`);
if (!isBuilt) console.error('the client could not be built');
const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped}`);
