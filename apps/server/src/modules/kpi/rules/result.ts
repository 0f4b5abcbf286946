import type { KpiNote, OutcomeKind, SelectionRow } from './input.ts';

/** An interval with the level it aims at and how it was made, as everywhere in the API. */
export interface IntervalJson {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

export const coefficients = [
  'PEARSON',
  'SPEARMAN',
  'KENDALL_TAU_B',
  'POINT_BISERIAL',
  'AUC',
  'CONCORDANCE',
  'LOG_RANK',
  'COX',
  'COX_ADJUSTED',
  'COX_ESCALATED',
  'COX_ABANDONED',
  'PARTIAL',
  'DISATTENUATED',
  'RESPONSE_WEIGHTED',
] as const;
export type Coefficient = (typeof coefficients)[number];

/** One statistic of one pair. `value` is null exactly where `undefinedBecause` says why. */
export interface KpiEstimate {
  readonly coefficient: Coefficient;
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  readonly interval: IntervalJson | null;
  /** Percentiles of resamples of tickets or clusters, of a primary figure; null for the others. */
  readonly bootstrap: IntervalJson | null;
  readonly p: number | null;
  /** Tickets, after everything that is missing. */
  readonly n: number;
  /** Clusters that the interval rests on; null where tickets count as independent. */
  readonly clusters: number | null;
  /** Events of a time; null otherwise. */
  readonly events: number | null;
}

/** The same pair in one level of a factor. */
export interface SegmentEstimate {
  readonly factor: string;
  readonly level: string;
  readonly estimate: KpiEstimate;
  /** Over all segments of the run by the same factor. */
  readonly q: number | null;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
/** The mean outcome of tickets with scores between two bounds. */
export interface ScoreBin {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly interval: IntervalJson | null;
  readonly n: number;
}
export interface SurvivalStep {
  readonly time: number;
  readonly survival: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly atRisk: number;
}
export interface SurvivalCurve {
  readonly label: string;
  readonly n: number;
  readonly events: number;
  readonly steps: readonly SurvivalStep[];
}
export interface IncidenceStep {
  readonly time: number;
  readonly incidence: number;
  /** At that time by itself; null where the incidence is 0 or 1. */
  readonly low: number | null;
  readonly high: number | null;
}
/** Aalen–Johansen: the share that has ended in one way by a time. */
export interface IncidenceCurve {
  readonly label: string;
  readonly ending: string;
  readonly steps: readonly IncidenceStep[];
}

/** What a pair looks like; each part only where it fits the kind of outcome. Bounded in size. */
export interface PairPlot {
  /** A drawn sample of tickets, at most 500. */
  readonly scatter: readonly Point[];
  readonly line: { readonly intercept: number; readonly slope: number } | null;
  /** The line's band at some scores. */
  readonly band: readonly { readonly x: number; readonly low: number; readonly high: number }[];
  readonly bins: readonly ScoreBin[];
  readonly roc: readonly Point[];
  readonly survival: readonly SurvivalCurve[];
  readonly incidence: readonly IncidenceCurve[];
}

/** Whether one ticket carries the figure. */
export interface Influence {
  readonly ticketId: string;
  /** The primary value without it. */
  readonly without: number;
  readonly change: number;
  /** Without it the interval would no longer leave out the value of no link, or would begin to. */
  readonly decides: boolean;
}

/** How the mean score of a week goes with the mean outcome of the tickets opened some weeks later. */
export interface LagEstimate {
  readonly weeks: number;
  /** Pearson's correlation of weekly means; null exactly where `undefinedBecause` says why. */
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  readonly interval: IntervalJson | null;
  /** Pairs of weeks. */
  readonly n: number;
  /** How many independent ones they are worth; null where there is no value. */
  readonly effectiveWeeks: number | null;
}

export interface KpiPair {
  readonly score: string;
  readonly outcome: string;
  readonly primary: KpiEstimate;
  /** Benjamini–Hochberg over the primary tests of the run. */
  readonly q: number | null;
  /** Everything else, which is descriptive. */
  readonly estimates: readonly KpiEstimate[];
  /** Within the strata and between their means; null where there are no strata. */
  readonly within: KpiEstimate | null;
  readonly between: KpiEstimate | null;
  /** The sign within differs from the pooled one, and one of the two intervals leaves out no link. */
  readonly signChanges: boolean;
  readonly segments: readonly SegmentEstimate[];
  readonly influence: Influence | null;
  /** By how many weeks outcomes come after; none for times, whose open tickets have no value yet. */
  readonly lags: readonly LagEstimate[];
  readonly notes: readonly KpiNote[];
  readonly plot: PairPlot;
}

export interface HistogramBinJson {
  readonly low: number;
  readonly high: number;
  readonly count: number;
}
export interface ScoreSummary {
  readonly key: string;
  readonly label: string;
  readonly n: number;
  readonly mean: number | null;
  readonly deviation: number | null;
  /** ICC(1, k̄) of the ticket score; null with the reason where undefined or not above 0. */
  readonly reliability: KpiReliability;
  readonly histogram: readonly HistogramBinJson[];
}
export interface KpiReliability {
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  readonly interval: IntervalJson | null;
  readonly ratingsPerTicket: number;
}
export interface OutcomeSummary {
  readonly key: string;
  readonly label: string;
  readonly kind: OutcomeKind;
  readonly unit: string;
  readonly higherIsBetter: boolean;
  /** Tickets with a value; for times, ended and open ones. */
  readonly n: number;
  readonly missing: number;
  /** Asked for an answer, where that is known. */
  readonly asked: number | null;
  readonly open: number | null;
  readonly mean: number | null;
  readonly interval: IntervalJson | null;
  readonly histogram: readonly HistogramBinJson[];
  /** Share that answered, by tercile of the composite: a bias to know of. */
  readonly responseByTercile: readonly ScoreBin[];
  /** The mean if all who did not answer were at the worst, and at the best, value. */
  readonly tippingPoint: { readonly worst: number; readonly best: number } | null;
  /** The mean with each answer counting for those of like score and confounders who gave none. */
  readonly responseWeighted: {
    readonly mean: number;
    readonly interval: IntervalJson | null;
  } | null;
  readonly notes: readonly KpiNote[];
}

/** All that a run says. */
export interface KpiResult {
  readonly tickets: number;
  readonly effectiveTickets: number;
  readonly clusters: number | null;
  /** Keys of the confounders that were asked for and not refused. */
  readonly adjustedFor: readonly string[];
  readonly scores: readonly ScoreSummary[];
  readonly outcomes: readonly OutcomeSummary[];
  readonly pairs: readonly KpiPair[];
  /** As the input says it. */
  readonly selection: readonly SelectionRow[];
  readonly notes: readonly KpiNote[];
}
