import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { KpiRequest } from './input.ts';
import type { IntervalJson, KpiEstimate, KpiPair } from './result.ts';

/** One pair in two runs. */
export interface PairChange {
  readonly score: string;
  readonly outcome: string;
  /** Null where that run has no such pair. */
  readonly before: KpiEstimate | null;
  readonly after: KpiEstimate | null;
  /** After less before. */
  readonly difference: number | null;
  readonly interval: IntervalJson | null;
  /** Why there is no difference, or no interval of it. */
  readonly undefinedBecause: string | null;
}

export interface ComparedRun {
  readonly request: KpiRequest;
  readonly pairs: readonly Pick<KpiPair, 'score' | 'outcome' | 'primary'>[];
}

/** Primary figures of two runs beside each other. */
export function compareRuns(before: ComparedRun, after: ComparedRun): readonly PairChange[] {
  const keys = new Map<string, { score: string; outcome: string }>();
  for (const { score, outcome } of [...before.pairs, ...after.pairs]) {
    keys.set(`${score}\n${outcome}`, { score, outcome });
  }
  const disjoint = areDisjoint(before.request, after.request);
  return [...keys.values()].map(({ score, outcome }) => {
    const of = ({ pairs }: ComparedRun) =>
      pairs.find((pair) => pair.score === score && pair.outcome === outcome)?.primary ?? null;
    return changeOf({ score, outcome }, of(before), of(after), disjoint);
  });
}

function changeOf(
  key: { readonly score: string; readonly outcome: string },
  before: KpiEstimate | null,
  after: KpiEstimate | null,
  disjoint: boolean,
): PairChange {
  const unsaid = (why: string): PairChange => ({
    ...key,
    ...{ before, after, difference: null, interval: null, undefinedBecause: why },
  });
  if (before === null || after === null) return unsaid('Only one of the runs has this pair.');
  if (before.value === null || after.value === null) {
    return unsaid('One of the figures is undefined.');
  }
  if (before.coefficient !== after.coefficient) {
    return unsaid('The outcome changed its kind, so the figures are not alike.');
  }
  const difference = after.value - before.value;
  const errors = [errorOf(before.interval), errorOf(after.interval)];
  const [a, b] = errors;
  if (!disjoint || a == null || b == null) {
    const why = disjoint
      ? 'One of the figures has no interval.'
      : 'The runs may share tickets, so no interval of their difference is given. Compare runs of two windows that do not overlap.';
    return { ...key, before, after, difference, interval: null, undefinedBecause: why };
  }
  const level = after.interval?.level ?? 0.95;
  const half = normalQuantile(1 - (1 - level) / 2, 0, 1) * Math.hypot(a, b);
  const method = 'normal, from the two intervals, tickets of two windows';
  const interval = { low: difference - half, high: difference + half, level, method };
  return { ...key, before, after, difference, interval, undefinedBecause: null };
}

/** The standard error that an interval stands for. */
function errorOf(interval: IntervalJson | null): number | null {
  if (interval === null) return null;
  const z = normalQuantile(1 - (1 - interval.level) / 2, 0, 1);
  return (interval.high - interval.low) / (2 * z);
}

function areDisjoint(a: KpiRequest, b: KpiRequest): boolean {
  const ends = (first: KpiRequest, second: KpiRequest) =>
    first.openedBefore !== null &&
    second.openedFrom !== null &&
    Date.parse(first.openedBefore) <= Date.parse(second.openedFrom);
  return ends(a, b) || ends(b, a);
}
