import type { FlagKind } from './content.ts';
import type { Preference, ShownOrder } from './prefer.ts';
import type { Score } from './rate.ts';

/** What every simulated judgment has. */
export interface Judgment {
  /** External id of the task. */
  readonly task: string;
  /** Name of the annotator. */
  readonly annotator: string;
  readonly flags: readonly { readonly kind: FlagKind; readonly note: string }[];
  readonly note: string;
  /** ISO 8601, UTC. */
  readonly submittedAt: string;
  readonly activeSeconds: number;
}
export interface RatingJudgment extends Judgment {
  readonly scores: readonly Score[];
}
export interface PairwiseJudgment extends Judgment {
  readonly preference: Preference;
  readonly shownOrder: ShownOrder;
}

export interface SimulatedJudgments {
  /** In order of time. */
  readonly ratings: readonly RatingJudgment[];
  /** In order of time. */
  readonly pairs: readonly PairwiseJudgment[];
}
