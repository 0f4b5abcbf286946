/** `npm run dev`: the server restarts and the client reloads as files change. */
import { root, run } from './processes.ts';

await run('pnpm', ['--filter', '@assay/web', 'codegen']);
const codes = await Promise.all([
  run(
    'node',
    ['--watch-path=apps/server/src', '--watch-path=packages', 'apps/server/src/main-api.ts'],
    {
      cwd: root,
    },
  ),
  run('pnpm', ['--filter', '@assay/web', 'codegen', '--watch']),
  run('pnpm', ['--filter', '@assay/web', 'dev']),
]);
process.exitCode = Math.max(...codes);
