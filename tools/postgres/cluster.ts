import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { type Account, canRun } from './account.ts';

export interface Cluster {
  /** The data folder, as PostgreSQL sees it. */
  readonly data: string;
  /** Of the superuser `assay`. */
  readonly password: string;
}

/** Makes the cluster of a folder on first use; several processes may try at once. */
export async function ensureCluster(
  dir: string,
  initdb: string,
  account: Account | null,
): Promise<Cluster> {
  const data = path.join(dir, 'pgdata');
  const secret = path.join(dir, 'secret');
  if (!existsSync(data)) {
    await makeCluster(data, ensureSecret(secret), initdb, account);
  } else if (!existsSync(secret)) {
    throw new Error(`${secret} is missing: it held the password of the database in ${data}.`);
  }
  return { data: realpathSync(data), password: readFileSync(secret, 'utf8') };
}

/** The file appears whole or not at all, and the first one written stays. */
function ensureSecret(file: string): string {
  if (!existsSync(file)) {
    const draft = `${file}-${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!existsSync(file)) throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8');
}

/** Makes it beside its final place and moves it: a folder half made is never taken for a cluster. */
async function makeCluster(
  data: string,
  password: string,
  initdb: string,
  account: Account | null,
): Promise<void> {
  const dir = path.dirname(data);
  const isReachable = account === null || canRun('test', ['-x', dir], account);
  const folder = mkdtempSync(path.join(isReachable ? dir : ensureSystemFolder(), 'cluster-'));
  const handed = path.join(folder, 'password');
  const made = path.join(folder, 'pgdata');
  try {
    mkdirSync(made, { mode: 0o700 });
    writeFileSync(handed, password, { mode: 0o600 });
    if (account !== null) {
      for (const owned of [folder, made, handed]) chownSync(owned, account.uid, account.gid);
    }
    const identity = ['-U', 'assay', '--pwfile', handed, '--auth=scram-sha-256'];
    const content = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
    await run(initdb, ['-D', made, ...identity, ...content], account);
    rmSync(handed);
    if (isReachable) renameSync(made, data);
    else symlinkSync(made, data);
  } catch (error) {
    rmSync(folder, { recursive: true });
    // another process has made one meanwhile
    if (!existsSync(data)) throw error;
    return;
  }
  if (isReachable) rmSync(folder, { recursive: true });
}

/**
 * Keeps the clusters of folders that PostgreSQL's account cannot enter, such as those in root's home.
 * Made by root, so that others can enter but not write.
 */
function ensureSystemFolder(): string {
  const folder = process.platform === 'linux' ? '/var/lib/assay' : '/Library/Assay';
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  return folder;
}

function run(binary: string, args: readonly string[], account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { ...account, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${path.basename(binary)} failed: ${output}`)),
    );
  });
}
