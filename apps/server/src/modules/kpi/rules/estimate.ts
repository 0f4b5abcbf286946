import type { Coefficient, IntervalJson, KpiEstimate } from './result.ts';

interface About {
  readonly n: number;
  readonly clusters?: number | null;
  readonly events?: number | null;
}

/** A figure that cannot be given, with the reason in words. */
export const unsaid = (coefficient: Coefficient, because: string, about: About): KpiEstimate => ({
  coefficient,
  ...{ value: null, undefinedBecause: because, interval: null, bootstrap: null, p: null },
  ...{ n: about.n, clusters: about.clusters ?? null, events: about.events ?? null },
});

interface Said extends About {
  readonly value: number;
  readonly interval?: IntervalJson | null;
  readonly bootstrap?: IntervalJson | null;
  readonly p?: number | null;
}

export const said = (coefficient: Coefficient, found: Said): KpiEstimate => ({
  coefficient,
  ...{ value: found.value, undefinedBecause: null },
  ...{ interval: found.interval ?? null, bootstrap: found.bootstrap ?? null, p: found.p ?? null },
  ...{ n: found.n, clusters: found.clusters ?? null, events: found.events ?? null },
});

/** A result of the scoring package as an estimate of a run. */
export function fromScoring(
  coefficient: Coefficient,
  found: {
    readonly value: number | null;
    readonly undefinedBecause?: string | undefined;
    readonly interval?: IntervalJson | undefined;
  },
  p: number | null,
  about: About,
): KpiEstimate {
  return found.value === null
    ? unsaid(coefficient, sentence(found.undefinedBecause ?? 'it is undefined'), about)
    : said(coefficient, { ...about, value: found.value, interval: found.interval ?? null, p });
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
