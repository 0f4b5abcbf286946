import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './processes.ts';

/** What the built client depends on, from the root. */
const sources = [
  'apps/web/{src,public}/**',
  'apps/web/*',
  'apps/server/schema.graphql',
  'packages/scoring/src/**',
  'pnpm-lock.yaml',
];
const made = /\/(__generated__|node_modules|dist)(\/|$)/;

/** Emptied by every build, so that a build cut short leaves no stamp. */
const stamp = path.join(root, 'apps', 'web', 'dist', '.sources');

/** Builds the web client where its sources changed since the last time. @returns whether it is there */
export async function buildWebClient(): Promise<boolean> {
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return true;
  console.log('Building the web client …');
  for (const script of [
    ['codegen', '--errors-only'],
    ['build', '--logLevel=warn'],
  ]) {
    if ((await run('pnpm', ['--silent', '--filter', '@assay/web', ...script])) !== 0) return false;
  }
  writeFileSync(stamp, digest);
  return true;
}

function digestOfSources(): string {
  const files = globSync(sources, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !made.test(`/${file.replaceAll(path.sep, '/')}`))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}
