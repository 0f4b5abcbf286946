/** Where a dimension is scored: once, per judged turn, or per response. */
export type Scope = 'CONVERSATION' | 'TURN' | 'RESPONSE';

/** How the scores of several turns become one. */
export type RollUp = 'MEAN' | 'WORST' | 'LAST';

export type FlagKind =
  | 'AMBIGUOUS_PROMPT'
  | 'REFUSAL'
  | 'STALE_SOURCE'
  | 'RED_LINE'
  | 'NEEDS_EXPERT'
  | 'OFF_TOPIC'
  | 'PII';

/** One level of a dimension; `value` in [0, 1]. */
export interface Tier {
  readonly label: string;
  readonly value: number;
}

/** What is scored. `tiers` are lowest first; a dimension of weight 0 is asked only under a profile. */
export interface Dimension {
  readonly key: string;
  readonly label: string;
  readonly scope: Scope;
  readonly weight: number;
  readonly critical: boolean;
  readonly locked: boolean;
  readonly allowNotApplicable: boolean;
  readonly rollUp: RollUp;
  readonly tiers: readonly Tier[];
}

/**
 * Caps the score when a dimension is at or below a tier anywhere, or when a flag is raised: exactly
 * one of the two. FAIL_ALL makes the composite 0, FAIL_DIMENSION makes `failDimensionKey` 0.
 */
export interface RedLine {
  readonly dimensionKey: string | null;
  readonly atOrBelowTier: number | null;
  readonly flag: FlagKind | null;
  readonly effect: 'FAIL_ALL' | 'FAIL_DIMENSION';
  readonly failDimensionKey: string | null;
}

/** Other weights where a task's attribute equals one of the values. Weight 0 drops a dimension. */
export interface ContextProfile {
  readonly name: string;
  readonly attribute: string;
  readonly equals: readonly string[];
  readonly weights: readonly { readonly dimensionKey: string; readonly weight: number }[];
}

/** The part of a rubric version that scoring reads. */
export interface Rubric {
  readonly dimensions: readonly Dimension[];
  readonly redLines: readonly RedLine[];
  readonly profiles: readonly ContextProfile[];
}

/** What is wrong and where: `field` is a dotted path, `message` is for people. */
export interface Problem {
  readonly field: string;
  readonly message: string;
}
