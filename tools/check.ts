/** `npm run check`: style, types and the printed schema. */
import { run } from './processes.ts';

/** @returns the names of the checks that failed */
export async function runChecks(): Promise<string[]> {
  const checks: Record<string, () => Promise<number>> = {
    style: () => run('pnpm', ['exec', 'biome', 'ci', '.']),
    documents: () => run('pnpm', ['--filter', '@assay/web', 'codegen']),
    types: () => run('pnpm', ['-r', '--workspace-concurrency=2', 'run', 'check']),
    schema: () => run('pnpm', ['--filter', '@assay/server', 'schema', '--check']),
  };
  const failed: string[] = [];
  for (const [name, check] of Object.entries(checks)) {
    console.log(`check: ${name}`);
    if ((await check()) !== 0) failed.push(name);
  }
  return failed;
}

if (import.meta.main) {
  const failed = await runChecks();
  if (failed.length > 0) {
    console.error(`failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}
