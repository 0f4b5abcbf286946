import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './processes.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that is read here. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Runs vitest with some arguments. */
export async function runTests(args: readonly string[]): Promise<TestCounts> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-report-'));
  const file = path.join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  // not through pnpm, which does not pass on signals in time for a teardown
  const code = await run('node', [
    ...['node_modules/vitest/vitest.mjs', 'run'],
    ...reporters,
    ...args,
  ]);
  // its shape is vitest's, of the version that is pinned
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
  rmSync(folder, { recursive: true });
  return countTests(report, code);
}

/** @param code - exit code of vitest, which knows of failures that belong to no test */
export function countTests(report: Report | null, code: number): TestCounts {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  // a file that could not be loaded, or whose set-up failed, has no failed test of its own
  const broken = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + broken.length;
  return {
    passed: report.numPassedTests,
    failed: code === 0 ? failed : Math.max(1, failed),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
