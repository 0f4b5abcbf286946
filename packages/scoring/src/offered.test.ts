import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { offered } from './testing/offered.ts';

const here = new URL('./', import.meta.url);
const functions = Object.entries(offered).flatMap(([folder, names]) =>
  names.map((name) => ({ folder, name, file: `${folder}/${kebab(name)}` })),
);

/** Definitions of the package itself, or of what needs none: they have no source to name. */
const withoutSource = [
  'ratingsFromMatrix',
  'ratingsFromRecords',
  'scoreJudgment',
  'validateRubric',
  'majorityVote',
];
/** What takes any input: it lists what is wrong instead of throwing. */
const withoutThrow = ['validateRubric'];

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The comment right before the function's declaration; empty where there is none. */
function docstringOf(text: string, name: string): string {
  const declared = text.indexOf(`\nexport function ${name}`);
  const before = text.slice(0, Math.max(0, declared));
  return before.endsWith(' */') ? before.slice(before.lastIndexOf('/**')) : '';
}

describe('what the package offers', () => {
  it.each(functions)('has $name in $file', async ({ name, file }) => {
    const module: unknown = await import(new URL(`${file}.ts`, here).href);
    expect(new Map(Object.entries(Object(module))).get(name)).toBeTypeOf('function');
    expect(existsSync(new URL(`${file}.test.ts`, here)), 'a test beside it').toBe(true);
  });

  it.each(functions)('explains $name: what throws and where it is from', ({ name, file }) => {
    const docstring = docstringOf(readFileSync(new URL(`${file}.ts`, here), 'utf8'), name);
    expect(docstring.length).toBeGreaterThan(80);
    expect(docstring.includes('@throws RangeError')).toBe(!withoutThrow.includes(name));
    expect(docstring.includes('@see')).toBe(!withoutSource.includes(name));
  });

  /** Functions that a page does not name. */
  const unnamedIn = (page: URL) => {
    const text = readFileSync(page, 'utf8');
    return functions.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name }) => name);
  };

  it('is named in the README', () => {
    expect(unnamedIn(new URL('../README.md', here))).toEqual([]);
  });

  const statistics = new URL('../../../docs/statistics.md', here);
  if (existsSync(statistics)) {
    it('is named on the page on statistics', () => {
      expect(unnamedIn(statistics)).toEqual([]);
    });
  } else {
    it.skip('skipped, the page on statistics is not here', () => undefined);
  }

  const contract = new URL('../../../../shared/statistics.md', import.meta.url);
  if (!existsSync(contract)) {
    it.skip('skipped, the agreed list of functions is not here', () => undefined);
    return;
  }
  it('is all that was agreed', () => {
    const [, section = ''] = readFileSync(contract, 'utf8').split(/^## 2\. .*$/m);
    const rows = section.split(/^## /m)[0]?.matchAll(/^\| `([a-z-]+)\/` \| (.*) \|$/gm) ?? [];
    const agreed = [...rows].flatMap(([, folder = '', names = '']) =>
      [...names.matchAll(/`([a-z][A-Za-z]+)[`(]/g)]
        .map(([, name = '']) => name)
        // What stands in parentheses are values of options.
        .filter((name) => !new RegExp(`\\([^)]*\`${name}\`[^)]*\\)`).test(names))
        .map((name) => `${folder}/${kebab(name)}`),
    );
    expect(agreed.length).toBeGreaterThan(70);
    const files = new Set(functions.map(({ file }) => file));
    expect(agreed.filter((file) => !files.has(file))).toEqual([]);
  });
});
