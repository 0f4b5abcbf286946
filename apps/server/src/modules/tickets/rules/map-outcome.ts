import { type ColumnOf, inFile } from '../../imports/rules/in-file.ts';
import { type RowProblem, valueAt } from '../../imports/rules/rows.ts';
import { BadCell, kindOf, numberOf, ratingOf, textOf, timeOf, yesOf } from './cells.ts';
import { columnsByPart, partOf } from './columns.ts';
import type { OutcomeEvent, ToldAttribute } from './event.ts';
import type { Measures } from './event-problem.ts';
import { keyOf, type OutcomeField, type OutcomeMapping, unitSeconds } from './mapping.ts';

export type ParsedOutcome =
  | {
      readonly ok: true;
      readonly event: OutcomeEvent;
      /** Null where the row is in Assay's own form. */
      readonly columnOf: ColumnOf | null;
    }
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
  const columns = columnsByPart(mapping);
  const columnOf = (part: string) => columns.get(part) ?? null;
  const cells = mapping.fields.flatMap((field) => {
    const put = putterOf(field, measures);
    return put === null ? [] : [{ source: field.source, part: partOf(field), put }];
  });
  return (row) => {
    const draft: Draft = {
      ...{ source: mapping.source, externalId: null, eventId: null, occurredAt: null },
      ...{ firstResolvedAt: null, patch: {}, attributes: {}, measures: {}, atOpening: [] },
    };
    for (const { source, part, put } of cells) {
      try {
        const text = textOf(valueAt(row, source));
        if (text !== null) put(draft, text, row);
      } catch (error) {
        if (!(error instanceof BadCell)) throw error;
        const field = error.detail === null ? part : `${part}.${error.detail}`;
        return { ok: false, problem: inFile({ field, message: error.message }, columnOf) };
      }
    }
    return finished(draft, mapping, columnOf);
  };
}

function putterOf(field: OutcomeField, measures: Measures): Put | null {
  const { target, unit, scale } = field;
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
      const name = partOf(field);
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
    const knownAt = knownAtSource === null ? null : knownAtIn(row, knownAtSource);
    attributes[key] = { value: text, knownAt };
    if (knownAtOpening) atOpening.push(key);
  };
}

function knownAtIn(row: unknown, source: string): string | null {
  try {
    const text = textOf(valueAt(row, source));
    return text === null ? null : timeOf(text);
  } catch (error) {
    if (!(error instanceof BadCell)) throw error;
    throw new BadCell(error.message, { detail: 'knownAt', cause: error });
  }
}

function putMeasure(field: OutcomeField, declared: Measures): Put {
  const key = keyOf(field);
  const isYesNo = declared.get(key)?.kind === 'YES_NO';
  const seconds = field.unit === null ? 1 : unitSeconds[field.unit];
  return ({ measures }, text) => {
    measures[key] = isYesNo ? Number(yesOf(text)) : numberOf(text) * seconds;
  };
}

function finished(
  draft: Draft,
  { durationsFromTimes }: OutcomeMapping,
  columnOf: ColumnOf,
): ParsedOutcome {
  const { source, externalId, eventId, firstResolvedAt, patch, attributes, measures } = draft;
  const wrong = (field: string, message: string): ParsedOutcome => ({
    ok: false,
    problem: inFile({ field, message }, columnOf),
  });
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
  const latest = draft.occurredAt === null ? latestTime(patch, firstResolvedAt) : null;
  const occurredAt = draft.occurredAt ?? latest?.at;
  if (occurredAt === undefined) {
    return wrong('occurredAt', 'There is no time here, so it cannot be told from a later word.');
  }
  const event = {
    ...{ source, externalId, eventId: eventId ?? undefined },
    occurredAt: new Date(occurredAt),
    patch,
  };
  if (latest === null) return { ok: true, event, columnOf };
  // when it happened is what another column says
  return {
    ...{ ok: true, event },
    columnOf: (part) => columnOf(part === 'occurredAt' ? latest.part : part),
  };
}

const secondsFrom = (start: string, end: string): number =>
  (Date.parse(end) - Date.parse(start)) / 1_000;

interface LatestTime {
  readonly part: string;
  readonly at: string;
}

/** Times of one form compare as texts. */
function latestTime(patch: Draft['patch'], firstResolvedAt: string | null): LatestTime | null {
  let latest = firstResolvedAt === null ? null : { part: 'firstResolvedAt', at: firstResolvedAt };
  for (const part of Object.values(plainTimes)) {
    const at = patch[part];
    if (typeof at === 'string' && (latest === null || at > latest.at)) latest = { part, at };
  }
  return latest;
}
