import type { Stored } from '@assay/db/select-rows';
import type {
  OutcomeEvent,
  Ticket,
  TicketAttribute,
  TicketOutcome,
} from '@assay/db/tables/tickets';
import type { Context } from '../../../context.ts';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { requireNotBlind, TaskType } from '../../tasks/graphql/types.ts';
import { loadTasks } from '../../tasks/queries/tasks.ts';
import * as matches from '../queries/matches.ts';
import { loadMeasures } from '../queries/measures.ts';
import { loadOutcomes } from '../queries/states.ts';
import * as queries from '../queries/tickets.ts';
import { csatScales, csatState } from '../rules/csat.ts';
import {
  CsatScaleEnum,
  CsatStateEnum,
  MatchRuleEnum,
  OutcomeOriginEnum,
  ResolutionKindEnum,
  TicketMatchStateEnum,
  TicketResolutionEnum,
} from './enums.ts';
import { OutcomeMeasureType } from './measures.ts';

export const TicketType = builder.objectRef<Ticket>('Ticket');
const TicketOutcomeType = builder.objectRef<Stored<TicketOutcome>>('TicketOutcome');
const OutcomeEventType = builder.objectRef<OutcomeEvent>('OutcomeEvent');
const TicketMatchType = builder.objectRef<matches.Match>('TicketMatch');

const CsatType = builder
  .objectRef<{ raw: number; scale: string; normalised: number | null }>('Csat')
  .implement({
    description: 'An answer to the question how satisfied a customer was.',
    fields: (t) => ({
      raw: t.exposeFloat('raw', { description: 'As the source gave it.' }),
      scale: t.field({
        type: CsatScaleEnum,
        nullable: true,
        resolve: ({ scale }) => csatScales.find((name) => name === scale) ?? null,
      }),
      normalised: t.exposeFloat('normalised', { nullable: true, description: 'In [0, 1].' }),
    }),
  });
const TicketAttributeType = builder
  .objectRef<TicketAttribute & { key: string }>('TicketAttribute')
  .implement({
    fields: (t) => ({
      key: t.exposeString('key'),
      value: t.exposeString('value'),
      knownAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'Since when it was known; what came after an answer is no confounder of it.',
        resolve: ({ knownAt }) => (knownAt === null ? null : new Date(knownAt)),
      }),
    }),
  });
const OutcomeValueType = builder.objectRef<queries.MeasuredValue>('OutcomeValue').implement({
  fields: (t) => ({
    measure: t.field({
      type: OutcomeMeasureType,
      resolve: ({ measureId }, _args, ctx) => present(ctx.load(loadMeasures, measureId)),
    }),
    value: t.exposeFloat('value', { description: 'Yes is 1, no is 0.' }),
  }),
});

TicketOutcomeType.implement({
  description:
    'What became of a ticket: of each field what the latest event says. Durations are seconds; the two clocks never mix.',
  fields: (t) => ({
    conversationId: t.exposeString('conversationId', { nullable: true }),
    openedAt: t.expose('openedAt', { type: 'DateTime', nullable: true }),
    respondedAt: t.expose('respondedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the judged answer was given.',
    }),
    resolved: t.exposeBoolean('resolved', {
      nullable: true,
      description: 'null where nobody has said.',
    }),
    resolutionKind: t.expose('resolutionKind', { type: ResolutionKindEnum, nullable: true }),
    resolvedAt: t.expose('resolvedAt', { type: 'DateTime', nullable: true }),
    escalatedAt: t.expose('escalatedAt', { type: 'DateTime', nullable: true }),
    abandonedAt: t.expose('abandonedAt', { type: 'DateTime', nullable: true }),
    reopenedAt: t.expose('reopenedAt', { type: 'DateTime', nullable: true }),
    reopens: t.exposeInt('reopens', { nullable: true }),
    firstResolutionCalendarSeconds: t.exposeFloat('firstResolutionCalendarSeconds', {
      nullable: true,
    }),
    firstResolutionBusinessSeconds: t.exposeFloat('firstResolutionBusinessSeconds', {
      nullable: true,
    }),
    fullResolutionCalendarSeconds: t.exposeFloat('fullResolutionCalendarSeconds', {
      nullable: true,
    }),
    fullResolutionBusinessSeconds: t.exposeFloat('fullResolutionBusinessSeconds', {
      nullable: true,
    }),
    csatState: t.field({ type: CsatStateEnum, resolve: (outcome) => csatState(outcome) }),
    csat: t.field({
      type: CsatType,
      nullable: true,
      resolve: ({ csatRaw, csatScale, csatNormalised }) =>
        csatRaw === null || csatScale === null
          ? null
          : { raw: csatRaw, scale: csatScale, normalised: csatNormalised },
    }),
    csatOfferedAt: t.expose('csatOfferedAt', { type: 'DateTime', nullable: true }),
    csatAnsweredAt: t.expose('csatAnsweredAt', { type: 'DateTime', nullable: true }),
    attributes: t.field({
      type: [TicketAttributeType],
      description: 'By key.',
      resolve: ({ attributes }) =>
        Object.entries(attributes)
          .map(([key, attribute]) => ({ key, ...attribute }))
          .sort((a, b) => (a.key < b.key ? -1 : 1)),
    }),
    measures: t.field({
      type: [OutcomeValueType],
      description: 'Values of declared measures, by key.',
      resolve: ({ ticketId }, _args, ctx) => present(ctx.load(queries.loadValues, ticketId)),
    }),
    lastEventAt: t.expose('lastEventAt', { type: 'DateTime' }),
    doubts: t.stringList({
      description: 'What cannot be right about it, in words: its parts came from different events.',
      resolve: (outcome) => queries.doubtsOf(outcome),
    }),
  }),
});
OutcomeEventType.implement({
  description: 'What a source told of a ticket at one time. Never changes.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('OutcomeEvent', id) }),
    eventId: t.exposeString('eventId', {
      description: "The source's own id, or one made of the content.",
    }),
    occurredAt: t.expose('occurredAt', { type: 'DateTime' }),
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    origin: t.expose('origin', { type: OutcomeOriginEnum }),
    patch: t.expose('patch', { type: 'JSON', description: 'The fields that it named.' }),
  }),
});
TicketMatchType.implement({
  description: 'The latest word on whether a task is about a ticket.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('TicketMatch', id) }),
    task: t.field({
      type: TaskType,
      resolve: ({ taskId }, _args, ctx) => present(ctx.load(loadTasks, taskId)),
    }),
    rule: t.expose('rule', { type: MatchRuleEnum }),
    stands: t.exposeBoolean('stands', { description: 'False where it was taken back.' }),
    matchedAt: t.expose('matchedAt', { type: 'DateTime' }),
    matchedBy: t.exposeString('matchedBy', { nullable: true, description: 'A person, by name.' }),
  }),
});

/** Those of the tickets that the viewer may look at. */
async function ticketsOf(ctx: Context, ids: readonly string[]): Promise<Ticket[]> {
  const found = await Promise.all(ids.map((id) => ctx.load(queries.loadTickets, id)));
  return found.filter((ticket) => ticket !== null);
}

const OutcomeEventConnection = builder.connectionObject(
  { type: OutcomeEventType, name: 'OutcomeEventConnection' },
  { name: 'OutcomeEventEdge' },
);
TicketType.implement({
  description:
    'A support ticket. Who may still judge a task that it is about, or revise a judgment of it, gets NOT_FOUND until openTicket gives that up.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Ticket', id) }),
    source: t.exposeString('source', { description: 'Where it comes from, such as `zendesk`.' }),
    externalId: t.exposeString('externalId'),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'First heard of.' }),
    outcome: t.field({
      type: TicketOutcomeType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadOutcomes, id)),
    }),
    events: t.connection(
      {
        type: OutcomeEventType,
        description: 'The last heard first.',
        resolve: ({ id }, args, ctx) => queries.listEvents(ctx, id, args, null),
      },
      OutcomeEventConnection,
    ),
    matches: t.field({
      type: [TicketMatchType],
      description: `Newest first, at most ${matches.matchesMax}.`,
      resolve: ({ id }, _args, ctx) => present(ctx.load(matches.loadMatchesOfTickets, id)),
    }),
    conflictsWith: t.field({
      type: [TicketType],
      description:
        'Tickets of other sources that are matched to the same task: no figure takes both for one.',
      resolve: async ({ id }, _args, ctx) =>
        ticketsOf(ctx, await present(ctx.load(matches.loadConflicts, id))),
    }),
  }),
});
nodeBy('Ticket', (ctx, id) => queries.findTicket(ctx, { id }));

const TicketFilter = builder.inputType('TicketFilter', {
  description: 'All that are given must hold.',
  fields: (t) => ({
    projectId: t.id({
      description:
        'Matched to a task of this project, unless `match` says other; those that are not are of the sources that it means.',
    }),
    match: t.field({ type: TicketMatchStateEnum }),
    source: t.string(),
    resolution: t.field({ type: TicketResolutionEnum }),
    csat: t.field({ type: CsatStateEnum }),
    search: t.string({ description: 'Part of an external id or a conversation id.' }),
  }),
});
const TicketConnection = builder.connectionObject(
  {
    type: TicketType,
    name: 'TicketConnection',
    fields: (t) => ({
      withheld: t.int({
        description:
          'How many more there are that you may not see, because you may still judge a task that they are about; counted to 10,000.',
        // only listTickets makes such connections
        resolve: (connection) => (connection as unknown as Withheld).withheld(),
      }),
    }),
  },
  { name: 'TicketEdge' },
);
interface Withheld {
  readonly withheld: () => Promise<number>;
}

builder.queryFields((t) => ({
  tickets: t.connection(
    {
      type: TicketType,
      args: { filter: t.arg({ type: TicketFilter }) },
      resolve: (_root, { filter, ...page }, ctx) =>
        queries.listTickets(ctx, {
          ...page,
          filter: filter && {
            ...filter,
            projectId: filter.projectId == null ? null : idOf('Project', filter.projectId),
          },
        }),
    },
    TicketConnection,
  ),
  ticket: t.field({
    type: TicketType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findTicket(ctx, { id: idOf('Ticket', id) }),
  }),
}));
builder.objectField(TaskType, 'tickets', (t) =>
  t.field({
    type: [TicketType],
    description: `What became of the conversation. NOT_FOUND while you may still judge the task; at most ${matches.matchesMax}.`,
    resolve: async ({ id }, _args, ctx) => {
      await queries.mayReadTickets(ctx, {});
      await requireNotBlind(ctx, id);
      return ticketsOf(ctx, await present(ctx.load(matches.loadTicketIdsOfTasks, id)));
    },
  }),
);
