import { Worker } from 'node:worker_threads';
import type { ComputeTask } from './compute-thread.ts';

/** What a thread tells: how far it is, and at the end what it has made. */
export interface ComputeProgress {
  readonly progress: number;
  readonly total: number;
}
type Told = ComputeProgress | { readonly result: unknown };

/** Milliseconds after which progress is told again, so that whoever waits can look whether to go on. */
const beatMs = 1_000;

/**
 * Computes in a thread of its own, so that requests go on being answered. Ends the thread when its
 * progress is not asked for any more.
 *
 * @returns what the task makes, as plain data
 */
export async function* compute(task: ComputeTask): AsyncGenerator<ComputeProgress, unknown> {
  const thread = new Worker(new URL('./compute-thread.ts', import.meta.url), { workerData: task });
  let progress: ComputeProgress = { progress: 0, total: 1 };
  let ended: { readonly result: unknown } | { readonly error: unknown } | null = null;
  let wake = () => {};
  const end = (how: NonNullable<typeof ended>) => {
    ended ??= how;
    wake();
  };
  thread.on('message', (told: Told) => {
    if ('result' in told) end(told);
    else progress = told;
  });
  thread.on('error', (error) => end({ error }));
  thread.on('exit', (code) => end({ error: new Error(`a thread ended early, with ${code}`) }));
  const beat = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, beatMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  // told by the handlers above, which the checker does not see run
  const how = () => ended as { readonly result: unknown } | { readonly error: unknown } | null;
  try {
    for (;;) {
      if (how() === null) await beat();
      const now = how();
      if (now !== null && 'error' in now) throw now.error;
      if (now !== null) return now.result;
      yield progress;
    }
  } finally {
    await thread.terminate();
  }
}
