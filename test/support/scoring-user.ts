import { execFile } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));
const scoring = path.join(root, 'packages', 'scoring');

/** What the package's folder needs to be built: neither tests nor anything around it. */
const alone = ['package.json', 'tsconfig.build.json', 'scripts', 'src', 'README.md', 'LICENSE'];

const userOptions = {
  target: 'es2022',
  module: 'nodenext',
  lib: ['es2024', 'dom'],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};

/** A project of somebody who installed the scoring package and nothing else of this repository. */
export interface ScoringUser {
  /** The manifest of the installed package. */
  readonly manifest: Readonly<Record<string, unknown>>;
  /** Compiles TypeScript modules of the project, by name. @throws Error where one is wrong */
  compile(modules: Readonly<Record<string, string>>): Promise<void>;
  /** What a JavaScript module prints under Node, which is not to understand TypeScript. */
  print(module: string): Promise<string>;
  /** A JavaScript module as one script for a page, made by Vite. */
  bundle(module: string): Promise<string>;
  remove(): void;
}

/**
 * Copies the package's folder away from the workspace, builds it there and installs what that made.
 *
 * @throws Error where the package does not build by itself
 */
export async function makeScoringUser(): Promise<ScoringUser> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-scoring-'));
  const [copy, user] = [path.join(folder, 'package'), path.join(folder, 'user')];
  for (const name of alone) {
    cpSync(path.join(scoring, name), path.join(copy, name), { recursive: true });
  }
  const installed = path.join(user, 'node_modules', '@assay', 'scoring');
  install(copy, [...dependenciesOf(copy), 'typescript']);
  await runNode(copy, 'scripts/build.ts', '--out', installed);
  install(user, dependenciesOf(installed));
  writeJson(path.join(user, 'package.json'), { type: 'module' });
  const write = (name: string, text: string) => writeFileSync(path.join(user, name), text);
  return {
    manifest: readManifest(installed),
    async compile(modules) {
      const files = Object.keys(modules).map((name) => `${name}.ts`);
      for (const [name, text] of Object.entries(modules)) write(`${name}.ts`, text);
      writeJson(path.join(user, 'tsconfig.json'), { compilerOptions: userOptions, files });
      await runNode(user, path.join(scoring, 'node_modules/typescript/bin/tsc'));
    },
    async print(module) {
      write('print.js', module);
      return runNode(user, '--no-experimental-strip-types', 'print.js');
    },
    async bundle(module) {
      write('page.js', module);
      const lib = { entry: 'page.js', formats: ['iife'], name: 'page', fileName: 'page' };
      write('vite.config.js', `export default ${JSON.stringify({ build: { lib } })};`);
      const vite = path.join(root, 'apps/web/node_modules/vite/bin/vite.js');
      await runNode(user, vite, 'build', '--logLevel=warn');
      return readFileSync(path.join(user, 'dist', 'page.iife.js'), 'utf8');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @returns what it prints. @throws Error with all it printed where it fails */
async function runNode(cwd: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await run(process.execPath, args, { cwd })).stdout;
  } catch (cause) {
    const { stdout = '', stderr = '' }: { stdout?: unknown; stderr?: unknown } = Object(cause);
    throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause });
  }
}

function readManifest(folder: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** @returns the names of what a package needs when it runs */
function dependenciesOf(folder: string): string[] {
  return Object.keys(Object(readManifest(folder).dependencies));
}

/** Links packages from where the workspace has them. */
function install(folder: string, names: readonly string[]): void {
  for (const name of names) {
    const link = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(realpathSync(path.join(scoring, 'node_modules', name)), link, 'junction');
  }
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}
