import { type RowProblem, valueAt } from '../../imports/rules/rows.ts';
import { BadCell, kindOf, numberOf, ratingOf, textOf, timeOf, yesOf } from './cells.ts';
import type { OutcomeEvent, ToldAttribute } from './event.ts';
import type { Measures } from './event-problem.ts';
import { keyOf, type OutcomeField, type OutcomeMapping, unitSeconds } from './mapping.ts';

export type ParsedOutcome =
  | { readonly ok: true; readonly event: OutcomeEvent }
  | { readonly ok: false; readonly problem: RowProblem };

/** What a row says, put together cell by cell. */
interface Draft {
  source: string | null;
  externalId: string | null;
  eventId: string | null;
  occurredAt: string | null;
  firstResolvedAt: string | null;
  readonly patch: Record<string, unknown>;
  readonly attributes: Record<string, ToldAttribute>;
  readonly measures: Record<string, number>;
  /** Attributes that were known at the opening, which may stand in a later cell. */
  readonly atOpening: string[];
}
type Put = (draft: Draft, text: string, row: unknown) => void;

const plainTimes = {
  OPENED_AT: 'openedAt',
  RESPONDED_AT: 'respondedAt',
  RESOLVED_AT: 'resolvedAt',
  ESCALATED_AT: 'escalatedAt',
  ABANDONED_AT: 'abandonedAt',
  REOPENED_AT: 'reopenedAt',
  CSAT_OFFERED_AT: 'csatOfferedAt',
  CSAT_ANSWERED_AT: 'csatAnsweredAt',
} as const;

const isPlainTime = (target: string): target is keyof typeof plainTimes =>
  Object.hasOwn(plainTimes, target);

/** Makes outcomes of rows by a mapping that was checked. */
export function outcomeMapper(
  mapping: OutcomeMapping,
  measures: Measures,
): (row: unknown) => ParsedOutcome {
  const cells = mapping.fields.flatMap((field) => {
    const put = putterOf(field, measures);
    return put === null ? [] : [{ source: field.source, put }];
  });
  return (row) => {
    const draft: Draft = {
      ...{ source: mapping.source, externalId: null, eventId: null, occurredAt: null },
      ...{ firstResolvedAt: null, patch: {}, attributes: {}, measures: {}, atOpening: [] },
    };
    for (const { source, put } of cells) {
      try {
        const text = textOf(valueAt(row, source));
        if (text !== null) put(draft, text, row);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        return { ok: false, problem: { field: source, message: error.message } };
      }
    }
    return finished(draft, mapping);
  };
}

function putterOf(field: OutcomeField, measures: Measures): Put | null {
  const { target, unit, clock, scale } = field;
  if (isPlainTime(target)) {
    const name = plainTimes[target];
    return ({ patch }, text) => {
      patch[name] = timeOf(text);
    };
  }
  switch (target) {
    case 'IGNORE':
      return null;
    case 'SOURCE':
      return (draft, text) => {
        draft.source = text;
      };
    case 'EXTERNAL_ID':
      return (draft, text) => {
        draft.externalId = text;
      };
    case 'EVENT_ID':
      return (draft, text) => {
        draft.eventId = text;
      };
    case 'OCCURRED_AT':
      return (draft, text) => {
        draft.occurredAt = timeOf(text);
      };
    case 'FIRST_RESOLVED_AT':
      return (draft, text) => {
        draft.firstResolvedAt = timeOf(text);
      };
    case 'CONVERSATION_ID':
      return ({ patch }, text) => {
        patch.conversationId = text;
      };
    case 'RESOLVED':
      return ({ patch }, text) => {
        patch.resolved = yesOf(text);
      };
    case 'RESOLUTION_KIND':
      return ({ patch }, text) => {
        patch.resolutionKind = kindOf(text);
      };
    case 'REOPENS':
      return ({ patch }, text) => {
        patch.reopens = numberOf(text);
      };
    case 'FIRST_RESOLUTION':
    case 'FULL_RESOLUTION': {
      const length = target === 'FIRST_RESOLUTION' ? 'first' : 'full';
      const name = `${length}Resolution${clock === 'BUSINESS' ? 'Business' : 'Calendar'}Seconds`;
      const seconds = unitSeconds[unit ?? 'SECONDS'];
      return ({ patch }, text) => {
        patch[name] = numberOf(text) * seconds;
      };
    }
    case 'CSAT':
      return ({ patch }, text) => {
        const raw = ratingOf(text);
        if (raw !== null) patch.csat = { raw, scale };
      };
    case 'ATTRIBUTE':
      return putAttribute(field);
    case 'MEASURE':
      return putMeasure(field, measures);
  }
}

function putAttribute(field: OutcomeField): Put {
  const { knownAtOpening, knownAtSource } = field;
  const key = keyOf(field);
  return ({ attributes, atOpening }, text, row) => {
    const known = knownAtSource === null ? null : textOf(valueAt(row, knownAtSource));
    attributes[key] = { value: text, knownAt: known === null ? null : timeOf(known) };
    if (knownAtOpening) atOpening.push(key);
  };
}

function putMeasure(field: OutcomeField, declared: Measures): Put {
  const key = keyOf(field);
  const isYesNo = declared.get(key)?.kind === 'YES_NO';
  const seconds = field.unit === null ? 1 : unitSeconds[field.unit];
  return ({ measures }, text) => {
    measures[key] = isYesNo ? Number(yesOf(text)) : numberOf(text) * seconds;
  };
}

const wrong = (field: string | null, message: string): ParsedOutcome => ({
  ok: false,
  problem: { field, message },
});

function finished(draft: Draft, { durationsFromTimes }: OutcomeMapping): ParsedOutcome {
  const { source, externalId, eventId, firstResolvedAt, patch, attributes, measures } = draft;
  if (externalId === null) return wrong('externalId', 'There is no external id here.');
  if (source === null) return wrong('source', 'There is no source here.');
  const openedAt = typeof patch.openedAt === 'string' ? patch.openedAt : null;
  const resolvedAt = typeof patch.resolvedAt === 'string' ? patch.resolvedAt : null;
  if (firstResolvedAt !== null && openedAt !== null) {
    patch.firstResolutionCalendarSeconds = secondsFrom(openedAt, firstResolvedAt);
  }
  if (durationsFromTimes && openedAt !== null && resolvedAt !== null) {
    patch.fullResolutionCalendarSeconds = secondsFrom(openedAt, resolvedAt);
  }
  for (const key of draft.atOpening) {
    const attribute = attributes[key];
    if (attribute !== undefined) attributes[key] = { ...attribute, knownAt: openedAt };
  }
  if (Object.keys(attributes).length > 0) patch.attributes = attributes;
  if (Object.keys(measures).length > 0) patch.measures = measures;
  const occurredAt = draft.occurredAt ?? latestTime(patch, firstResolvedAt);
  if (occurredAt === null) {
    return wrong('occurredAt', 'There is no time here, so it cannot be told from a later word.');
  }
  return {
    ok: true,
    event: {
      ...{ source, externalId, eventId: eventId ?? undefined },
      occurredAt: new Date(occurredAt),
      patch,
    },
  };
}

const secondsFrom = (start: string, end: string): number =>
  (Date.parse(end) - Date.parse(start)) / 1_000;

/** Times of one form compare as texts. */
function latestTime(patch: Draft['patch'], firstResolvedAt: string | null): string | null {
  let latest = firstResolvedAt;
  for (const name of Object.values(plainTimes)) {
    const time = patch[name];
    if (typeof time === 'string' && (latest === null || time > latest)) latest = time;
  }
  return latest;
}
