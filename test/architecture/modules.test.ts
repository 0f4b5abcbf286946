import { expect, test } from 'vitest';
import { importsOf, isTest, resolve, type Source, sources } from './sources.ts';

const folder = 'apps/server/src/modules/';
const modules = sources(`${folder}**/*.ts`);
const server = sources('apps/server/{src,scripts,demo}/**/*.ts').filter((each) => !isTest(each));

const rooms = ['graphql', 'http', 'commands', 'queries', 'rules', 'jobs'];
const place = new RegExp(
  `^[a-z][a-z-]*/((${rooms.join('|')})(\\.test)?\\.ts|(${rooms.join('|')})/[a-z][a-z-]*(\\.test)?\\.ts)$`,
);

test('a file of a module is one of the six, or lies in a folder of that name', () => {
  const others = modules
    .map(({ file }) => file.slice(folder.length))
    .filter((name) => !place.test(name));
  expect(others).toEqual([]);
});

test('the rules of a module do no input or output', () => {
  const rules = modules.filter((each) => /\/rules(\/|\.ts)/.test(each.file) && !isTest(each));
  expect(rules.length).toBeGreaterThan(0);
  const impure = rules.filter(({ code }) => /\bawait\b|['"]node:(fs|net|http)/.test(code));
  expect(impure.map(({ file }) => file)).toEqual([]);
});

test('a transaction of a tenant is opened only by operation.ts', () => {
  const opening = server.filter(({ code }) => /\.withTenant\(/.test(code));
  expect(opening.map(({ file }) => file)).toEqual(['apps/server/src/operation.ts']);
});

/** The functions of a file that `command()`, `query()` or `childrenOf()` made: entrances, with a transaction each. */
const entrancesOf = ({ code }: Source): string[] =>
  [...code.matchAll(/\bexport const (\w+)\s*=\s*(?:command|query|childrenOf)\b/g)].map(
    ([, name = '']) => name,
  );

type Entrances = ReadonlyMap<string, readonly string[]>;
const entrances: Entrances = new Map(server.map((source) => [source.file, entrancesOf(source)]));

/** The entrances that a file imports, and those of its own that it calls. */
function reached({ file, code }: Source, known: Entrances): string[] {
  const imported = importsOf(code)
    .map(({ specifier }) => resolve(file, specifier))
    .flatMap((target) => (target === null ? [] : (known.get(target) ?? [])))
    .filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const own = (known.get(file) ?? []).filter((name) => new RegExp(`\\b${name}\\(`).test(code));
  return [...imported, ...own];
}

test('an entrance never calls an entrance: what they share takes the operation', () => {
  const declaring = server.filter(({ file }) => (entrances.get(file) ?? []).length > 0);
  expect(declaring.length).toBeGreaterThan(0);
  const problems = declaring.flatMap((source) =>
    reached(source, entrances).map((name) => `${source.file} reaches ${name}`),
  );
  expect(problems).toEqual([]);
});

test('the rule sees an entrance that calls one of its own file', () => {
  const code = `
    export const first = command('a:b', async (op) => op.resultId);
    export const second = query('a:c', async (op) => first(op));`;
  const sample = { file: 'apps/server/src/sample.ts', text: code, code };
  const names = entrancesOf(sample);
  expect(names).toEqual(['first', 'second']);
  expect(reached(sample, new Map([[sample.file, names]]))).toEqual(['first']);
});
