import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './processes.ts';

const web = path.join(root, 'apps', 'web');
const stamp = path.join(web, 'dist', '.sources');

/** What the built client depends on. */
const sources = [
  'apps/web/{src,public}/**/*',
  'apps/web/*.{ts,html,json,cjs,mjs}',
  'apps/server/schema.graphql',
  'packages/scoring/src/**/*.ts',
  'pnpm-lock.yaml',
];

/** Builds the client unless it was built from the same sources. @returns whether it is there now */
export async function buildWebClient(): Promise<boolean> {
  const hash = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  console.log('Building the client …');
  for (const script of ['codegen', 'build']) {
    if ((await run('pnpm', ['--filter', '@assay/web', script])) !== 0) return false;
  }
  writeFileSync(stamp, hash);
  return true;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const pattern of sources) {
    for (const file of globSync(pattern, { cwd: root, withFileTypes: true }).sort(byPath)) {
      const name = path.join(file.parentPath, file.name);
      if (!file.isFile() || name.includes('__generated__') || name.includes('node_modules'))
        continue;
      hash.update(path.relative(root, name)).update(readFileSync(name));
    }
  }
  return hash.digest('hex');
}

interface Entry {
  readonly parentPath: string;
  readonly name: string;
}
const byPath = (a: Entry, b: Entry) =>
  path.join(a.parentPath, a.name) < path.join(b.parentPath, b.name) ? -1 : 1;
