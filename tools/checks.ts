import { run } from './processes.ts';

/** What holds for the code as it stands, without running it. */
const checks: Readonly<Record<string, readonly string[]>> = {
  style: ['exec', 'biome', 'ci', '.'],
  documents: ['--filter', '@assay/web', 'codegen', '--errors-only'],
  types: ['--recursive', '--workspace-concurrency=2', '--no-bail', 'run', 'check'],
  schema: ['--filter', '@assay/server', 'schema', '--check'],
};

/** Runs them all. @returns the names of those that failed */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const [name, args] of Object.entries(checks)) {
    console.log(`check: ${name}`);
    if ((await run('pnpm', args)) !== 0) failed.push(name);
  }
  return failed;
}
