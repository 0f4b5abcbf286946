import { type ChildProcess, fork } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { ComputeTask } from './compute-process.ts';
import type { Logger } from './log.ts';
import { letOthersGoFirst, lowerPriority } from './priority.ts';

/** How far a computation is. */
export interface ComputeProgress {
  readonly progress: number;
  readonly total: number;
  /** Of the input table that it made, once that is stored. */
  readonly inputSha256: string | null;
}
/** What a process tells: how far it is, what it has stored, and at the end what it has made. */
export type Told =
  | Pick<ComputeProgress, 'progress' | 'total'>
  | { readonly inputSha256: string }
  | { readonly result: unknown };

type Ended = { readonly result: unknown } | { readonly error: unknown };

/** Milliseconds after which progress is told again, so that whoever waits can look whether to go on. */
const beatMs = 1_000;

/**
 * Computes in a process of its own and of the least priority, so that requests go on being answered as if
 * nothing was computed. Ends the process when its progress is not asked for any more.
 *
 * @param input - what the process reads on its standard input, as fast as it can
 * @returns what the task makes, as plain data
 */
export async function* compute(
  task: ComputeTask,
  log: Logger,
  input: AsyncIterable<Buffer> | null = null,
): AsyncGenerator<ComputeProgress, unknown> {
  const child = start(task);
  let progress: ComputeProgress = { progress: 0, total: 1, inputSha256: null };
  let ended: Ended | null = null;
  let wake = () => {};
  const end = (how: Ended) => {
    ended ??= how;
    wake();
  };
  void lowerPriority(child, log);
  // not as long as it takes in rows: on a busy machine it might get no turn, and the database keeps its view
  if (input === null) void letOthersGoFirst(child, log);
  // our own program tells nothing else
  child.on('message', (message) => {
    const told = message as Told;
    if ('result' in told) end(told);
    else progress = { ...progress, ...told };
    if ('inputSha256' in told) void letOthersGoFirst(child, log);
  });
  child.on('error', (error) => end({ error }));
  child.on('exit', (code, signal) =>
    end({ error: new Error(`a computation ended early, with ${code ?? signal}`) }),
  );
  const fed = feed(child, input).catch((error: unknown) => end({ error }));
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
    // whoever gave the input may use what it came from again
    await fed;
  }
}

/** Hands the input over. */
async function feed(child: ChildProcess, input: AsyncIterable<Buffer> | null): Promise<void> {
  if (child.stdin === null) return;
  // a process that ends before it has read all tells by its end
  child.stdin.on('error', () => {});
  if (input === null) child.stdin.end();
  else await pipeline(input, child.stdin);
}

/** It computes on columns: more room for new objects would only be memory held, 100 MiB at a million tickets. */
const littleForObjects = ['--max-semi-space-size=8'];

/**
 * It is told nothing of the environment: a computation needs no secret. It has a session of its own, so that it
 * does not use up what the processors owe to ours.
 */
function start(task: ComputeTask): ChildProcess {
  const program = fileURLToPath(new URL('./compute-process.ts', import.meta.url));
  const child = fork(program, {
    ...{ execArgv: littleForObjects, env: {}, serialization: 'advanced', detached: true },
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  child.send(task);
  return child;
}
