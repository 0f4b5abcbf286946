import { type ChildProcess, fork } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ComputeTask } from './compute-process.ts';
import { letOthersGoFirst } from './idle-class.ts';
import type { Logger } from './log.ts';

/** How far a computation is. */
export interface ComputeProgress {
  readonly progress: number;
  readonly total: number;
}
/** What a process tells: how far it is, and at the end what it has made. */
export type Told = ComputeProgress | { readonly result: unknown };

type Ended = { readonly result: unknown } | { readonly error: unknown };

/** Milliseconds after which progress is told again, so that whoever waits can look whether to go on. */
const beatMs = 1_000;

/**
 * Computes in a process of its own and of the least priority, so that requests go on being answered as if
 * nothing was computed. Ends the process when its progress is not asked for any more.
 *
 * @returns what the task makes, as plain data
 */
export async function* compute(
  task: ComputeTask,
  log: Logger,
): AsyncGenerator<ComputeProgress, unknown> {
  const child = start(task, log);
  let progress: ComputeProgress = { progress: 0, total: 1 };
  let ended: Ended | null = null;
  let wake = () => {};
  const end = (how: Ended) => {
    ended ??= how;
    wake();
  };
  // our own program tells nothing else
  child.on('message', (message) => {
    const told = message as Told;
    if ('result' in told) end(told);
    else progress = told;
  });
  child.on('error', (error) => end({ error }));
  child.on('exit', (code, signal) =>
    end({ error: new Error(`a computation ended early, with ${code ?? signal}`) }),
  );
  const beat = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, beatMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  // told by the handlers above, which the checker does not see run
  const how = () => ended as Ended | null;
  try {
    for (;;) {
      if (how() === null) await beat();
      const now = how();
      if (now !== null && 'error' in now) throw now.error;
      if (now !== null) return now.result;
      yield progress;
    }
  } finally {
    child.kill('SIGKILL');
  }
}

/** It is told nothing of the environment: a computation needs no secret. */
function start(task: ComputeTask, log: Logger): ChildProcess {
  const program = fileURLToPath(new URL('./compute-process.ts', import.meta.url));
  const child = fork(program, {
    ...{ execArgv: [], env: {}, serialization: 'advanced' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  if (child.pid !== undefined) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
  void letOthersGoFirst(child, log);
  child.send(task);
  return child;
}
