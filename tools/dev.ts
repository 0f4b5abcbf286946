/** `npm run dev`: the server restarts, and the web client reloads, as files change. */
import { existsSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { root, run } from './processes.ts';

/** Of the web client; the server has its own in `PORT`. */
const port = process.env.WEB_PORT ?? '5173';
/** What the browser's address says while one develops: the only origin that may sign in. */
const env = { ...process.env, PUBLIC_URL: process.env.PUBLIC_URL ?? `http://localhost:${port}` };

const programs: [command: string, args: readonly string[]][] = [
  ['node', ['--watch-path=apps/server', '--watch-path=packages', 'apps/server/src/main-api.ts']],
  ['pnpm', ['--filter', '@assay/web', 'dev', '--port', port, '--strictPort']],
];

process.exitCode = await generateDocuments();
if (process.exitCode === 0) {
  const end = new AbortController();
  const running = programs.map(([command, args]) =>
    run(command, args, { env, signal: end.signal }),
  );
  keepDocumentsGenerated(end.signal);
  // none of them ends by itself: when one does, the others are of no use
  process.exitCode = await Promise.race(running);
  end.abort();
  await Promise.all(running);
}

/** Types of the GraphQL documents, from the schema. */
function generateDocuments(): Promise<number> {
  return run('pnpm', ['--silent', '--filter', '@assay/web', 'codegen', '--errors-only']);
}

function keepDocumentsGenerated(signal: AbortSignal): void {
  let waiting: NodeJS.Timeout | undefined;
  const regenerateSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(generateDocuments, 200);
  };
  const sources = path.join(root, 'apps', 'web', 'src');
  watch(sources, { recursive: true, signal }, (_event, name) => {
    if (name === null || name.startsWith('__generated__')) return;
    const file = path.join(sources, name);
    if (/\.tsx?$/.test(name) && existsSync(file) && readFileSync(file, 'utf8').includes('graphql('))
      regenerateSoon();
  });
  watch(path.join(root, 'apps', 'server'), { signal }, (_event, name) => {
    if (name === 'schema.graphql') regenerateSoon();
  });
}
