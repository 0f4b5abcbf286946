import { builder } from '../../../graphql/builder.ts';
import { replayedField } from '../../../graphql/payload.ts';
import { globalId } from '../../../ids.ts';
import { inlineOutcomesMax, recordTicketOutcomes } from '../commands/record-outcomes.ts';
import { type RecordedOutcome, readRecorded } from '../queries/recorded.ts';
import type { OutcomeEvent, OutcomePatch, ToldMeasure, timeFields } from '../rules/event.ts';
import { CsatScaleEnum, OutcomeClockEnum, ResolutionKindEnum } from './enums.ts';

const CsatInput = builder.inputType('CsatInput', {
  fields: (t) => ({
    raw: t.float({ required: true, description: 'As the source gives it.' }),
    scale: t.field({ type: CsatScaleEnum, required: true }),
  }),
});
const TicketAttributeInput = builder.inputType('TicketAttributeInput', {
  fields: (t) => ({
    key: t.string({ required: true }),
    value: t.string({ required: true }),
    knownAt: t.field({
      type: 'DateTime',
      description:
        'Since when it was known. Only what was known before an answer may be adjusted for.',
    }),
  }),
});
const OutcomeValueInput = builder.inputType('OutcomeValueInput', {
  description: 'The value of a declared measure: a number, or yes or no.',
  fields: (t) => ({
    measure: t.string({ required: true, description: 'Its key.' }),
    number: t.float(),
    yes: t.boolean(),
    scale: t.string({ description: 'Refused unless it is the declared one.' }),
    clock: t.field({
      type: OutcomeClockEnum,
      description: 'Refused unless it is the declared one.',
    }),
  }),
});
const TicketOutcomeInput = builder.inputType('TicketOutcomeInput', {
  description:
    'What a source tells of a ticket at one time. What is left out stays as it was; null says that there is none any more. Of each field the latest event counts.',
  fields: (t) => ({
    source: t.string({ required: true, description: 'Where the ticket comes from.' }),
    externalId: t.string({ required: true, description: 'What that source calls it.' }),
    eventId: t.string({
      description: 'The same event sent twice has one effect. Made of the content unless given.',
    }),
    occurredAt: t.field({ type: 'DateTime', required: true }),
    conversationId: t.string(),
    openedAt: t.field({ type: 'DateTime' }),
    respondedAt: t.field({ type: 'DateTime', description: 'When the judged answer was given.' }),
    resolved: t.boolean(),
    resolutionKind: t.field({ type: ResolutionKindEnum }),
    resolvedAt: t.field({ type: 'DateTime' }),
    escalatedAt: t.field({ type: 'DateTime' }),
    abandonedAt: t.field({ type: 'DateTime' }),
    reopenedAt: t.field({ type: 'DateTime' }),
    reopens: t.int(),
    firstResolutionCalendarSeconds: t.float(),
    firstResolutionBusinessSeconds: t.float(),
    fullResolutionCalendarSeconds: t.float(),
    fullResolutionBusinessSeconds: t.float(),
    csat: t.field({ type: CsatInput }),
    csatOfferedAt: t.field({ type: 'DateTime' }),
    csatAnsweredAt: t.field({ type: 'DateTime' }),
    attributes: t.field({ type: [TicketAttributeInput], description: 'Up to 50.' }),
    measures: t.field({ type: [OutcomeValueInput], description: 'Up to 50.' }),
  }),
});
const RecordTicketOutcomesInput = builder.inputType('RecordTicketOutcomesInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    outcomes: t.field({
      type: [TicketOutcomeInput],
      required: true,
      description: `1 to ${inlineOutcomesMax}.`,
    }),
  }),
});

type TicketOutcomeInput = typeof TicketOutcomeInput.$inferInput;

function eventOf(input: TicketOutcomeInput): OutcomeEvent {
  const { source, externalId, eventId, occurredAt, attributes, measures, ...fields } = input;
  const patch: OutcomePatch = {
    ...fields,
    ...timesOf(fields),
    ...(attributes != null && {
      attributes: Object.fromEntries(
        attributes.map(({ key, value, knownAt }) => [
          key,
          { value, knownAt: knownAt?.toISOString() ?? null },
        ]),
      ),
    }),
    ...(measures != null && {
      measures: Object.fromEntries(measures.map((value) => [value.measure, told(value)])),
    }),
  };
  return { source, externalId, eventId: eventId ?? undefined, occurredAt, patch };
}

type Times = Pick<TicketOutcomeInput, (typeof timeFields)[number]>;

/** Times as an event has them. */
function timesOf(fields: Times) {
  const text = (time: Date | null | undefined) => (time == null ? time : time.toISOString());
  return {
    openedAt: text(fields.openedAt),
    respondedAt: text(fields.respondedAt),
    resolvedAt: text(fields.resolvedAt),
    escalatedAt: text(fields.escalatedAt),
    abandonedAt: text(fields.abandonedAt),
    reopenedAt: text(fields.reopenedAt),
    csatOfferedAt: text(fields.csatOfferedAt),
    csatAnsweredAt: text(fields.csatAnsweredAt),
  };
}

/** What is neither or both of a number and a yes or no is refused as no number. */
function told({ number, yes, scale, clock }: typeof OutcomeValueInput.$inferInput): ToldMeasure {
  const value = (yes == null ? number : number == null ? yes : null) ?? Number.NaN;
  return { value, scale: scale ?? undefined, clock: clock ?? undefined };
}

const RecordedOutcomeType = builder.objectRef<RecordedOutcome>('RecordedOutcome').implement({
  description: 'What became of one event that was sent.',
  fields: (t) => ({
    index: t.exposeInt('index', { description: 'Its place in what was sent, from 0.' }),
    ticketId: t.id({
      nullable: true,
      description: 'null where it was refused.',
      resolve: ({ ticketId }) => (ticketId === null ? null : globalId('Ticket', ticketId)),
    }),
    isNew: t.exposeBoolean('isNew', {
      description: 'False where it was told before, or refused.',
    }),
    field: t.string({
      nullable: true,
      description: 'What is wrong, where it was refused.',
      resolve: ({ problem }) => problem?.field ?? null,
    }),
    problem: t.string({
      nullable: true,
      description: 'Why it was refused, for a person.',
      resolve: ({ problem }) => problem?.message ?? null,
    }),
  }),
});

interface Recorded {
  readonly replayed: boolean;
  readonly results: readonly RecordedOutcome[];
}
const RecordTicketOutcomesPayload = builder
  .objectRef<Recorded>('RecordTicketOutcomesPayload')
  .implement({
    fields: (t) => ({
      results: t.field({
        type: [RecordedOutcomeType],
        description: 'One for each event, in the order sent.',
        resolve: ({ results }) => [...results],
      }),
      recorded: t.int({
        description: 'How many were new.',
        resolve: ({ results }) => results.filter(({ isNew }) => isNew).length,
      }),
      refused: t.int({
        resolve: ({ results }) => results.filter(({ problem }) => problem !== null).length,
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });

builder.mutationField('recordTicketOutcomes', (t) =>
  t.field({
    type: RecordTicketOutcomesPayload,
    description:
      'Records what became of tickets. Good events are recorded even where others are refused; `results` says of each. The same event again has no second effect.',
    errors: {},
    args: { input: t.arg({ type: RecordTicketOutcomesInput, required: true }) },
    resolve: async (_root, { input: { idempotencyKey, ...input } }, ctx) => {
      const outcomes = input.outcomes.map(eventOf);
      const { id, replayed } = await recordTicketOutcomes(ctx, { idempotencyKey, outcomes });
      return { replayed, results: await readRecorded(ctx, { originId: id, outcomes }) };
    },
  }),
);
