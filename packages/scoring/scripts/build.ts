/**
 * Writes the package as others install it: plain JavaScript modules with their types and a manifest
 * that names nothing of this workspace. Inside the workspace the sources are imported as they are.
 *
 *   pnpm --filter @assay/scoring build               into dist/
 *   pnpm --filter @assay/scoring build --out FOLDER  elsewhere
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const folder = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { out: { type: 'string', default: path.join(folder, 'dist') } },
});
const out = path.resolve(values.out);

rmSync(out, { recursive: true, force: true });
compile();
for (const file of globSync('**/*.d.ts', { cwd: out })) renameImports(path.join(out, file));
for (const file of ['README.md', 'LICENSE']) {
  copyFileSync(path.join(folder, file), path.join(out, file));
}
writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);

function compile(): void {
  const compiler = path.join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = ['--project', path.join(folder, 'tsconfig.build.json'), '--outDir', out];
  execFileSync(process.execPath, [compiler, ...options], { cwd: folder, stdio: 'inherit' });
}

/** The compiler renames what modules import, and leaves `.ts` in what their types import. */
function renameImports(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replaceAll(/(from |import\()'(\.{1,2}\/[^']+)\.ts'/g, "$1'$2.js'"));
}

function manifest(): Record<string, unknown> {
  // The manifest beside this folder, which has these fields.
  const { name, version, description, keywords, type, license, engines, dependencies } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as Readonly<Record<string, unknown>>;
  return {
    ...{ name, version, description, keywords, type, license, engines },
    sideEffects: false,
    exports: {
      './package.json': './package.json',
      './*': { types: './*.d.ts', default: './*.js' },
    },
    dependencies,
  };
}
