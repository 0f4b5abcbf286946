import { type ChildProcess, execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Logger } from './log.ts';

const run = promisify(execFile);
/** What logs have been told that is not to be had. A process has one. */
const told = new WeakMap<Logger, Set<string>>();

/**
 * Gives a process of ours, the first of a session of its own, the lowest priority. Where Linux shares the
 * processors out between sessions first (autogroups), priorities count within each alone, so its session gets the
 * lowest, too.
 */
export async function lowerPriority(child: ChildProcess, log: Logger): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const { PRIORITY_LOW } = os.constants.priority;
  try {
    os.setPriority(pid, PRIORITY_LOW);
    if (process.platform === 'linux') await weighSession(pid, PRIORITY_LOW);
  } catch (err) {
    tell(
      log,
      child,
      err,
      'a computation could not be given a low priority: answers may wait for it',
    );
  }
}

const attempts = 10;
/** Milliseconds between two of them: the system takes one such wish every 100. */
const pause = 120;

async function weighSession(pid: number, priority: number): Promise<void> {
  for (let left = attempts; ; left -= 1) {
    try {
      await writeFile(`/proc/${pid}/autogroup`, String(priority));
      return;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      // no autogroups here
      if (code === 'ENOENT') return;
      if (code !== 'EAGAIN' || left === 1) throw error;
      await setTimeout(pause);
    }
  }
}

/**
 * Puts a process of ours into the idle class, where the system has one. Under Linux a process of low
 * priority keeps the processor to the end of its slice, milliseconds while an answer waits; one of the
 * idle class gives it up at once. Where that is not to be had, the log says so once.
 */
export async function letOthersGoFirst(child: ChildProcess, log: Logger): Promise<void> {
  if (process.platform !== 'linux' || child.pid === undefined) return;
  try {
    await run('chrt', ['-a', '-i', '-p', '0', `${child.pid}`]);
  } catch (err) {
    const what =
      'chrt is missing or was refused: computations run with low priority only, and answers may wait a few milliseconds for them';
    tell(log, child, err, what);
  }
}

/** Tells a log once, unless the process has ended. */
function tell(
  log: Logger,
  { exitCode, signalCode }: ChildProcess,
  err: unknown,
  what: string,
): void {
  const hasEnded = exitCode !== null || signalCode !== null;
  const before = told.get(log) ?? new Set();
  if (hasEnded || before.has(what)) return;
  told.set(log, before.add(what));
  log.warn({ err }, what);
}
