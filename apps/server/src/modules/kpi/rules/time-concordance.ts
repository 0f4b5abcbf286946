import type { Cases } from './cases.ts';
import type { Statistic } from './statistic.ts';

/** Sums by group of a score, with the sum below one: a Fenwick tree. */
class SumTree {
  readonly #tree: Float64Array;
  readonly #own: Float64Array;
  #all = 0;

  constructor(groups: number) {
    this.#tree = new Float64Array(groups + 1);
    this.#own = new Float64Array(groups);
  }

  add(group: number, weight: number): void {
    this.#all += weight;
    this.#own[group] = (this.#own[group] ?? 0) + weight;
    for (let node = group + 1; node < this.#tree.length; node += node & -node) {
      this.#tree[node] = (this.#tree[node] ?? 0) + weight;
    }
  }

  below(group: number): number {
    let sum = 0;
    for (let node = group; node > 0; node &= node - 1) sum += this.#tree[node] ?? 0;
    return sum;
  }

  at(group: number): number {
    return this.#own[group] ?? 0;
  }

  above(group: number): number {
    return this.#all - this.below(group) - this.at(group);
  }
}

interface Compared {
  /** Per case: weight of the others ordered with it, against it, and with the same score. */
  readonly net: Float64Array;
  readonly all: Float64Array;
  /** Over pairs, each counted once. */
  readonly pairs: number;
  readonly difference: number;
}

/** Each event with those still followed after it and, for influence, each case with the events before it. */
function compare(
  { byX, byY, y, n }: Cases,
  isEvent: Uint8Array,
  weights: Float64Array,
  both: boolean,
): Compared {
  const net = new Float64Array(n);
  const all = new Float64Array(n);
  let pairs = 0;
  let difference = 0;
  const { order } = byY;
  const groupAt = (i: number) => byX.group[i] ?? 0;
  const weightAt = (i: number) => weights[i] ?? 0;
  const later = new SumTree(byX.groups);
  for (let to = n; to > 0; ) {
    let from = to - 1;
    while (from > 0 && y[order[from - 1] ?? 0] === y[order[from] ?? 0]) from--;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] === 0) later.add(groupAt(i), weightAt(i));
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] !== 1) continue;
      const g = groupAt(i);
      const [below, over] = [later.below(g), later.above(g)];
      const here = below + over + later.at(g);
      net[i] = (net[i] ?? 0) + below - over;
      all[i] = (all[i] ?? 0) + here;
      pairs += weightAt(i) * here;
      difference += weightAt(i) * (below - over);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] === 1) later.add(groupAt(i), weightAt(i));
    }
    to = from;
  }
  if (!both) return { net, all, pairs, difference };
  const earlier = new SumTree(byX.groups);
  const meet = (i: number) => {
    const g = groupAt(i);
    const [below, over] = [earlier.below(g), earlier.above(g)];
    net[i] = (net[i] ?? 0) + over - below;
    all[i] = (all[i] ?? 0) + below + over + earlier.at(g);
  };
  for (let from = 0; from < n; ) {
    let to = from + 1;
    while (to < n && y[order[to] ?? 0] === y[order[from] ?? 0]) to++;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] === 1) meet(i);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] === 1) earlier.add(groupAt(i), weightAt(i));
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (isEvent[i] !== 1) meet(i);
    }
    from = to;
  }
  return { net, all, pairs, difference };
}

/**
 * Harrell's C of times with open cases censored: above one half, a higher score goes with an earlier
 * end. Other ends than the one of interest censor.
 *
 * @param isEvent - 1 per case that ended in the way of interest
 * @see Harrell, Lee and Mark (1996), Statistics in Medicine 15:361–387; Therneau and Watson (2017),
 *   The concordance statistic and the Cox model, for the infinitesimal jackknife
 */
export function timeConcordance(cases: Cases, isEvent: Uint8Array): Statistic {
  return {
    coefficient: 'CONCORDANCE',
    nothing: 0.5,
    value: (weights) => {
      const { pairs, difference } = compare(cases, isEvent, weights, false);
      return pairs === 0 ? null : (difference / pairs + 1) / 2;
    },
    influence: (weights, value) => {
      const { net, all, pairs } = compare(cases, isEvent, weights, true);
      const mean = 2 * value - 1;
      return net.map((of, i) =>
        pairs === 0 ? 0 : ((weights[i] ?? 0) * (of - mean * (all[i] ?? 0))) / (2 * pairs),
      );
    },
  };
}
