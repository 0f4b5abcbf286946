import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { RankSet } from '../association/rank-set.ts';
import { type Ranked, rank } from '../association/ranked.ts';
import { requirePaired } from '../association/require-paired.ts';
import { requireLevel } from '../proportions/require-counts.ts';
import { defined, type Estimate, notDefined } from '../result.ts';
import { type FollowUp, type Moments, momentsOf, readFollowUp } from './follow-up.ts';

/** Harrell's C, and the pairs it counts. */
export type ConcordanceIndex = Estimate<{
  /** Pairs in which the case with the earlier event has the higher score. */
  readonly concordant: number;
  /** Pairs in which it has the lower score. */
  readonly discordant: number;
  /** Pairs with the same score. */
  readonly tiedScore: number;
  readonly n: number;
  readonly events: number;
}>;

/**
 * Harrell's concordance index: of two cases of which one is known to have had the event first, the
 * chance that this one has the higher score; equal scores count one half. n log n.
 *
 * Two events at the same time tell nothing; a case followed up to the time of an event had its own
 * later. Above one half, a higher score goes with an earlier event.
 *
 * @param time - 0 or more, any unit
 * @param status - 1 for the event at that time, 0 for no event until then
 * @param score - finite numbers
 * @param options.level - coverage of the interval, .95 unless told
 * @returns in [0, 1] with the infinitesimal jackknife's error and an interval cut at 0 and 1, absent
 *   where that error is 0; null where no two cases can be compared
 * @throws RangeError for unequal lengths, times that are negative or not finite, another status,
 *   scores that are not finite, or a level outside (0, 1)
 * @see Harrell, Lee and Mark (1996), Statistics in Medicine 15:361–387; Therneau and Watson (2017),
 *   The concordance statistic and the Cox model
 */
export function concordanceIndex(
  time: ArrayLike<number>,
  status: ArrayLike<number>,
  score: ArrayLike<number>,
  options: { readonly level?: number } = {},
): ConcordanceIndex {
  const { level = 0.95 } = options;
  requireLevel('concordanceIndex', level);
  const followUp = readFollowUp('concordanceIndex', time, status);
  const { y: scores } = requirePaired('concordanceIndex', followUp.time, score);
  const { n } = followUp;
  const { order, moments } = momentsOf(followUp.time);
  const ranked = rank(scores);
  const pairs = {
    concordant: new Float64Array(n),
    discordant: new Float64Array(n),
    tied: new Float64Array(n),
  };
  compareWithLater(followUp, order, moments, ranked, pairs);
  const sum = (of: Float64Array) => of.reduce((all, count) => all + count, 0);
  const [concordant, discordant, tiedScore] = [
    sum(pairs.concordant),
    sum(pairs.discordant),
    sum(pairs.tied),
  ];
  const events = sum(followUp.status);
  const counts = { concordant, discordant, tiedScore, n, events };
  const all = concordant + discordant + tiedScore;
  if (all === 0) return notDefined('no two cases can be compared', counts);
  const value = (concordant + tiedScore / 2) / all;
  compareWithEarlier(followUp, order, moments, ranked, pairs);
  const net = (concordant - discordant) / all;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const c = pairs.concordant[i] ?? 0;
    const d = pairs.discordant[i] ?? 0;
    squares += (c - d - net * (c + d + (pairs.tied[i] ?? 0))) ** 2;
  }
  const standardError = Math.sqrt(squares) / all / 2;
  // Where all pairs go one way only rounding is left.
  if (standardError <= 1e-12) return defined(value, counts);
  const reach = normalQuantile((1 + level) / 2, 0, 1) * standardError;
  const low = Math.max(0, value - reach);
  const high = Math.min(1, value + reach);
  const interval = { low, high, level, method: 'infinitesimal jackknife' };
  return defined(value, counts, { standardError, interval });
}

/** Per case, the pairs it belongs to by how they are ordered. */
interface Pairs {
  readonly concordant: Float64Array;
  readonly discordant: Float64Array;
  readonly tied: Float64Array;
}

/** Scores gone by, with the number of those below, equal to and above another. */
class ScoresSeen {
  readonly #set: RankSet;
  readonly #ranked: Ranked;
  readonly #inGroup: Int32Array;
  #size = 0;

  constructor(ranked: Ranked) {
    this.#set = new RankSet(ranked.order.length);
    this.#ranked = ranked;
    this.#inGroup = new Int32Array(ranked.groups);
  }

  add(i: number): void {
    const group = this.#ranked.group[i] ?? 0;
    const place = this.#inGroup[group] ?? 0;
    this.#set.add((this.#ranked.start[group] ?? 0) + place);
    this.#inGroup[group] = place + 1;
    this.#size += 1;
  }

  /** Counts the pairs of case i with all those seen; `lower` takes those with a lower score. */
  count(i: number, lower: Float64Array, equal: Float64Array, higher: Float64Array): void {
    const group = this.#ranked.group[i] ?? 0;
    const below = this.#set.countBelow(this.#ranked.start[group] ?? 0);
    const same = this.#inGroup[group] ?? 0;
    lower[i] = (lower[i] ?? 0) + below;
    equal[i] = (equal[i] ?? 0) + same;
    higher[i] = (higher[i] ?? 0) + this.#size - below - same;
  }
}

/** Each event with all cases that were still without it afterwards. */
function compareWithLater(
  { status }: FollowUp,
  order: Int32Array,
  { count, starts }: Moments,
  ranked: Ranked,
  { concordant, discordant, tied }: Pairs,
): void {
  const later = new ScoresSeen(ranked);
  for (let k = count - 1; k >= 0; k--) {
    const from = starts[k] ?? 0;
    const to = starts[k + 1] ?? 0;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 0) later.add(i);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 1) later.count(i, concordant, tied, discordant);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 1) later.add(i);
    }
  }
}

/** Each case with all events that it had outlasted. */
function compareWithEarlier(
  { status }: FollowUp,
  order: Int32Array,
  { count, starts }: Moments,
  ranked: Ranked,
  { concordant, discordant, tied }: Pairs,
): void {
  const earlier = new ScoresSeen(ranked);
  for (let k = 0; k < count; k++) {
    const from = starts[k] ?? 0;
    const to = starts[k + 1] ?? 0;
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 1) earlier.count(i, discordant, tied, concordant);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 1) earlier.add(i);
    }
    for (let at = from; at < to; at++) {
      const i = order[at] ?? 0;
      if (status[i] === 0) earlier.count(i, discordant, tied, concordant);
    }
  }
}
