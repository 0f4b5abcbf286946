import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CsatScale } from '../../tickets/rules/csat.ts';
import type { OutcomeEvent, OutcomePatch } from '../../tickets/rules/event.ts';

/** A fact about a ticket that says when it was known: what was known after an answer confounds nothing. */
export interface NewsAttribute {
  readonly value: string;
  readonly knownAt: Date | null;
}

/** What a ticket system tells of one ticket at one time, in Assay's words. What it does not tell is absent. */
export interface TicketNews {
  readonly externalId: string;
  /** The same for the same news, however often and by whichever way it comes. */
  readonly eventId: string;
  readonly occurredAt: Date;
  readonly fields: TicketFields;
  readonly attributes: Readonly<Record<string, NewsAttribute>>;
}

export interface TicketFields {
  readonly conversationId?: string;
  readonly openedAt?: Date;
  readonly respondedAt?: Date;
  readonly resolved?: boolean;
  readonly resolutionKind?: NonNullable<OutcomePatch['resolutionKind']>;
  readonly resolvedAt?: Date;
  readonly escalatedAt?: Date;
  readonly reopenedAt?: Date;
  readonly reopens?: number;
  readonly firstResolutionCalendarSeconds?: number;
  readonly firstResolutionBusinessSeconds?: number;
  readonly fullResolutionCalendarSeconds?: number;
  readonly fullResolutionBusinessSeconds?: number;
  readonly csat?: { readonly raw: number; readonly scale: CsatScale };
  readonly csatOfferedAt?: Date;
  readonly csatAnsweredAt?: Date;
}

/** An event as a ticket system tells it, before it is known what source the system is. */
export type Unsourced = Omit<OutcomeEvent, 'source'>;

/** News as an event. */
export function eventOf(news: TicketNews): Unsourced {
  const { externalId, eventId, occurredAt, fields, attributes } = news;
  const told = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Date ? value.toISOString() : value,
  ]);
  const known = Object.entries(attributes).map(([name, { value, knownAt }]) => [
    name,
    { value, knownAt: knownAt?.toISOString() ?? null },
  ]);
  // the fields of both have the same names, and times are texts in one
  const patch = Object.fromEntries(told) as OutcomePatch;
  return {
    ...{ externalId, eventId, occurredAt },
    patch: known.length === 0 ? patch : { ...patch, attributes: Object.fromEntries(known) },
  };
}

/** What an event says of tickets, or why it says nothing that counts. */
export type Translated =
  | { readonly kind: 'NEWS'; readonly news: readonly TicketNews[] }
  | { readonly kind: 'IGNORED'; readonly reason: string }
  | { readonly kind: 'FAILED'; readonly reason: string };

export const ignored = (reason: string): Translated => ({ kind: 'IGNORED', reason });
export const failed = (reason: string): Translated => ({ kind: 'FAILED', reason });
/** Some news, or that there is none. */
export const told = (news: readonly TicketNews[], otherwise: string): Translated =>
  news.length > 0 ? { kind: 'NEWS', news } : ignored(otherwise);

/** What a record of a REST interface says; no news where it says nothing that counts. */
export type Read =
  | { readonly ok: true; readonly news: TicketNews | null }
  | { readonly ok: false; readonly problem: string };

/** News that has no id of its own: the same content is the same news, whenever it is read again. */
export function identified(system: string, news: Omit<TicketNews, 'eventId'>): TicketNews {
  const hash = createHash('sha256').update(JSON.stringify(news)).digest('base64url');
  return { ...news, eventId: `${system}:${hash}` };
}

/** True where it says anything but which ticket it is about. */
export const saysSomething = ({ fields, attributes }: TicketNews): boolean =>
  Object.keys(fields).length > 0 || Object.keys(attributes).length > 0;

/** Fields without those that are null: what is not told must not undo what was. */
export function present<T extends object>(
  fields: {
    readonly [K in keyof T]: T[K] | null | undefined;
  },
): T {
  const told = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(told) as T; // its entries but for those that are optional in it
}

/** Attributes that have a value. */
export function attributesOf(
  knownAt: Date | null,
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Record<string, NewsAttribute> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== null && value !== undefined && value !== '')
      .map(([name, value]) => [name, { value: `${value}`, knownAt }]),
  );
}

/** Ids are numbers in one payload and texts in another. */
export const Id = z.union([z.string().min(1).max(200), z.int().transform(String)]);

/** An instant as ISO 8601; anything else is no time rather than a failure of the whole event. */
export const IsoTime = z
  .unknown()
  .optional()
  .transform((value) => {
    const time = typeof value === 'string' ? new Date(value) : null;
    return time === null || Number.isNaN(time.getTime()) ? null : time;
  });

/** An instant as seconds since 1970. */
export const UnixTime = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' && value > 0 && value < 8.64e12 ? new Date(value * 1_000) : null,
  );

/** A number that is no less than 0; null for anything else. */
export const Amount = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null,
  );

/** A text or a number as text; null for anything else. */
export const Text = z
  .unknown()
  .optional()
  .transform((value) =>
    (typeof value === 'string' && value !== '') || typeof value === 'number' ? `${value}` : null,
  );

/** Seconds from one instant to another; null where one is missing or they are the wrong way round. */
export function secondsBetween(from: Date | null, to: Date | null): number | null {
  if (from === null || to === null || to < from) return null;
  return (to.getTime() - from.getTime()) / 1_000;
}
