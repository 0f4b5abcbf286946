import type { KpiNote } from '../../kpi/rules/input.ts';
import type { IntervalJson } from '../../kpi/rules/result.ts';

/** What a proposal is asked for, with its defaults filled in. */
export interface ProposalRequest {
  /** One primary outcome, declared before fitting. */
  readonly outcome: string;
  /** Lowest and highest share of a dimension in the weights, in [0, 1]. */
  readonly floor: number;
  readonly cap: number;
  /** Most that a weight may move at once, as a share of 1; null for no bound. */
  readonly maximalStep: number | null;
  /** Weights are rounded to this, such as .01. */
  readonly rounding: number;
  readonly folds: number;
  readonly replicates: number;
  readonly level: number;
  readonly seed: number;
}

export interface WeightRow {
  readonly key: string;
  readonly label: string;
  readonly locked: boolean;
  readonly today: number;
  /** Null where no weights are proposed for it to have. */
  readonly proposed: number | null;
  /** Over bootstrap resamples of tickets. */
  readonly stability: { readonly median: number; readonly low: number; readonly high: number };
  /** Share of the explained variance that is its own, with an interval. */
  readonly shapley: { readonly value: number; readonly interval: IntervalJson | null } | null;
  /** Dimensions that cannot be told apart from it, and move with it. */
  readonly block: readonly string[];
  readonly varianceInflation: number | null;
  readonly link: 'POSITIVE' | 'NEGATIVE_LINK' | 'NO_SEPARATE_LINK';
}

/** Held-out difference of the product's own composite in the declared measure. */
export interface Gain {
  readonly value: number | null;
  readonly undefinedBecause: string | null;
  readonly interval: IntervalJson | null;
  readonly n: number;
}

/** What became of the scores of the last quarter of the tickets under the proposed weights. */
export interface Simulation {
  readonly tickets: number;
  readonly meanToday: number;
  readonly meanProposed: number;
  readonly meanAbsoluteChange: number;
  /** Share of tickets whose tercile changes. */
  readonly movedTercile: number;
  /** Response models (or other strata) and how far their means move, by level. */
  readonly groups: readonly {
    readonly factor: string;
    readonly level: string;
    readonly n: number;
    readonly today: number;
    readonly proposed: number;
    /** Of the mean change. */
    readonly change: IntervalJson | null;
  }[];
  readonly changes: readonly {
    readonly low: number;
    readonly high: number;
    readonly count: number;
  }[];
}

export interface ProposalEvidence {
  readonly verdict: 'BETTER' | 'NOT_BETTER' | 'CANNOT_SAY';
  readonly tickets: number;
  readonly measure: 'SPEARMAN' | 'AUC' | 'CONCORDANCE';
  readonly weights: readonly WeightRow[];
  /** Over folds, each judged by weights that were fitted to the others. */
  readonly heldOut: {
    readonly today: number | null;
    readonly equal: number | null;
    readonly proposed: number | null;
  };
  readonly gain: Gain;
  readonly gainOverEqual: Gain;
  /** The latest tickets, never fitted on, and used once. */
  readonly holdout: {
    readonly from: string | null;
    readonly tickets: number;
    readonly today: number | null;
    readonly equal: number | null;
    readonly proposed: number | null;
    readonly gain: Gain;
    readonly gainOverEqual: Gain;
  };
  readonly simulation: Simulation | null;
  readonly notes: readonly KpiNote[];
  /** In plain words, for the person who decides. */
  readonly summary: string;
}
