import { expect, test } from 'vitest';
import { importsOf, packageOf, resolve, sources, withoutComments } from './sources.ts';

/** What each package may import. Nothing imports the web client, which knows the server only by its schema. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  '@assay/scoring': [],
  '@assay/db': ['@assay/scoring'],
  '@assay/server': ['@assay/db', '@assay/scoring', '@assay/tools'],
  '@assay/web': ['@assay/scoring'],
  '@assay/tools': [],
  '@assay/test': ['@assay/db', '@assay/scoring', '@assay/server', '@assay/tools'],
};
const all = sources('{packages,apps,tools,test}/**/*.{ts,tsx}');

/** Why this import breaks a rule, or null. */
function wrong(file: string, specifier: string): string | null {
  const target = resolve(file, specifier);
  const [from, to] = [packageOf(file), target === null ? null : packageOf(target)];
  if (target === null || from === to) return null;
  if (specifier.startsWith('.')) return `${file} reaches into another package: ${specifier}`;
  if (from !== null && to !== null && arrows[from]?.includes(to)) return null;
  return `${file} may not import ${specifier}`;
}

test.each(Object.keys(arrows))('%s imports only what lies before it', (name) => {
  const own = all.filter(({ file }) => packageOf(file) === name);
  expect(own.length).toBeGreaterThan(0);
  const problems = own.flatMap(({ file, code }) =>
    importsOf(code).map(({ specifier }) => wrong(file, specifier)),
  );
  expect(problems.filter((problem) => problem !== null)).toEqual([]);
});

test('every arrow that is allowed between what is shipped is found in use', () => {
  const used = new Set(
    all.flatMap(({ file, code }) =>
      importsOf(code).map(({ specifier }) => {
        const target = resolve(file, specifier);
        return `${packageOf(file)} -> ${target === null ? null : packageOf(target)}`;
      }),
    ),
  );
  expect(used).toContain('@assay/server -> @assay/db');
  expect(used).toContain('@assay/server -> @assay/scoring');
  expect(used).toContain('@assay/web -> @assay/scoring');
});

test('no import leads back to where it began', () => {
  const graph = new Map(
    all.map(({ file, code }) => [
      file,
      importsOf(code)
        .filter(({ isType }) => !isType)
        .map(({ specifier }) => resolve(file, specifier))
        .filter((target) => target !== null),
    ]),
  );
  expect(cycles(graph)).toEqual([]);
});

/** Each way that leads back to a file on it, found from the first file on. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    if (way.includes(file)) {
      found.push([...way.slice(way.indexOf(file)), file].join(' -> '));
      return;
    }
    way.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    way.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

test('the rules see what they are to refuse', () => {
  expect(wrong('packages/scoring/src/result.ts', '@assay/db/tenant')).toMatch(/may not import/);
  expect(wrong('apps/web/src/main.tsx', '@assay/server/app')).toMatch(/may not import/);
  expect(wrong('apps/web/src/main.tsx', '../../server/src/app.ts')).toMatch(/reaches into/);
  const ring = new Map([
    ['a', ['b']],
    ['b', ['c']],
    ['c', ['a']],
  ]);
  expect(cycles(ring)).toEqual(['a -> b -> c -> a']);
});

test('every form of import is read, and none in a comment', () => {
  const lines = [
    "import './one.ts';",
    "import two from './two.ts';",
    "import { a, type B } from './three.ts';",
    "import {\n  c,\n} from './four.ts';",
    "import type { D } from './five.ts';",
    "export { e } from './six.ts';",
    "export * from './seven.ts';",
    `const later = () => ${'import'}('./eight.ts');`,
    "// import './no.ts';",
    "/*\nimport './no.ts';\n*/",
    "export const from = 'nowhere';",
  ];
  const code = withoutComments(lines.join('\n'));
  const read = importsOf(code).map(
    ({ specifier, isType }) => `${specifier}${isType ? ' type' : ''}`,
  );
  expect(read).toEqual([
    './one.ts',
    './two.ts',
    './three.ts',
    './four.ts',
    './five.ts type',
    './six.ts',
    './seven.ts',
    './eight.ts',
  ]);
});
