import type { CsatScale } from '../../__generated__/graphql.ts';
import type { Bin } from '../../components/plots/histogram.tsx';
import { scaleAxis, scaleBins, scaleTicks } from './csat-scale.ts';

interface ApiBin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

/** Bins in the unit in which people read them. */
export interface ReadableBins {
  readonly bins: readonly Bin[];
  readonly axis: string;
  /** Where the values are whole numbers or have names, those; each has a bar around it. */
  readonly ticks: readonly number[] | null;
  /** How the ticks are called, where they are no numbers to be read as such. */
  readonly tickText?: (tick: number) => string;
}

const times = [
  [86_400, 'days'],
  [3_600, 'hours'],
  [60, 'minutes'],
] as const;
/** A unit is used where the longest time is at least so many of it. */
const fewest = 4;
/** More bars of whole numbers than this are bins again. */
const wholeMax = 21;

/**
 * Seconds become days, hours or minutes; counts stand at their whole numbers, satisfaction at the
 * answers of its scale.
 *
 * @param scale - on which satisfaction was asked; null of anything else, and where nobody knows
 */
export function readableBins(
  bins: readonly ApiBin[],
  unit: string,
  scale: CsatScale | null = null,
): ReadableBins {
  if (scale !== null) {
    const named = scaleTicks(scale);
    return {
      bins: scaleBins(bins, scale).map((bin) => ({ ...bin, href: null })),
      ...{ axis: scaleAxis(scale), ticks: named?.ticks ?? null },
      ...(named !== null && { tickText: named.text }),
    };
  }
  const kept = bins.map((bin) => ({ ...bin, href: null }));
  if (unit === 'seconds') {
    const longest = bins.at(-1)?.high ?? 0;
    const [size, axis] = times.find(([seconds]) => longest >= fewest * seconds) ?? [1, 'seconds'];
    return {
      bins: kept.map((bin) => ({ ...bin, low: bin.low / size, high: bin.high / size })),
      ...{ axis, ticks: null },
    };
  }
  if (unit === '[0, 1]') return { bins: kept, axis: '0 is the worst, 1 the best', ticks: null };
  const [first, last] = [bins[0], bins.at(-1)];
  const isWhole =
    unit === 'times' &&
    first !== undefined &&
    last !== undefined &&
    last.high - first.low < wholeMax;
  return isWhole ? whole(kept, first.low, last.high) : { bins: kept, axis: unit, ticks: null };
}

/** A bar around each whole number: bins that are no wider than 1 hold one at most. */
function whole(bins: readonly Bin[], low: number, high: number): ReadableBins {
  const ticks = Array.from({ length: Math.round(high - low) + 1 }, (_, at) => Math.round(low) + at);
  const last = bins.length - 1;
  const counted = ticks.map((value) => ({
    ...{ label: `${value}`, low: value - 0.5, high: value + 0.5, href: null },
    count: bins
      .filter(({ low: from, high: to }, at) => from <= value && (value < to || at === last))
      .reduce((sum, { count }) => sum + count, 0),
  }));
  return { bins: counted, axis: 'times', ticks };
}
