import { expect, test } from 'vitest';
import { isTest, sources } from './sources.ts';

const linesMax = 300;
/** Tools read their configuration from a default export. */
const configuration = /(^|\/)[\w.-]+\.config\.ts$|(^|\/)codegen\.ts$/;

test(`no file has more than ${linesMax} lines`, () => {
  const all = sources('*.ts', '{packages,apps,tools,test}/**/*.{ts,tsx,mjs,css}');
  const long = all
    .map(({ file, text }) => ({ file, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > linesMax);
  expect(long).toEqual([]);
});

test('what is exported has a name, but for configuration', () => {
  const all = sources('*.ts', '{packages,apps,tools,test}/**/*.{ts,tsx,mjs}');
  const unnamed = all.filter(({ code }) => /^export default\b|\bas default\b/m.test(code));
  expect(unnamed.length).toBeGreaterThan(0);
  const others = unnamed.map(({ file }) => file).filter((file) => !configuration.test(file));
  expect(others).toEqual([]);
});

test('time and chance are handed in, but for the entry points', () => {
  const all = sources('{apps/server,packages/scoring,packages/db}/src/**/*.ts').filter(
    (source) => !isTest(source) && !/(^|\/)main-[\w-]+\.ts$/.test(source.file),
  );
  expect(all.length).toBeGreaterThan(0);
  const ambient = /\bnew Date\(\s*\)|\bDate\.now\b|\bMath\.random\b/;
  expect(ambient.test('const now = new Date();')).toBe(true);
  const found = all.filter(({ code }) => ambient.test(code)).map(({ file }) => file);
  expect(found).toEqual([]);
});

test('the compiler is not told to look away', () => {
  const all = sources('{packages,apps,tools,test}/**/*.{ts,tsx,mjs}');
  const told = new RegExp(`@ts-(${['ignore', 'expect-error', 'nocheck'].join('|')})\\b`);
  const found = all.filter(({ text }) => told.test(text)).map(({ file }) => file);
  expect(found).toEqual([]);
});

test('no test is left out or alone, but for one that says why it is skipped', () => {
  const left = /\b(?:it|test|describe)\.(?:only|todo|fails|skip)\((?!'skipped,)/;
  expect(left.test("it.skip('counts', () => {})")).toBe(true);
  expect(left.test("it.skip('skipped, there is no data', () => {})")).toBe(false);
  const tests = sources('{packages,apps,tools,test}/**/*.test.{ts,tsx}').filter(
    ({ file }) => !file.endsWith('architecture/files.test.ts'),
  );
  expect(tests.filter(({ code }) => left.test(code)).map(({ file }) => file)).toEqual([]);
});
