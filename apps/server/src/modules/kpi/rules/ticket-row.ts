import type { TicketAttribute } from '@assay/db/tables/tickets';

/** What is known of one matched ticket, as the database gives it. Times are seconds since 1970. */
export interface TicketRow {
  readonly id: string;
  readonly source: string;
  readonly openedAt: number | null;
  readonly respondedAt: number | null;
  readonly resolved: boolean | null;
  readonly resolutionKind: 'CONFIRMED' | 'ASSUMED' | 'AGENT' | 'ESCALATED' | null;
  readonly resolvedAt: number | null;
  readonly escalatedAt: number | null;
  readonly abandonedAt: number | null;
  readonly reopenedAt: number | null;
  readonly reopens: number | null;
  readonly firstCalendar: number | null;
  readonly firstBusiness: number | null;
  readonly fullCalendar: number | null;
  readonly fullBusiness: number | null;
  readonly csat: number | null;
  readonly csatScale: string | null;
  readonly csatOffered: boolean;
  /** Those that the run asks for. */
  readonly attributes: Readonly<Record<string, TicketAttribute>>;
  /** The same of its tasks; a key whose values differ between them is null. */
  readonly taskAttributes: Readonly<Record<string, string | null>>;
  readonly measures: Readonly<Record<string, number>>;
  /** Null where its tasks were answered by several. */
  readonly model: string | null;
  /** Numbers of the rubric versions it was judged under, such as `v3`. */
  readonly version: string | null;
  readonly profile: string | null;
  readonly samplingProbability: number | null;
  readonly samplingRule: string | null;
  readonly scores: readonly TicketScore[];
}

/** One score of a ticket; `key` 0 is the composite, the rest number the dimensions. */
export type TicketScore = readonly [
  key: number,
  value: number,
  gated: number,
  ratings: number,
  within: number,
  failedAll: number,
];

export interface MeasureRow {
  readonly key: string;
  readonly label: string;
  readonly kind: 'NUMBER' | 'YES_NO';
  readonly scale: string;
  readonly clock: 'NONE' | 'CALENDAR' | 'BUSINESS';
  readonly higherIsBetter: boolean;
}
