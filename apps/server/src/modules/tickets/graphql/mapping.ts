import { builder } from '../../../graphql/builder.ts';
import {
  durationUnits,
  type OutcomeField,
  type OutcomeMapping,
  outcomeTargets,
} from '../rules/mapping.ts';
import { CsatScaleEnum, OutcomeClockEnum } from './enums.ts';

export const OutcomeTargetEnum = builder.enumType('OutcomeTarget', {
  description:
    'What a field says of a ticket. FIRST_RESOLVED_AT becomes the first resolution on the calendar clock, from OPENED_AT on. FIRST_RESOLUTION and FULL_RESOLUTION are durations and need a unit and a clock, CSAT needs its scale. ATTRIBUTE and MEASURE take a `key`.',
  values: outcomeTargets,
});
export const DurationUnitEnum = builder.enumType('DurationUnit', { values: durationUnits });

const OutcomeFieldInput = builder.inputType('OutcomeFieldInput', {
  fields: (t) => ({
    source: t.string({ required: true, description: 'A CSV column, or a dotted path of JSON.' }),
    target: t.field({ type: OutcomeTargetEnum, required: true }),
    key: t.string({
      description: 'The name of an ATTRIBUTE, the key of a MEASURE; the source unless given.',
    }),
    unit: t.field({
      type: DurationUnitEnum,
      description: 'Of a duration, which is kept in seconds. Also of a MEASURE in seconds.',
    }),
    clock: t.field({
      type: OutcomeClockEnum,
      description: 'Of a duration: CALENDAR or BUSINESS.',
    }),
    scale: t.field({ type: CsatScaleEnum, description: 'Of CSAT.' }),
    knownAtOpening: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Of an ATTRIBUTE: it was known when the ticket was opened.',
    }),
    knownAtSource: t.string({
      description: 'Of an ATTRIBUTE: the field that says since when it was known.',
    }),
  }),
});
export const OutcomeMappingInput = builder.inputType('OutcomeMappingInput', {
  description: "Without a mapping the file is in Assay's own form.",
  fields: (t) => ({
    source: t.string({ description: 'Of all tickets, where no field is SOURCE.' }),
    durationsFromTimes: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'The time from OPENED_AT to RESOLVED_AT is the full resolution on the calendar clock.',
    }),
    fields: t.field({
      type: [OutcomeFieldInput],
      required: true,
      description:
        'Up to 500. Without OCCURRED_AT an event happened at the latest time that its row tells.',
    }),
  }),
});
/** A mapping as the rules know it. */
export const mappingOf = ({
  source,
  durationsFromTimes,
  fields,
}: typeof OutcomeMappingInput.$inferInput): OutcomeMapping => ({
  source: source ?? null,
  durationsFromTimes,
  fields: fields.map(
    (field): OutcomeField => ({
      ...{ source: field.source, target: field.target, key: field.key ?? null },
      unit: field.unit ?? null,
      clock: field.clock == null || field.clock === 'NONE' ? null : field.clock,
      scale: field.scale ?? null,
      knownAtOpening: field.knownAtOpening,
      knownAtSource: field.knownAtSource ?? null,
    }),
  ),
});
