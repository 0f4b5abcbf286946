import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A file of our own. */
export interface Source {
  /** From the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The text without its comments. */
  readonly code: string;
}

export interface Import {
  readonly specifier: string;
  /** Gone when it runs. */
  readonly isType: boolean;
}

const made = /(^|\/)(node_modules|dist|__generated__|\.data)\//;

/** @throws Error when there is none: a rule that looks at nothing holds nothing */
export function sources(...patterns: readonly string[]): Source[] {
  const files = globSync(patterns, { cwd: root, exclude: (name) => name === 'node_modules' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => !made.test(file))
    .sort();
  if (files.length === 0) throw new Error(`no file is like ${patterns.join(' or ')}`);
  return files.map((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return { file, text, code: withoutComments(text) };
  });
}

export const isTest = ({ file }: Source): boolean => /\.test\.tsx?$/.test(file);

/** Knows nothing of strings: a comment begins a line or follows a space or an opening bracket. */
export function withoutComments(text: string): string {
  return text.replaceAll(/(^|[\s({[,])(?:\/\*[\s\S]*?\*\/|\/\/.*)/g, '$1');
}

const statement =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w$*{][^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;
const call = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports or exports on, in its own words. */
export function importsOf(code: string): Import[] {
  return [
    ...[...code.matchAll(statement)].map(([, type, specifier = '']) => ({
      specifier,
      isType: type !== undefined,
    })),
    ...[...code.matchAll(call)].map(([, specifier = '']) => ({ specifier, isType: false })),
  ];
}

/** The folder of each package of ours. */
export const packages: Readonly<Record<string, string>> = {
  '@assay/scoring': 'packages/scoring',
  '@assay/db': 'packages/db',
  '@assay/server': 'apps/server',
  '@assay/web': 'apps/web',
  '@assay/tools': 'tools',
  '@assay/test': 'test',
};

export function packageOf(file: string): string | null {
  const found = Object.entries(packages).find(([, folder]) => file.startsWith(`${folder}/`));
  return found?.[0] ?? null;
}

/**
 * The file of ours that an import means, from the root; null for a package of others.
 *
 * @throws Error when there is no such file
 */
export function resolve(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  const target = bare.startsWith('.')
    ? path.posix.join(path.posix.dirname(from), bare)
    : named(bare);
  if (target === null || made.test(`${target}/`)) return target;
  if (!existsSync(path.join(root, target)))
    throw new Error(`${from} imports no file: ${specifier}`);
  return target;
}

/** By the one pattern that each of our packages exports, such as `./*` for `./src/*.ts`. */
function named(specifier: string): string | null {
  const name = Object.keys(packages).find((each) => specifier.startsWith(`${each}/`));
  if (name === undefined) return null;
  const folder = packages[name] ?? '';
  const manifest: { exports: Record<string, string> } = JSON.parse(
    readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
  );
  const rest = specifier.slice(name.length);
  const exact = manifest.exports[`.${rest}`];
  const pattern = manifest.exports['./*'] ?? '';
  return path.posix.join(folder, exact ?? pattern.replace('*', rest.slice(1)));
}
