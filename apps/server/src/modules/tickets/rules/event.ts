import { hash } from 'node:crypto';
import { z } from 'zod';
import { type CsatScale, csatScales } from './csat.ts';

export const resolutionKinds = ['CONFIRMED', 'ASSUMED', 'AGENT', 'ESCALATED'] as const;
export type ResolutionKind = (typeof resolutionKinds)[number];
export const clocks = ['NONE', 'CALENDAR', 'BUSINESS'] as const;
export type Clock = (typeof clocks)[number];

/** A fact about a ticket, and since when it was known; null where that is not known. */
export interface ToldAttribute {
  readonly value: string;
  readonly knownAt: string | null;
}
/** The value of a declared measure; a scale or clock that is named has to be the declared one. */
export type ToldMeasure =
  | number
  | boolean
  | {
      readonly value: number | boolean;
      readonly scale?: string | undefined;
      readonly clock?: Clock | undefined;
    };

/**
 * What a source tells of a ticket. What it does not name stays as it was; null says that there is none
 * any more. Times are ISO 8601 in UTC with milliseconds, durations seconds on the clock of their name.
 */
export interface OutcomePatch {
  readonly conversationId?: string | null | undefined;
  readonly openedAt?: string | null | undefined;
  readonly respondedAt?: string | null | undefined;
  readonly resolved?: boolean | null | undefined;
  readonly resolutionKind?: ResolutionKind | null | undefined;
  readonly resolvedAt?: string | null | undefined;
  readonly escalatedAt?: string | null | undefined;
  readonly abandonedAt?: string | null | undefined;
  readonly reopenedAt?: string | null | undefined;
  readonly reopens?: number | null | undefined;
  readonly firstResolutionCalendarSeconds?: number | null | undefined;
  readonly firstResolutionBusinessSeconds?: number | null | undefined;
  readonly fullResolutionCalendarSeconds?: number | null | undefined;
  readonly fullResolutionBusinessSeconds?: number | null | undefined;
  readonly csat?: { readonly raw: number; readonly scale: CsatScale } | null | undefined;
  readonly csatOfferedAt?: string | null | undefined;
  readonly csatAnsweredAt?: string | null | undefined;
  readonly attributes?: Readonly<Record<string, ToldAttribute>> | undefined;
  readonly measures?: Readonly<Record<string, ToldMeasure>> | undefined;
}

/** What a source tells of one ticket at one time, in Assay's words. */
export interface OutcomeEvent {
  readonly source: string;
  readonly externalId: string;
  /** The source's own; made of the content where it has none. */
  readonly eventId?: string | undefined;
  readonly occurredAt: Date;
  readonly patch: OutcomePatch;
}

export const timeFields = [
  'openedAt',
  'respondedAt',
  'resolvedAt',
  'escalatedAt',
  'abandonedAt',
  'reopenedAt',
  'csatOfferedAt',
  'csatAnsweredAt',
] as const;
export const durationFields = [
  'firstResolutionCalendarSeconds',
  'firstResolutionBusinessSeconds',
  'fullResolutionCalendarSeconds',
  'fullResolutionBusinessSeconds',
] as const;
/** The fields that the latest event decides, each by itself. */
export const patchFields = [
  'conversationId',
  ...timeFields,
  ...durationFields,
  'resolved',
  'resolutionKind',
  'reopens',
  'csat',
] as const;
export type PatchField = (typeof patchFields)[number];

const instant = z.iso.datetime({ offset: true, error: 'A time in ISO 8601 with its offset.' });
const time = instant.transform((text) => new Date(text).toISOString());
const duration = z.number().nullish();
const measureValue = z.union([z.number(), z.boolean()]);

/** An event as it is written in JSON: the fields of the patch stand beside the rest. */
export const OutcomeJson = z
  .strictObject({
    source: z.string(),
    externalId: z.string(),
    eventId: z.string().nullish(),
    occurredAt: instant,
    conversationId: z.string().nullish(),
    openedAt: time.nullish(),
    respondedAt: time.nullish(),
    resolved: z.boolean().nullish(),
    resolutionKind: z.enum(resolutionKinds).nullish(),
    resolvedAt: time.nullish(),
    escalatedAt: time.nullish(),
    abandonedAt: time.nullish(),
    reopenedAt: time.nullish(),
    reopens: z.number().nullish(),
    firstResolutionCalendarSeconds: duration,
    firstResolutionBusinessSeconds: duration,
    fullResolutionCalendarSeconds: duration,
    fullResolutionBusinessSeconds: duration,
    csat: z.strictObject({ raw: z.number(), scale: z.enum(csatScales) }).nullish(),
    csatOfferedAt: time.nullish(),
    csatAnsweredAt: time.nullish(),
    attributes: z
      .record(z.string(), z.strictObject({ value: z.string(), knownAt: time.nullable() }))
      .optional(),
    measures: z
      .record(
        z.string(),
        z.union([
          measureValue,
          z.strictObject({
            value: measureValue,
            scale: z.string().optional(),
            clock: z.enum(clocks).optional(),
          }),
        ]),
      )
      .optional(),
  })
  .transform(({ source, externalId, eventId, occurredAt, ...patch }): OutcomeEvent => {
    const at = new Date(occurredAt);
    return { source, externalId, eventId: eventId ?? undefined, occurredAt: at, patch };
  });

/** The id of an event: its own, or one made of its content, so that the same file twice is one event. */
export function eventIdOf({ eventId, occurredAt, patch }: OutcomeEvent): string {
  if (eventId !== undefined) return eventId;
  const content = `${occurredAt.getTime()} ${canonical(patch)}`;
  return `sha256:${hash('sha256', content, 'base64url').slice(0, 32)}`;
}

/** JSON with the names in order. */
const canonical = (value: object): string => JSON.stringify(sorted(value));

const sorted = (value: object): object =>
  Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [
        key,
        typeof inner === 'object' && inner !== null ? sorted(inner) : inner,
      ]),
  );

/** What a measure was told to be, as a number: yes is 1. */
export const amountOf = (told: ToldMeasure): number =>
  Number(typeof told === 'object' ? told.value : told);
