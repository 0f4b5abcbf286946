/** What a factor says of each ticket: an index into `levels`, or -1 where it is not known. */
export interface Factor {
  readonly key: string;
  readonly label: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** A score of each ticket, in [0, 1]; NaN where it has none. */
export interface ScoreColumn {
  /** `composite`, or the stable key of a dimension. */
  readonly key: string;
  readonly label: string;
  /** Set by people only: the fit of weights never moves it. */
  readonly locked: boolean;
  /** Weight in force, normalised to 1 over the dimensions; null for the composite. */
  readonly weight: number | null;
  /** The mean over the ticket's ratings. */
  readonly value: Float64Array;
  /** How many ratings that is. */
  readonly ratings: Int32Array;
  /** Sum of squared deviations of those ratings from their mean: what reliability is made from. */
  readonly within: Float64Array;
  /** The same mean with the ratings that a FAIL_DIMENSION red line struck at 0; `value` itself where none did. */
  readonly gated: Float64Array;
}

export type OutcomeKind = 'NUMBER' | 'YES_NO' | 'TIME';
/** How a time ended: still open (censored), or by the event of interest, or by a competing one. */
export const endings = ['OPEN', 'RESOLVED', 'ESCALATED', 'ABANDONED'] as const;
export type Ending = (typeof endings)[number];

/** An outcome of each ticket; NaN where it is not known. */
export interface OutcomeColumn {
  /** `resolved`, `csat`, `first_resolution:calendar`, … or the key of a declared measure. */
  readonly key: string;
  readonly label: string;
  readonly kind: OutcomeKind;
  /** `seconds`, `yes/no`, `[0, 1]` or the declared scale. */
  readonly unit: string;
  readonly higherIsBetter: boolean;
  /** YES_NO: 0 or 1. TIME: seconds until it ended or, for an open ticket, until the run's time. */
  readonly value: Float64Array;
  /** TIME only: an index into `endings`. */
  readonly ending: Uint8Array | null;
  /** 1 where an answer was asked for, so that what is missing can be told from what was not asked. */
  readonly asked: Uint8Array | null;
}

/**
 * The input table of a run: one row a ticket, in columns. It is written to a file, hashed, and is
 * all that a run computes from, so a rerun gives the same numbers.
 */
export interface KpiInput {
  readonly n: number;
  /** The ids of the tickets, 16 bytes each. */
  readonly tickets: Uint8Array;
  /** The composite first, then the dimensions in the order of the rubric. Ungated. */
  readonly scores: readonly ScoreColumn[];
  /** The composite with not-applicable and red lines in force, as the product shows it. */
  readonly gated: Float64Array;
  /** Share of a ticket's ratings that a FAIL_ALL red line set to 0, in [0, 1]. */
  readonly failedAll: Float64Array;
  readonly outcomes: readonly OutcomeColumn[];
  /** Seconds since 1970 at which the ticket was opened; NaN where it is not known. */
  readonly openedAt: Float64Array;
  /** The coarsest declared cluster (customer, agent, conversation), or null. */
  readonly cluster: Factor | null;
  /** What may be adjusted for: known before the judged answer on every ticket. */
  readonly confounders: readonly Factor[];
  /** What figures may be split by; rubric version, model and calendar period always. */
  readonly strata: readonly Factor[];
  /** 1 / inclusion probability, capped; null where every ticket is as likely. */
  readonly samplingWeights: Float64Array | null;
  /** The judged tickets against all of the same sources, on every known attribute. */
  readonly selection: readonly SelectionRow[];
  /** What was found while the table was made: left out, refused or doubtful. Part of the result. */
  readonly notes: readonly KpiNote[];
}

/** How many tickets have a value of an attribute: of those in the table, and of all. */
export interface SelectionRow {
  readonly attribute: string;
  readonly level: string;
  readonly judged: number;
  readonly all: number;
}

/** A named level of doubt or a refusal, for people. */
export interface KpiNote {
  readonly severity: 'INFO' | 'WARNING';
  readonly code: string;
  readonly message: string;
}

/** What a run is asked for, with its defaults filled in. */
export interface KpiRequest {
  readonly scoreKind: 'RAW' | 'ADJUSTED';
  /** Declared before anything is fitted. */
  readonly primaryOutcome: string | null;
  /** Keys of outcomes; empty for all. */
  readonly outcomes: readonly string[];
  /** Keys of attributes to adjust for. */
  readonly confounders: readonly string[];
  /** Keys of factors to split by. */
  readonly segments: readonly string[];
  readonly clusterBy: string | null;
  /** Sources of tickets; empty for all, where no task has tickets of two. */
  readonly sources: readonly string[];
  /** Rubric versions that may be in one run; more than one only where somebody asked to pool. */
  readonly rubricVersionIds: readonly string[];
  readonly poolVersions: boolean;
  /** The context profile whose composites are meant; null where the project has only one. */
  readonly profile: string | null;
  /** Seconds after a resolution within which a reopening undoes it; null: any reopening does. */
  readonly reopenWindowSeconds: number | null;
  /** Given by the analyst; 1 unless somebody knows better. */
  readonly outcomeReliability: number;
  /** Bootstrap replicates. */
  readonly replicates: number;
  readonly level: number;
  /** Tickets opened in this window; null for no bound. ISO 8601. */
  readonly openedFrom: string | null;
  readonly openedBefore: string | null;
}

/** Fewer tickets than this give no figure. */
export const ticketsMin = 20;
