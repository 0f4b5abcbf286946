/** What one annotator is given to judge, as the judge page works with it. */
export interface Assignment {
  readonly id: string;
  readonly projectId: string;
  readonly kind: 'RATING' | 'PAIRWISE' | 'RANKING';
  /** LAPSED while held: the lease ran out, and nobody else has taken the task yet */
  readonly state: 'LEASED' | 'SUBMITTED' | 'SKIPPED' | 'RELEASED' | 'LAPSED';
  readonly leasedUntil: string;
  readonly allowBothGood: boolean;
  readonly renderMarkdown: boolean;
  readonly rubricVersion: { readonly id: string; readonly redLines: readonly RedLine[] };
  readonly dimensions: readonly AskedDimension[];
  readonly contexts: readonly ContextItem[];
  readonly messages: readonly ConversationMessage[];
  /** in the order shown */
  readonly responses: readonly CandidateResponse[];
  readonly draft: StoredAnswers | null;
}

export interface AskedDimension {
  /** the weight in force for this task, not normalised */
  readonly weight: number;
  readonly dimension: Dimension;
}

export interface Dimension {
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly scope: DimensionScope;
  readonly critical: boolean;
  readonly allowNotApplicable: boolean;
  readonly rollUp: 'MEAN' | 'WORST' | 'LAST';
  /** lowest first */
  readonly tiers: readonly Tier[];
}

export type DimensionScope = 'CONVERSATION' | 'TURN' | 'RESPONSE';

export interface Tier {
  readonly index: number;
  readonly label: string;
  readonly description: string;
  readonly value: number;
}

export interface TierExample {
  readonly kind: 'EXAMPLE' | 'COUNTER_EXAMPLE';
  readonly text: string;
  readonly reason: string;
}

export interface RedLine {
  readonly dimensionKey: string | null;
  readonly atOrBelowTier: number | null;
  readonly flag: FlagKind | null;
  readonly effect: 'FAIL_ALL' | 'FAIL_DIMENSION';
  readonly failDimensionKey: string | null;
}

export interface ContextItem {
  readonly kind: ContextKind;
  readonly title: string;
  readonly text: string;
  readonly version: string | null;
  readonly date: string | null;
}

export type ContextKind =
  | 'SYSTEM_PROMPT'
  | 'PASSAGE'
  | 'TOOL_CALL'
  | 'TOOL_RESULT'
  | 'CUSTOMER_FACT'
  | 'POLICY'
  | 'OTHER';

export interface ConversationMessage {
  readonly id: string;
  readonly role: 'SYSTEM' | 'USER' | 'ASSISTANT' | 'TOOL';
  readonly content: string;
  readonly language: string | null;
  readonly judged: boolean;
}

export interface CandidateResponse {
  readonly id: string;
  readonly content: string;
  readonly language: string | null;
}

export const flagKinds = [
  'RED_LINE',
  'PII',
  'REFUSAL',
  'STALE_SOURCE',
  'AMBIGUOUS_PROMPT',
  'OFF_TOPIC',
  'NEEDS_EXPERT',
] as const;
export type FlagKind = (typeof flagKinds)[number];

export const skipReasons = [
  'CONTEXT_MISSING',
  'NOT_MY_LANGUAGE',
  'NOT_MY_EXPERTISE',
  'BROKEN_CONTENT',
  'DISTRESSING',
  'OTHER',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Answers as the API gives and takes them. */
export interface StoredAnswers {
  readonly scores: readonly StoredScore[];
  readonly preference: Preference | null;
  readonly flags: readonly Flag[];
  readonly note: string;
}

export interface StoredScore {
  readonly dimensionKey: string;
  readonly tier: number | null;
  readonly notApplicable: boolean;
  readonly responseId: string | null;
  readonly messageId: string | null;
}

export interface Preference {
  readonly verdict: 'PREFERRED' | 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD';
  readonly preferredResponseId: string | null;
  /** 1 slightly, 2 clearly, 3 much better; null where not said */
  readonly strength: number | null;
}

export interface Flag {
  readonly kind: FlagKind;
  readonly note: string;
}
