import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface FixtureFile {
  readonly input: unknown;
  readonly expected: unknown;
  readonly tolerance: number;
  readonly toleranceBy?: Readonly<Record<string, number>>;
}

/** One file of reference values while a test compares against it. */
export interface Fixture<Input, Expected> {
  readonly input: Input;
  readonly expected: Expected;
  /**
   * Compares `actual` with the expected value at `path` (dots for nesting, numbers for array
   * entries): numbers within the file's tolerance, everything else exactly. An object or array is
   * compared entry by entry; keys it does not have stay uncompared. The path '' is the whole.
   */
  compare(path: string, actual: unknown): void;
  /** Names an expected field (and all below it) that is not compared, with the reason. */
  omit(path: string, reason: string): void;
}

const folder = new URL('../../../../../shared/fixtures/statistics/', import.meta.url);

/**
 * A test against the shared reference values in `<id>.json`. It fails unless each expected field
 * was compared or omitted with a reason. Where the shared folder is absent the test is skipped and
 * says so.
 */
export function testFixture<Input, Expected = unknown>(
  id: string,
  body: (fixture: Fixture<Input, Expected>) => void,
): void {
  const file = readFixture(id);
  if (file === null) {
    it.skip(`${id}: skipped, the shared reference values are not here`, () => undefined);
    return;
  }
  it(`agrees with ${id}`, () => {
    const seen = new Set<string>();
    const leaves = new Map(leavesOf(file.expected, ''));
    body({
      // The file's own schema, written down by the caller; a wrong shape fails the comparison.
      input: file.input as Input,
      expected: file.expected as Expected,
      compare(path, actual) {
        expect(actual, `${id}: ${path}`).not.toBeUndefined();
        for (const [leaf, value] of leavesOf(actual, path)) {
          expect(leaves.has(leaf), `${id} expects no ${leaf}`).toBe(true);
          compareLeaf(`${id}: ${leaf}`, value, leaves.get(leaf), toleranceOf(file, leaf));
          seen.add(leaf);
        }
      },
      omit(path, reason) {
        expect(reason.length).toBeGreaterThan(0);
        const below = [...leaves.keys()].filter((leaf) => isWithin(leaf, path));
        expect(below.length, `${id} expects no ${path}`).toBeGreaterThan(0);
        for (const leaf of below) seen.add(leaf);
      },
    });
    expect([...leaves.keys()].filter((leaf) => !seen.has(leaf))).toEqual([]);
  });
}

function readFixture(id: string): FixtureFile | null {
  try {
    // The README of the folder gives this shape.
    return JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')) as FixtureFile;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Every scalar below `value` with its dotted path; an empty object or array counts as a scalar. */
function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [[path, value]];
  return entries.flatMap(([key, entry]) => leavesOf(entry, path === '' ? key : `${path}.${key}`));
}

function compareLeaf(what: string, actual: unknown, expected: unknown, tolerance: number): void {
  if (typeof expected !== 'number' || typeof actual !== 'number') {
    expect(actual, what).toEqual(expected);
    return;
  }
  const off = Math.abs(actual - expected);
  const message = `${what}: ${actual} instead of ${expected}, tolerance ${tolerance}`;
  expect(off <= tolerance * Math.max(1, Math.abs(expected)), message).toBe(true);
}

/** The override with the longest name that is the leaf, one of its parents, or its last fields. */
function toleranceOf(file: FixtureFile, leaf: string): number {
  const fields = leaf
    .split('.')
    .filter((field) => !/^\d+$/.test(field))
    .join('.');
  const name = Object.keys(file.toleranceBy ?? {})
    .filter((key) => [leaf, fields].some((p) => isWithin(p, key) || p.endsWith(`.${key}`)))
    .sort((a, b) => b.length - a.length)[0];
  return (name === undefined ? undefined : file.toleranceBy?.[name]) ?? file.tolerance;
}

function isWithin(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}.`);
}
