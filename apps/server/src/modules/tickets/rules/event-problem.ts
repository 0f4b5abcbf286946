import { isStorable } from '../../../text.ts';
import type { RowProblem } from '../../imports/rules/rows.ts';
import { isCsatScale, normalised, scaleDescription } from './csat.ts';
import {
  type Clock,
  durationFields,
  type OutcomeEvent,
  type OutcomePatch,
  type ToldMeasure,
  timeFields,
} from './event.ts';

/** A measure as a tenant declared it. */
export interface DeclaredMeasure {
  readonly id: string;
  readonly key: string;
  readonly kind: 'NUMBER' | 'YES_NO';
  readonly scale: string;
  readonly clock: Clock;
  readonly lowest: number | null;
  readonly highest: number | null;
}
export type Measures = ReadonlyMap<string, DeclaredMeasure>;

export const most = {
  source: 100,
  externalId: 500,
  eventId: 500,
  conversationId: 500,
  attributes: 50,
  attributeKey: 100,
  attributeValue: 500,
  measures: 50,
  reopens: 10_000,
};
/** Milliseconds that another system's clock may be ahead of ours. */
const skewMs = 300_000;
const earliest = Date.parse('1990-01-01T00:00:00Z');
const secondsMax = 100 * 366 * 86_400;

/** What is wrong with an event, in words; null where it can be recorded. */
export function eventProblem(
  event: OutcomeEvent,
  measures: Measures,
  now: Date,
): RowProblem | null {
  return (
    namesProblem(event) ??
    timesProblem(event, now) ??
    amountsProblem(event.patch) ??
    attributesProblem(event.patch, now) ??
    measuresProblem(event.patch, measures) ??
    (saysSomething(event.patch) ? null : wrong(null, 'It says nothing of the ticket.'))
  );
}

const wrong = (field: string | null, message: string): RowProblem => ({ field, message });

const saysSomething = ({ attributes, measures, ...fields }: OutcomePatch): boolean =>
  Object.values(fields).some((value) => value !== undefined) ||
  Object.keys(attributes ?? {}).length > 0 ||
  Object.keys(measures ?? {}).length > 0;

function namesProblem({ source, externalId, eventId, patch }: OutcomeEvent): RowProblem | null {
  return (
    textProblem('source', source, most.source) ??
    textProblem('externalId', externalId, most.externalId) ??
    (eventId === undefined ? null : textProblem('eventId', eventId, most.eventId)) ??
    (patch.conversationId == null
      ? null
      : textProblem('conversationId', patch.conversationId, most.conversationId))
  );
}

function textProblem(field: string, text: string, max: number): RowProblem | null {
  if (text === '') return wrong(field, 'It is empty.');
  if (text.length > max) return wrong(field, `At most ${max} characters, not ${text.length}.`);
  return isStorable(text)
    ? null
    : wrong(field, 'The text has a NUL or half of a surrogate pair, which cannot be kept.');
}

function timesProblem({ occurredAt, patch }: OutcomeEvent, now: Date): RowProblem | null {
  const told = timeProblem('occurredAt', occurredAt.getTime(), now);
  if (told !== null) return told;
  for (const field of timeFields) {
    const time = patch[field];
    const problem = time == null ? null : timeProblem(field, Date.parse(time), now);
    if (problem !== null) return problem;
  }
  const { openedAt, csatOfferedAt, csatAnsweredAt } = patch;
  if (openedAt != null) {
    const opened = Date.parse(openedAt);
    const early =
      occurredAt.getTime() < opened
        ? 'occurredAt'
        : timeFields.find((field) => {
            const time = patch[field];
            return time != null && Date.parse(time) < opened;
          });
    if (early !== undefined) {
      return wrong(early, 'The outcome is before the conversation: it was opened later.');
    }
  }
  return csatOfferedAt != null &&
    csatAnsweredAt != null &&
    Date.parse(csatAnsweredAt) < Date.parse(csatOfferedAt)
    ? wrong('csatAnsweredAt', 'Satisfaction was answered before it was asked for.')
    : null;
}

function timeProblem(field: string, at: number, now: Date): RowProblem | null {
  if (Number.isNaN(at)) return wrong(field, 'This is no time.');
  if (at > now.getTime() + skewMs) return wrong(field, 'This time is in the future.');
  return at < earliest ? wrong(field, 'This time is before 1990: most likely a wrong unit.') : null;
}

function amountsProblem(patch: OutcomePatch): RowProblem | null {
  for (const field of durationFields) {
    const seconds = patch[field];
    if (seconds == null) continue;
    if (!Number.isFinite(seconds)) return wrong(field, `A duration is a number, not ${seconds}.`);
    if (seconds < 0) return wrong(field, `A duration is not negative: ${seconds} seconds.`);
    if (seconds > secondsMax) return wrong(field, 'A duration of more than a hundred years.');
  }
  const { reopens, csat } = patch;
  if (reopens != null && !(Number.isInteger(reopens) && reopens >= 0 && reopens <= most.reopens)) {
    return wrong('reopens', `A whole number from 0 to ${most.reopens}, not ${reopens}.`);
  }
  if (csat == null) return null;
  if (!isCsatScale(csat.scale)) return wrong('csat.scale', 'There is no such scale.');
  return normalised(csat.raw, csat.scale) === null
    ? wrong(
        'csat.raw',
        `${csat.raw} is outside the scale ${csat.scale}: ${scaleDescription(csat.scale)}`,
      )
    : null;
}

function attributesProblem({ attributes = {} }: OutcomePatch, now: Date): RowProblem | null {
  const entries = Object.entries(attributes);
  if (entries.length > most.attributes) {
    return wrong('attributes', `At most ${most.attributes}, not ${entries.length}.`);
  }
  for (const [key, { value, knownAt }] of entries) {
    const field = `attributes.${key.slice(0, most.attributeKey)}`;
    const problem =
      textProblem(field, key, most.attributeKey) ??
      textProblem(field, value, most.attributeValue) ??
      (knownAt === null ? null : timeProblem(`${field}.knownAt`, Date.parse(knownAt), now));
    if (problem !== null) return problem;
  }
  return null;
}

function measuresProblem({ measures = {} }: OutcomePatch, declared: Measures): RowProblem | null {
  const entries = Object.entries(measures);
  if (entries.length > most.measures) {
    return wrong('measures', `At most ${most.measures}, not ${entries.length}.`);
  }
  for (const [key, told] of entries) {
    const measure = declared.get(key);
    const field = `measures.${key.slice(0, most.attributeKey)}`;
    const message =
      measure === undefined
        ? 'No such measure is declared. Declare it first, with its scale and clock.'
        : measureProblem(told, measure);
    if (message !== null) return wrong(field, message);
  }
  return null;
}

function measureProblem(
  told: ToldMeasure,
  { kind, lowest, highest, ...declared }: DeclaredMeasure,
): string | null {
  const { value, scale, clock } = typeof told === 'object' ? told : { value: told };
  if (scale !== undefined && scale !== declared.scale) {
    return `It is declared on the scale ${declared.scale}; scales never mix.`;
  }
  if (clock !== undefined && clock !== declared.clock) {
    return `It is declared on the clock ${declared.clock}; clocks never mix.`;
  }
  const amount = Number(value);
  if (!Number.isFinite(amount)) return `A measure is a number, not ${value}.`;
  if (kind === 'YES_NO' && amount !== 0 && amount !== 1) return 'It is declared as yes or no.';
  if (kind === 'NUMBER' && typeof value === 'boolean') return 'It is declared as a number.';
  if (lowest !== null && amount < lowest) return `It is declared as at least ${lowest}.`;
  return highest !== null && amount > highest ? `It is declared as at most ${highest}.` : null;
}
