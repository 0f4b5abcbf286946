/** A thread that computes its share of a run's pairs: is told of the work, tells each pair, and ends. */
import { parentPort } from 'node:worker_threads';
import { type PairWork, takePairs } from './take-pairs.ts';

// what `analyseOnThreads` sends
parentPort?.once('message', (work) => {
  for (const made of takePairs(work as PairWork)) parentPort?.postMessage(made);
});
