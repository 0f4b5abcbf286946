import type { EventDelivery, EventSubscription } from '@assay/db/tables/events';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import * as deliveries from '../queries/deliveries.ts';
import * as subscriptions from '../queries/subscriptions.ts';
import { type EventType, eventTypes } from '../rules/event.ts';
import { bodyDays } from '../rules/retention.ts';
import { attemptsMax } from '../rules/schedule.ts';

const typeValues = Object.fromEntries(
  eventTypes.map((value) => [value.replace('.', '_').toUpperCase(), { value }]),
);
export const EventTypeEnum = builder.enumType('EventType', {
  description:
    'What other systems can be told of; as it is sent it is `kpi_run.completed` and so on.',
  values: typeValues,
});
const SubscriptionEndEnum = builder.enumType('EventSubscriptionEnd', {
  description:
    'PERSON: somebody disabled it. GONE: the receiver answered 410. FAILING: it took nothing for five days.',
  values: ['PERSON', 'GONE', 'FAILING'] as const,
});
const DeliveryStateEnum = builder.enumType('EventDeliveryState', {
  description: `PENDING waits for its first attempt or the next one. DELIVERED was taken. FAILED was not, in ${attemptsMax} attempts, or its subscription was disabled.`,
  values: ['PENDING', 'DELIVERED', 'FAILED'] as const,
});

export const EventSubscriptionType = builder.objectRef<EventSubscription>('EventSubscription');
export const EventDeliveryType = builder.objectRef<EventDelivery>('EventDelivery');

EventDeliveryType.implement({
  description:
    'One event for one subscription. It is sent at least once, always under the same id.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('EventDelivery', id) }),
    subscription: t.field({
      type: EventSubscriptionType,
      resolve: ({ subscriptionId }, _args, ctx) =>
        present(ctx.load(subscriptions.loadEventSubscriptions, subscriptionId)),
    }),
    eventId: t.exposeString('eventId', {
      description: 'What the header `webhook-id` says: a receiver that has it may leave the event.',
    }),
    type: t.exposeString('type', {
      description: 'As it is sent, such as `kpi_run.completed`; `assay.test` of a test.',
    }),
    body: t.exposeString('body', {
      description: `As it is sent; empty once it is not kept any more, ${bodyDays} days after it was settled.`,
    }),
    state: t.expose('state', { type: DeliveryStateEnum }),
    attempts: t.exposeInt('attempts'),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null once it is settled.',
      resolve: ({ state, nextAttemptAt }) => (state === 'PENDING' ? nextAttemptAt : null),
    }),
    lastStatus: t.exposeInt('lastStatus', {
      nullable: true,
      description: 'The status of the last answer; null where none came.',
    }),
    lastProblem: t.exposeString('lastProblem', {
      nullable: true,
      description: 'Why the last attempt failed.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
  }),
});
nodeBy('EventDelivery', (ctx, id) => deliveries.findEventDelivery(ctx, { id }));

const EventDeliveryConnection = builder.connectionObject(
  { type: EventDeliveryType, name: 'EventDeliveryConnection' },
  { name: 'EventDeliveryEdge' },
);

EventSubscriptionType.implement({
  description: 'A system of yours that is told of events, by Standard Webhooks 1.0.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('EventSubscription', id) }),
    name: t.exposeString('name'),
    url: t.exposeString('url', { description: 'Where events are sent by POST.' }),
    types: t.field({
      type: [EventTypeEnum],
      // only ever written from this very list
      resolve: ({ types }) => types as EventType[],
    }),
    project: t.field({
      type: ProjectType,
      nullable: true,
      description: 'Null for events of every project.',
      resolve: ({ projectId }, _args, ctx) =>
        projectId === null ? null : present(ctx.load(loadProjects, projectId)),
    }),
    previousSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until then the secret before the last rotation signs, too.',
      resolve: ({ previousUntil }, _args, ctx) =>
        previousUntil !== null && previousUntil > ctx.services.clock() ? previousUntil : null,
    }),
    failingSince: t.expose('failingSince', {
      type: 'DateTime',
      nullable: true,
      description: 'The first attempt that failed since one went well; null while none has.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    disabledBecause: t.expose('disabledBecause', { type: SubscriptionEndEnum, nullable: true }),
    deliveries: t.connection(
      {
        type: EventDeliveryType,
        description: 'Events, newest first.',
        args: { states: t.arg({ type: [DeliveryStateEnum] }) },
        resolve: ({ id }, { states, ...page }, ctx) =>
          deliveries.listEventDeliveriesOf(ctx, id, page, states ?? null),
      },
      EventDeliveryConnection,
    ),
  }),
});
nodeBy('EventSubscription', (ctx, id) => subscriptions.findEventSubscription(ctx, { id }));

builder.queryFields((t) => ({
  eventSubscriptions: t.field({
    type: [EventSubscriptionType],
    description: `Enabled ones first, then the newest; at most ${subscriptions.listedMax}.`,
    resolve: (_root, _args, ctx) => subscriptions.listEventSubscriptions(ctx, {}),
  }),
  eventSubscription: t.field({
    type: EventSubscriptionType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) =>
      subscriptions.findEventSubscription(ctx, { id: idOf('EventSubscription', id) }),
  }),
  eventDeliveries: t.connection(
    {
      type: EventDeliveryType,
      description: 'Events of one subscription or of all, newest first.',
      args: { eventSubscriptionId: t.arg.id(), states: t.arg({ type: [DeliveryStateEnum] }) },
      resolve: (_root, { eventSubscriptionId, states, ...page }, ctx) =>
        deliveries.listEventDeliveries(ctx, {
          ...page,
          eventSubscriptionId:
            eventSubscriptionId == null ? null : idOf('EventSubscription', eventSubscriptionId),
          states: states ?? null,
        }),
    },
    EventDeliveryConnection,
  ),
}));
