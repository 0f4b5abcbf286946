import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { csatScales } from './csat.ts';
import type { Measures } from './event-problem.ts';

export const outcomeTargets = [
  'SOURCE',
  'EXTERNAL_ID',
  'EVENT_ID',
  'OCCURRED_AT',
  'CONVERSATION_ID',
  'OPENED_AT',
  'RESPONDED_AT',
  'RESOLVED',
  'RESOLUTION_KIND',
  'FIRST_RESOLVED_AT',
  'RESOLVED_AT',
  'ESCALATED_AT',
  'ABANDONED_AT',
  'REOPENED_AT',
  'REOPENS',
  'FIRST_RESOLUTION',
  'FULL_RESOLUTION',
  'CSAT',
  'CSAT_OFFERED_AT',
  'CSAT_ANSWERED_AT',
  'ATTRIBUTE',
  'MEASURE',
  'IGNORE',
] as const;
export type OutcomeTarget = (typeof outcomeTargets)[number];

/** Seconds of a unit in which a file may give durations. */
export const unitSeconds = { SECONDS: 1, MINUTES: 60, HOURS: 3_600, DAYS: 86_400 } as const;
export type DurationUnit = keyof typeof unitSeconds;
// the keys of the table above, of which there is at least one
export const durationUnits = Object.keys(unitSeconds) as [DurationUnit, ...DurationUnit[]];

const OutcomeField = z.object({
  /** A column of a CSV file, a dotted path of a JSON line. */
  source: z.string(),
  target: z.enum(outcomeTargets),
  /** Name of an attribute (the source unless given), key of a measure. */
  key: z.string().nullable(),
  /** Of a duration. */
  unit: z.enum(durationUnits).nullable(),
  clock: z.enum(['CALENDAR', 'BUSINESS']).nullable(),
  /** Of satisfaction. */
  scale: z.enum(csatScales).nullable(),
  /** Since when an attribute was known: when the ticket was opened, or what a column says. */
  knownAtOpening: z.boolean(),
  knownAtSource: z.string().nullable(),
});
export type OutcomeField = z.infer<typeof OutcomeField>;

/** Where each part of an outcome comes from. */
export const OutcomeMapping = z.object({
  /** The source of all tickets, where no field is SOURCE. */
  source: z.string().nullable(),
  /** Whether the time from OPENED_AT to RESOLVED_AT is the full resolution on the calendar clock. */
  durationsFromTimes: z.boolean(),
  fields: z.array(OutcomeField),
});
export type OutcomeMapping = z.infer<typeof OutcomeMapping>;

const fieldsMax = 500;
const many: readonly OutcomeTarget[] = ['ATTRIBUTE', 'MEASURE', 'IGNORE'];
const times: readonly OutcomeTarget[] = [
  ...(['OCCURRED_AT', 'OPENED_AT', 'RESPONDED_AT', 'FIRST_RESOLVED_AT', 'RESOLVED_AT'] as const),
  ...(['ESCALATED_AT', 'ABANDONED_AT', 'REOPENED_AT', 'CSAT_OFFERED_AT'] as const),
  'CSAT_ANSWERED_AT',
];

/** Whether a target is a time of the ticket. */
export const isTime = (target: OutcomeTarget): boolean => times.includes(target);

/** The name of the attribute, or the key of the measure, that a field becomes. */
export const keyOf = ({ source, key }: Pick<OutcomeField, 'source' | 'key'>): string =>
  key === null || key === '' ? source : key;

/** @throws AppError INVALID_INPUT for a mapping by which no row could become an outcome */
export function checkOutcomeMapping(mapping: OutcomeMapping, measures: Measures): void {
  const { fields, source, durationsFromTimes } = mapping;
  const has = (target: OutcomeTarget) => fields.some((field) => field.target === target);
  if (fields.length > fieldsMax) refuse('fields', `At most ${fieldsMax} fields.`);
  if (!has('EXTERNAL_ID')) refuse('fields', 'Say which field is the EXTERNAL_ID of the ticket.');
  if ((source === null || source.trim() === '') !== has('SOURCE')) {
    refuse(
      'source',
      'Name the source of all tickets, or the field that is the SOURCE: one of both.',
    );
  }
  if (!times.some(has)) {
    refuse('fields', 'Say which field is a time, such as OCCURRED_AT: the latest word counts.');
  }
  for (const target of ['FIRST_RESOLVED_AT'] as const) {
    if (has(target) && !has('OPENED_AT')) refuse('fields', `${target} needs OPENED_AT.`);
  }
  if (durationsFromTimes && !(has('OPENED_AT') && has('RESOLVED_AT'))) {
    refuse('durationsFromTimes', 'Durations from times need OPENED_AT and RESOLVED_AT.');
  }
  fields.forEach((field, index) => {
    const problem = fieldProblem(field, measures) ?? repeatedProblem(mapping, index);
    if (problem !== null) refuse(`fields.${index}`, problem);
  });
}

function fieldProblem(field: OutcomeField, measures: Measures): string | null {
  const { target, unit, clock, scale, knownAtOpening, knownAtSource } = field;
  switch (target) {
    case 'FIRST_RESOLUTION':
    case 'FULL_RESOLUTION':
      return unit === null || clock === null
        ? 'A duration needs its unit and its clock: clocks never mix.'
        : null;
    case 'CSAT':
      return scale === null ? 'Satisfaction needs its scale: scales never mix.' : null;
    case 'ATTRIBUTE':
      return knownAtOpening && knownAtSource !== null
        ? 'An attribute was known at the opening or since what a field says, not both.'
        : null;
    case 'MEASURE':
      return measures.has(keyOf(field))
        ? measureProblem(field, measures)
        : `No measure ${keyOf(field).slice(0, 100)} is declared.`;
    default:
      return null;
  }
}

/** A unit makes seconds of a measure, so it has to be declared in seconds. */
function measureProblem(field: OutcomeField, measures: Measures): string | null {
  const measure = measures.get(keyOf(field));
  if (field.unit !== null && measure?.scale !== 'seconds') {
    return `A unit makes seconds; the measure is declared on the scale ${measure?.scale}.`;
  }
  return field.clock !== null && measure?.clock !== field.clock
    ? `The measure is declared on the clock ${measure?.clock}; clocks never mix.`
    : null;
}

function repeatedProblem(
  { fields, durationsFromTimes }: OutcomeMapping,
  index: number,
): string | null {
  const nameOf = (field: OutcomeField): string =>
    many.includes(field.target)
      ? `${field.target} ${keyOf(field)}`
      : `${field.target} ${field.target.endsWith('_RESOLUTION') ? field.clock : ''}`;
  const field = fields[index];
  if (field === undefined || field.target === 'IGNORE') return null;
  const first = fields.findIndex((other) => nameOf(other) === nameOf(field));
  if (first !== index) return `Two fields are ${nameOf(field).trim()}.`;
  const derived =
    (field.target === 'FULL_RESOLUTION' && durationsFromTimes) ||
    (field.target === 'FIRST_RESOLUTION' &&
      fields.some(({ target }) => target === 'FIRST_RESOLVED_AT'));
  return derived && field.clock === 'CALENDAR'
    ? 'This duration comes from times already: choose one of both.'
    : null;
}

function refuse(field: string, message: string): never {
  throw new AppError('INVALID_INPUT', message, { field: `mapping.${field}` });
}
