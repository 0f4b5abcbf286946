import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { GivenSecret, previousHoursMax } from '../../../secrets.ts';
import {
  createWebhookEndpoint,
  disableWebhookEndpoint,
  rotateWebhookSecret,
} from '../commands/endpoints.ts';
import { replayWebhookDelivery } from '../commands/replay.ts';
import { loadDeliveries } from '../queries/deliveries.ts';
import { loadWebhookEndpoints } from '../queries/endpoints.ts';
import { newSecret } from '../rules/endpoint.ts';
import type { WebhookKind } from '../rules/signatures.ts';
import { TicketSystemEnum, WebhookDeliveryType, WebhookEndpointType } from './types.ts';

interface Secret {
  readonly id: string;
  readonly secret: string | null;
}
const secretField = {
  nullable: true,
  description:
    'The secret that Assay made, given once: it cannot be read again. Null where the ticket system makes its own.',
} as const;

const CreateWebhookEndpointPayload = builder
  .objectRef<Secret & { replayed: boolean }>('CreateWebhookEndpointPayload')
  .implement({
    fields: (t) => ({
      webhookEndpoint: t.field({
        type: WebhookEndpointType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadWebhookEndpoints, id)),
      }),
      secret: t.exposeString('secret', secretField),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const CreateWebhookEndpointInput = builder.inputType('CreateWebhookEndpointInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    kind: t.field({ type: TicketSystemEnum, required: true }),
    name: t.string({ required: true }),
    source: t.string({
      required: true,
      description:
        'What its tickets are filed under, such as `zendesk`; the same for imports of them.',
    }),
    secret: t.string({
      description:
        'Zendesk and Intercom only: the secret they made. It can be set later by `rotateWebhookSecret`; until then nothing is taken.',
    }),
  }),
});

const RotateWebhookSecretPayload = builder
  .objectRef<Secret>('RotateWebhookSecretPayload')
  .implement({
    fields: (t) => ({
      webhookEndpoint: t.field({
        type: WebhookEndpointType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadWebhookEndpoints, id)),
      }),
      secret: t.exposeString('secret', secretField),
    }),
  });
const RotateWebhookSecretInput = builder.inputType('RotateWebhookSecretInput', {
  fields: (t) => ({
    webhookEndpointId: t.id({ required: true }),
    secret: t.string({ description: 'Zendesk and Intercom only, and needed there.' }),
    keepPreviousHours: t.int({
      required: true,
      defaultValue: 24,
      description: `How long the secret before still counts, 0 to ${previousHoursMax}.`,
    }),
  }),
});

const DisableWebhookEndpointPayload = builder
  .objectRef<{ id: string }>('DisableWebhookEndpointPayload')
  .implement({
    fields: (t) => ({
      webhookEndpoint: t.field({
        type: WebhookEndpointType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadWebhookEndpoints, id)),
      }),
    }),
  });
const DisableWebhookEndpointInput = builder.inputType('DisableWebhookEndpointInput', {
  fields: (t) => ({ webhookEndpointId: t.id({ required: true }) }),
});

const ReplayWebhookDeliveryPayload = builder
  .objectRef<{ id: string }>('ReplayWebhookDeliveryPayload')
  .implement({
    fields: (t) => ({
      webhookDelivery: t.field({
        type: WebhookDeliveryType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadDeliveries, id)),
      }),
    }),
  });
const ReplayWebhookDeliveryInput = builder.inputType('ReplayWebhookDeliveryInput', {
  fields: (t) => ({ webhookDeliveryId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  createWebhookEndpoint: t.field({
    type: CreateWebhookEndpointPayload,
    errors: {},
    args: { input: t.arg({ type: CreateWebhookEndpointInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const { secret: given, ...rest } = input;
      const { make, shown } = making();
      const done = await createWebhookEndpoint(ctx, {
        ...rest,
        given: given == null ? null : new GivenSecret(given, ctx.services.secret),
        make: () => make(input.kind),
      });
      return { ...done, secret: done.replayed ? null : shown() };
    },
  }),
  rotateWebhookSecret: t.field({
    type: RotateWebhookSecretPayload,
    errors: {},
    args: { input: t.arg({ type: RotateWebhookSecretInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const { secret: given, keepPreviousHours } = input;
      const { make, shown } = making();
      const { id } = await rotateWebhookSecret(ctx, {
        webhookEndpointId: idOf('WebhookEndpoint', input.webhookEndpointId),
        keepPreviousHours,
        given: given == null ? null : new GivenSecret(given, ctx.services.secret),
        make,
      });
      return { id, secret: shown() };
    },
  }),
  disableWebhookEndpoint: t.field({
    type: DisableWebhookEndpointPayload,
    description: 'Takes nothing more, for good. What has come still has its effect.',
    errors: {},
    args: { input: t.arg({ type: DisableWebhookEndpointInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      disableWebhookEndpoint(ctx, {
        webhookEndpointId: idOf('WebhookEndpoint', input.webhookEndpointId),
      }),
  }),
  replayWebhookDelivery: t.field({
    type: ReplayWebhookDeliveryPayload,
    description:
      'Has a settled event read again. What it has told already has no second effect; CONFLICT where it is waiting.',
    errors: {},
    args: { input: t.arg({ type: ReplayWebhookDeliveryInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      replayWebhookDelivery(ctx, {
        webhookDeliveryId: idOf('WebhookDelivery', input.webhookDeliveryId),
      }),
  }),
}));

/** Makes a secret where one is asked for, and remembers it for the one answer that shows it. */
function making() {
  let made: string | null = null;
  const make = (kind: WebhookKind): string => {
    made = newSecret(kind);
    return made;
  };
  return { make, shown: () => made };
}
