import { execFileSync } from 'node:child_process';

/** An account of this machine to run a program under. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account that PostgreSQL runs under, as it refuses root. Null: the one of this process. */
export function unprivilegedAccount(): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const name of ['postgres', 'nobody']) {
    const account = find(name);
    if (account !== null) return account;
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it under.',
  );
}

function find(name: string): Account | null {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Whether a program under this account can run the command. */
export function canRun(command: string, args: readonly string[], account: Account | null): boolean {
  try {
    execFileSync(command, args, { ...account, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
