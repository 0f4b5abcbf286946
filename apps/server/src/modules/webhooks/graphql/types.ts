import type { WebhookDelivery, WebhookEndpoint } from '@assay/db/tables/webhooks';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import * as deliveries from '../queries/deliveries.ts';
import * as endpoints from '../queries/endpoints.ts';
import { makesOwnSecret, webhookPath } from '../rules/endpoint.ts';
import { bodyDays } from '../rules/retention.ts';

export const TicketSystemEnum = builder.enumType('TicketSystem', {
  description: 'GENERIC is whatever signs its events by Standard Webhooks 1.0.',
  values: ['ZENDESK', 'INTERCOM', 'FRESHDESK', 'GENERIC'] as const,
});
const DeliveryStateEnum = builder.enumType('WebhookDeliveryState', {
  description:
    'RECEIVED waits to have its effect, for the first time or once more. APPLIED had it. IGNORED tells nothing of an outcome. FAILED could not be understood, or failed too often.',
  values: ['RECEIVED', 'APPLIED', 'IGNORED', 'FAILED'] as const,
});

const countOf = (state: WebhookDelivery['state']) => (counts: endpoints.DeliveryCounts) =>
  counts.byState.get(state) ?? 0;
const DeliveryCountsType = builder
  .objectRef<endpoints.DeliveryCounts>('WebhookDeliveryCounts')
  .implement({
    description: `What became of the latest ${endpoints.countedDeliveries} events of an endpoint.`,
    fields: (t) => ({
      received: t.int({ description: 'Waiting.', resolve: countOf('RECEIVED') }),
      applied: t.int({ resolve: countOf('APPLIED') }),
      ignored: t.int({ resolve: countOf('IGNORED') }),
      failed: t.int({ resolve: countOf('FAILED') }),
    }),
  });

export const WebhookEndpointType = builder.objectRef<WebhookEndpoint>('WebhookEndpoint');
const WebhookDeliveryType = builder.objectRef<deliveries.ShownDelivery>('WebhookDelivery');

export { WebhookDeliveryType };

WebhookDeliveryType.implement({
  description: 'An event of a ticket system, kept as it came.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('WebhookDelivery', id) }),
    endpoint: t.field({
      type: WebhookEndpointType,
      resolve: ({ endpointId }, _args, ctx) =>
        present(ctx.load(endpoints.loadWebhookEndpoints, endpointId)),
    }),
    eventId: t.exposeString('eventId', {
      description: 'As its system names it, or a hash of what came: it counts once.',
    }),
    state: t.expose('state', { type: DeliveryStateEnum }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'Why it was ignored, failed, or is tried again.',
    }),
    attempts: t.exposeInt('attempts'),
    receivedAt: t.expose('receivedAt', { type: 'DateTime' }),
    nextAttemptAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Null once it is settled.',
      resolve: ({ state, nextAttemptAt }) => (state === 'RECEIVED' ? nextAttemptAt : null),
    }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
    body: t.exposeString('body', {
      description: `The first ${deliveries.shownBodyMax} characters of what came; empty once it is not kept any more, ${bodyDays.settled} days after it was settled, of a failed one ${bodyDays.failed}.`,
    }),
  }),
});
nodeBy('WebhookDelivery', (ctx, id) => deliveries.findDelivery(ctx, { id }));

const WebhookDeliveryConnection = builder.connectionObject(
  { type: WebhookDeliveryType, name: 'WebhookDeliveryConnection' },
  { name: 'WebhookDeliveryEdge' },
);

WebhookEndpointType.implement({
  description: 'An address to which a ticket system sends its events.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('WebhookEndpoint', id) }),
    kind: t.expose('kind', { type: TicketSystemEnum }),
    name: t.exposeString('name'),
    source: t.exposeString('source', { description: 'What its tickets are filed under.' }),
    path: t.string({
      description: 'The path on this server to which events are sent by POST.',
      resolve: ({ id }) => webhookPath(id),
    }),
    hasSecret: t.boolean({
      description: 'False until the secret that Zendesk or Intercom made was pasted.',
      resolve: ({ sealedSecret }) => sealedSecret !== '',
    }),
    takesGivenSecret: t.boolean({
      description: 'True where the ticket system makes the secret, and people paste it here.',
      resolve: ({ kind }) => makesOwnSecret(kind),
    }),
    previousSecretUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until then the secret before the last rotation counts too.',
      resolve: ({ previousUntil }, _args, ctx) =>
        previousUntil !== null && previousUntil > ctx.services.clock() ? previousUntil : null,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    rejected: t.exposeInt('rejected', {
      description: 'Requests that were refused: no signature, a wrong one, or too old.',
    }),
    lastRejectedAt: t.expose('lastRejectedAt', { type: 'DateTime', nullable: true }),
    lastRejection: t.exposeString('lastRejection', {
      nullable: true,
      description: 'Why the last of them was refused.',
    }),
    lastReceivedAt: t.field({
      type: 'DateTime',
      nullable: true,
      resolve: async ({ id }, _args, ctx) =>
        (await ctx.load(endpoints.loadDeliveryCounts, id))?.lastReceivedAt ?? null,
    }),
    deliveryCounts: t.field({
      type: DeliveryCountsType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(endpoints.loadDeliveryCounts, id)),
    }),
    deliveries: t.connection(
      {
        type: WebhookDeliveryType,
        args: { states: t.arg({ type: [DeliveryStateEnum] }) },
        resolve: ({ id }, { states, ...page }, ctx) =>
          deliveries.listDeliveriesOf(ctx, id, page, states ?? null),
      },
      WebhookDeliveryConnection,
    ),
  }),
});
nodeBy('WebhookEndpoint', (ctx, id) => endpoints.findWebhookEndpoint(ctx, { id }));

builder.queryFields((t) => ({
  webhookEndpoints: t.field({
    type: [WebhookEndpointType],
    description: `Newest first, disabled ones included; at most ${endpoints.endpointsMax}.`,
    resolve: (_root, _args, ctx) => endpoints.listWebhookEndpoints(ctx, {}),
  }),
  webhookEndpoint: t.field({
    type: WebhookEndpointType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) =>
      endpoints.findWebhookEndpoint(ctx, { id: idOf('WebhookEndpoint', id) }),
  }),
  webhookDeliveries: t.connection(
    {
      type: WebhookDeliveryType,
      description: 'Events of one endpoint or of all, newest first.',
      args: { webhookEndpointId: t.arg.id(), states: t.arg({ type: [DeliveryStateEnum] }) },
      resolve: (_root, { webhookEndpointId, states, ...page }, ctx) =>
        deliveries.listDeliveries(ctx, {
          ...page,
          webhookEndpointId:
            webhookEndpointId == null ? null : idOf('WebhookEndpoint', webhookEndpointId),
          states: states ?? null,
        }),
    },
    WebhookDeliveryConnection,
  ),
}));
