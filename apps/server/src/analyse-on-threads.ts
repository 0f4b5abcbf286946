import os from 'node:os';
import { setImmediate as others } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { analyse, type Progress, resultOf } from './modules/kpi/rules/analyse.ts';
import type { KpiInput, KpiRequest } from './modules/kpi/rules/input.ts';
import { pairsOf } from './modules/kpi/rules/pair.ts';
import { prepare } from './modules/kpi/rules/prepare.ts';
import type { KpiPair, KpiResult } from './modules/kpi/rules/result.ts';
import { sharing } from './shared-memory.ts';
import { type MadePair, takePairs } from './take-pairs.ts';

/** Tickets below which a second thread is not worth its start. */
const threadedMin = 50_000;
/** More threads would want more memory than a run has, and processors that answer requests. */
const threadsMax = 2;

/** A thread of columns makes few objects: more room for new ones would only be memory held. */
const maxYoungGenerationSizeMb = 16;

const threadsFor = (tickets: number): number =>
  tickets < threadedMin ? 1 : Math.min(threadsMax, os.availableParallelism());

/**
 * What `analyse` gives, to the last bit, with the pairs of a large table computed on two threads. Both take
 * the next pair that nobody has taken; what all pairs share lies on memory that both see.
 *
 * @param threads - 1 or 2
 */
export async function analyseOnThreads(
  input: KpiInput,
  request: KpiRequest,
  seed: number,
  onProgress: Progress = () => {},
  threads: number = threadsFor(input.n),
): Promise<KpiResult> {
  if (threads === 1) return analyse(input, request, seed, onProgress);
  // it loads its program while this thread prepares
  const helper = new Worker(new URL('./analyse-thread.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  const ended = endOf(helper);
  try {
    const prepared = prepare(input, request, seed, sharing());
    const all = pairsOf(prepared);
    const pairs: KpiPair[] = new Array(all);
    let done = 0;
    const keep = ({ at, pair }: MadePair) => {
      pairs[at] = pair;
      done += 1;
      onProgress(done, all);
    };
    onProgress(done, all);
    const work = { prepared, next: new Int32Array(new SharedArrayBuffer(4)) };
    helper.on('message', keep);
    helper.postMessage(work);
    for (const made of takePairs(work)) {
      keep(made);
      // what the other thread tells is heard between pairs
      await others();
    }
    await ended;
    return resultOf(input, prepared, pairs);
  } finally {
    await helper.terminate();
  }
}

/** Settles when a thread has ended and all that it told was heard; rejects where it failed. */
function endOf(thread: Worker): Promise<void> {
  const ended = new Promise<void>((resolve, reject) => {
    thread.on('error', reject);
    thread.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread ended early, with ${code}`)),
    );
  });
  // it is waited for later: a failure until then must not end the process
  ended.catch(() => {});
  return ended;
}
