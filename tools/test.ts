/**
 * `npm test`: checks, the web client, every test, then those in a browser. Ends with `N passed,
 * N failed` alone on the last line. With arguments, only the tests they name, as vitest takes them.
 */
import { runChecks } from './checks.ts';
import { run } from './processes.ts';
import { runTests, type TestCounts } from './run-tests.ts';
import { buildWebClient } from './web-client.ts';

const named = process.argv.slice(2);
const problems: string[] = [];
if (named.length === 0) {
  for (const name of await runChecks()) problems.push(`check of ${name}`);
}
if (!(await buildWebClient())) problems.push('build of the web client');
// where this fails, the browser tests fail and say so
await run('node', ['test/support/install-chromium.ts']);

const runs: TestCounts[] = [];
if (named.length === 0) {
  runs.push(await runTests(['--exclude=test/e2e/**']));
  // one at a time: they look at what a page does within a second
  runs.push(await runTests(['test/e2e', '--maxWorkers=1']));
} else {
  runs.push(await runTests(named));
}

const sum = (of: (counts: TestCounts) => number) => runs.reduce((n, counts) => n + of(counts), 0);
const failed = sum((counts) => counts.failed) + problems.length;
const skipped = sum((counts) => counts.skipped);
for (const problem of problems) console.error(`failed: ${problem}`);
process.exitCode = failed === 0 ? 0 : 1;
console.log(
  `${sum((counts) => counts.passed)} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
);
