import { type ChildProcess, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from './log.ts';

const run = promisify(execFile);
/** Logs that have been told that there is no idle class. A process has one. */
const told = new WeakSet<Logger>();

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
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (hasEnded || told.has(log)) return;
    told.add(log);
    log.warn(
      { err },
      'chrt is missing or was refused: computations run with low priority only, and answers may wait a few milliseconds for them',
    );
  }
}
