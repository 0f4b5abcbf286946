import type { TicketAttribute } from '@assay/db/tables/tickets';

/** What became of one ticket, as the database gives it. Times are seconds since 1970. */
export interface TicketOutcome {
  readonly openedAt: number | null;
  readonly respondedAt: number | null;
  readonly resolved: boolean | null;
  /** CONFIRMED, ASSUMED, AGENT or ESCALATED. */
  readonly resolutionKind: string | null;
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
}

export type TicketAttributes = Readonly<Record<string, TicketAttribute>>;

/** A measure that the organisation declared. */
export interface MeasureRow {
  readonly key: string;
  readonly label: string;
  readonly kind: 'NUMBER' | 'YES_NO';
  readonly scale: string;
  readonly clock: 'NONE' | 'CALENDAR' | 'BUSINESS';
  readonly higherIsBetter: boolean;
}
