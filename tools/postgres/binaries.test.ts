import { cpSync, lstatSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canRun } from './account.ts';
import { findBinaries, readableBinaries } from './binaries.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-binaries-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('makes the links to libraries that an installation without scripts lacks', async () => {
  const found = await findBinaries();
  const installed = path.dirname(path.dirname(realpathSync(found.postgres)));
  cpSync(installed, folder, {
    recursive: true,
    filter: (file) => !lstatSync(file).isSymbolicLink(),
  });
  const bare = {
    postgres: path.join(folder, 'bin', path.basename(found.postgres)),
    initdb: path.join(folder, 'bin', path.basename(found.initdb)),
    pg_ctl: path.join(folder, 'bin', path.basename(found.pg_ctl)),
  };
  expect(readableBinaries(bare, null)).toEqual(bare);
  expect(canRun(bare.postgres, ['--version'], null)).toBe(true);
});

test('says what to do on a platform without binaries', async () => {
  await expect(findBinaries('sunos-x64')).rejects.toThrow(/sunos-x64\. Set DATABASE_URL/);
});
