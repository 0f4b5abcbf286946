import type { Cases } from './cases.ts';
import { orderWithin, startsWithin } from './grouped.ts';
import type { Statistic } from './statistic.ts';
import { SumTree } from './sum-tree.ts';

/** Cases from the first end to the last. */
interface Timeline {
  /** Positions of the cases. */
  readonly order: Int32Array;
  /** Along the order: the group of the score, and 1 for an event. */
  readonly group: Int32Array;
  readonly isEvent: Uint8Array;
  readonly groups: number;
  /** Where each moment begins, and at last where the order ends. */
  readonly moments: Int32Array;
}

function timelineOf({ byX, byY, n }: Cases, isEvent: Uint8Array): Timeline {
  const order = orderWithin(byY);
  const group = new Int32Array(n);
  const events = new Uint8Array(n);
  for (let at = 0; at < n; at++) {
    const i = order[at] ?? 0;
    group[at] = byX.group[i] ?? 0;
    events[at] = isEvent[i] ?? 0;
  }
  return { order, group, isEvent: events, groups: byX.groups, moments: startsWithin(byY) };
}

interface Compared {
  /** Along the order: weight of the others ordered with it less against it, and of all compared. */
  readonly net: Float64Array;
  readonly all: Float64Array;
  /** Over pairs, each counted once. */
  readonly pairs: number;
  readonly difference: number;
}

/** Whether all are the same, and so in any order. */
function areAlike(weights: Float64Array): boolean {
  for (let i = 1; i < weights.length; i++) if (weights[i] !== weights[0]) return false;
  return true;
}

/** Weights along a timeline, and what they make of those compared with later ones. */
interface Half {
  readonly weight: Float64Array;
  readonly compared: Compared;
}

/**
 * Each event with those still followed after it: from the last moment to the first.
 *
 * @param keeps - whether what each is compared to is wanted, or the sums alone
 */
function compareWithLater(line: Timeline, weight: Float64Array, keeps: boolean): Compared {
  const { group, isEvent, groups, moments } = line;
  const net = new Float64Array(keeps ? group.length : 0);
  const all = new Float64Array(net.length);
  const later = new SumTree(groups);
  let [pairs, difference] = [0, 0];
  for (let m = moments.length - 2; m >= 0; m--) {
    const from = moments[m] ?? 0;
    const to = moments[m + 1] ?? 0;
    for (let at = from; at < to; at++) {
      if (isEvent[at] === 0) later.add(group[at] ?? 0, weight[at] ?? 0);
    }
    for (let at = from; at < to; at++) {
      if (isEvent[at] === 0) continue;
      const g = group[at] ?? 0;
      const below = later.below(g);
      const over = later.above(g, below);
      const here = below + over + later.at(g);
      if (keeps) {
        net[at] = below - over;
        all[at] = here;
      }
      pairs += (weight[at] ?? 0) * here;
      difference += (weight[at] ?? 0) * (below - over);
    }
    for (let at = from; at < to; at++) {
      if (isEvent[at] === 1) later.add(group[at] ?? 0, weight[at] ?? 0);
    }
  }
  return { net, all, pairs, difference };
}

/** Adds for each case the events before it: from the first moment to the last. */
function compareWithEarlier(line: Timeline, weight: Float64Array, { net, all }: Compared): void {
  const { group, isEvent, groups, moments } = line;
  const earlier = new SumTree(groups);
  const meet = (at: number) => {
    const g = group[at] ?? 0;
    const below = earlier.below(g);
    const over = earlier.above(g, below);
    net[at] = (net[at] ?? 0) + over - below;
    all[at] = (all[at] ?? 0) + below + over + earlier.at(g);
  };
  for (let m = 0; m + 1 < moments.length; m++) {
    const from = moments[m] ?? 0;
    const to = moments[m + 1] ?? 0;
    for (let at = from; at < to; at++) if (isEvent[at] === 1) meet(at);
    for (let at = from; at < to; at++) {
      if (isEvent[at] === 1) earlier.add(group[at] ?? 0, weight[at] ?? 0);
    }
    for (let at = from; at < to; at++) if (isEvent[at] === 0) meet(at);
  }
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
  const line = timelineOf(cases, isEvent);
  const along = (weights: Float64Array) => {
    if (areAlike(weights)) return weights;
    const weight = new Float64Array(cases.n);
    for (let at = 0; at < weight.length; at++) weight[at] = weights[line.order[at] ?? 0] ?? 0;
    return weight;
  };
  const half = (weights: Float64Array, keeps: boolean): Half => {
    const weight = along(weights);
    return { weight, compared: compareWithLater(line, weight, keeps) };
  };
  // the cases' own weights never change, and both figures are asked for under them
  let own: Half | null = null;
  return {
    coefficient: 'CONCORDANCE',
    nothing: 0.5,
    value: (weights) => {
      const isOwn = weights === cases.weights;
      const found = half(weights, isOwn);
      if (isOwn) own = found;
      const { pairs, difference } = found.compared;
      return pairs === 0 ? null : (difference / pairs + 1) / 2;
    },
    influence: (weights, value) => {
      const { weight, compared } = (weights === cases.weights ? own : null) ?? half(weights, true);
      own = null;
      const influence = new Float64Array(cases.n);
      if (compared.pairs === 0) return influence;
      compareWithEarlier(line, weight, compared);
      const mean = 2 * value - 1;
      for (let at = 0; at < influence.length; at++) {
        const surplus = (compared.net[at] ?? 0) - mean * (compared.all[at] ?? 0);
        influence[line.order[at] ?? 0] = ((weight[at] ?? 0) * surplus) / (2 * compared.pairs);
      }
      return influence;
    },
  };
}
