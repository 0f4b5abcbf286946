/** `npm run bench`: imports against COPY, then the scoring package against its reference tools. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
for (const script of ['test/bench/imports.ts', 'packages/scoring/bench/run.ts']) {
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
