import { pairAt, pairsOf } from './modules/kpi/rules/pair.ts';
import type { Prepared } from './modules/kpi/rules/prepare.ts';
import type { KpiPair } from './modules/kpi/rules/result.ts';

/** What the threads that compute one run share. */
export interface PairWork {
  /** Its columns on shared memory. */
  readonly prepared: Prepared;
  /** One number on shared memory: the next pair that no thread has taken. */
  readonly next: Int32Array;
}
export interface MadePair {
  readonly at: number;
  readonly pair: KpiPair;
}

/** Computes pair after pair of those that no thread has taken, until none is left. */
export function* takePairs({ prepared, next }: PairWork): Generator<MadePair> {
  const all = pairsOf(prepared);
  for (let at = Atomics.add(next, 0, 1); at < all; at = Atomics.add(next, 0, 1)) {
    yield { at, pair: pairAt(prepared, at) };
  }
}
