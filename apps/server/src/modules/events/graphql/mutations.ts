import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { previousHoursMax } from '../../../secrets.ts';
import { newStandardSecret } from '../../../standard-webhooks.ts';
import { replayEventDelivery, sendTestEvent } from '../commands/deliveries.ts';
import * as commands from '../commands/subscriptions.ts';
import { loadEventDeliveries } from '../queries/deliveries.ts';
import { loadEventSubscriptions } from '../queries/subscriptions.ts';
import { enabledMax } from '../rules/subscription.ts';
import { EventDeliveryType, EventSubscriptionType, EventTypeEnum } from './types.ts';

interface Made {
  readonly id: string;
}
const subscriptionPayload = (name: string) =>
  builder.objectRef<Made>(name).implement({
    fields: (t) => ({
      eventSubscription: t.field({
        type: EventSubscriptionType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadEventSubscriptions, id)),
      }),
    }),
  });

const projectField = { description: 'Leave it out for events of every project.' };
const urlField = {
  required: true,
  description: 'https, port 443 and a public host, with its path; or what the operator allows.',
} as const;

const CreatePayload = builder
  .objectRef<Made & { secret: string | null; replayed: boolean }>('CreateEventSubscriptionPayload')
  .implement({
    fields: (t) => ({
      eventSubscription: t.field({
        type: EventSubscriptionType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadEventSubscriptions, id)),
      }),
      secret: t.exposeString('secret', {
        nullable: true,
        description: 'By which events are signed, given once: it cannot be read again.',
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const CreateInput = builder.inputType('CreateEventSubscriptionInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    name: t.string({ required: true }),
    url: t.string(urlField),
    types: t.field({ type: [EventTypeEnum], required: true }),
    projectId: t.id(projectField),
  }),
});

const UpdatePayload = subscriptionPayload('UpdateEventSubscriptionPayload');
const UpdateInput = builder.inputType('UpdateEventSubscriptionInput', {
  fields: (t) => ({
    eventSubscriptionId: t.id({ required: true }),
    name: t.string({ required: true }),
    url: t.string(urlField),
    types: t.field({ type: [EventTypeEnum], required: true }),
    projectId: t.id(projectField),
  }),
});

const RotatePayload = builder
  .objectRef<Made & { secret: string }>('RotateEventSecretPayload')
  .implement({
    fields: (t) => ({
      eventSubscription: t.field({
        type: EventSubscriptionType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadEventSubscriptions, id)),
      }),
      secret: t.exposeString('secret', {
        description: 'The new secret, given once: it cannot be read again.',
      }),
    }),
  });
const RotateInput = builder.inputType('RotateEventSecretInput', {
  fields: (t) => ({
    eventSubscriptionId: t.id({ required: true }),
    keepPreviousHours: t.int({
      required: true,
      defaultValue: 24,
      description: `How long the secret before signs beside the new one, 0 to ${previousHoursMax}.`,
    }),
  }),
});

const chosenInput = (name: string) =>
  builder.inputType(name, { fields: (t) => ({ eventSubscriptionId: t.id({ required: true }) }) });
const DisablePayload = subscriptionPayload('DisableEventSubscriptionPayload');
const DisableInput = chosenInput('DisableEventSubscriptionInput');
const EnablePayload = subscriptionPayload('EnableEventSubscriptionPayload');
const EnableInput = chosenInput('EnableEventSubscriptionInput');

const TestPayload = builder
  .objectRef<Made & { replayed: boolean }>('SendTestEventPayload')
  .implement({
    fields: (t) => ({
      eventDelivery: t.field({
        type: EventDeliveryType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadEventDeliveries, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const TestInput = builder.inputType('SendTestEventInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    eventSubscriptionId: t.id({ required: true }),
  }),
});
const ReplayPayload = builder.objectRef<Made>('ReplayEventDeliveryPayload').implement({
  fields: (t) => ({
    eventDelivery: t.field({
      type: EventDeliveryType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadEventDeliveries, id)),
    }),
  }),
});
const ReplayInput = builder.inputType('ReplayEventDeliveryInput', {
  fields: (t) => ({ eventDeliveryId: t.id({ required: true }) }),
});

const subscriptionOf = (id: string) => idOf('EventSubscription', id);
const projectOf = (id: string | null | undefined) => (id == null ? null : idOf('Project', id));

builder.mutationFields((t) => ({
  createEventSubscription: t.field({
    type: CreatePayload,
    description: `Has a system of yours told of events from now on. At most ${enabledMax} are enabled at a time.`,
    errors: {},
    args: { input: t.arg({ type: CreateInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const { make, shown } = making();
      const projectId = projectOf(input.projectId);
      const done = await commands.createEventSubscription(ctx, { ...input, projectId, make });
      return { ...done, secret: done.replayed ? null : shown() };
    },
  }),
  updateEventSubscription: t.field({
    type: UpdatePayload,
    description: 'Sets all of these anew. What waits goes to the new address, too.',
    errors: {},
    args: { input: t.arg({ type: UpdateInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.updateEventSubscription(ctx, {
        ...input,
        eventSubscriptionId: subscriptionOf(input.eventSubscriptionId),
        projectId: projectOf(input.projectId),
      }),
  }),
  rotateEventSecret: t.field({
    type: RotatePayload,
    errors: {},
    args: { input: t.arg({ type: RotateInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const { make, shown } = making();
      const eventSubscriptionId = subscriptionOf(input.eventSubscriptionId);
      const { id } = await commands.rotateEventSecret(ctx, { ...input, eventSubscriptionId, make });
      return { id, secret: shown() };
    },
  }),
  disableEventSubscription: t.field({
    type: DisablePayload,
    description: 'Sends nothing more until it is enabled. What waits has failed.',
    errors: {},
    args: { input: t.arg({ type: DisableInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.disableEventSubscription(ctx, {
        eventSubscriptionId: subscriptionOf(input.eventSubscriptionId),
      }),
  }),
  enableEventSubscription: t.field({
    type: EnablePayload,
    description: 'Tells of what happens from now on. What happened meanwhile is not told.',
    errors: {},
    args: { input: t.arg({ type: EnableInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.enableEventSubscription(ctx, {
        eventSubscriptionId: subscriptionOf(input.eventSubscriptionId),
      }),
  }),
  sendTestEvent: t.field({
    type: TestPayload,
    description:
      'Sends an event of the type `assay.test`. Read the delivery to see what came of it.',
    errors: {},
    args: { input: t.arg({ type: TestInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      sendTestEvent(ctx, {
        ...input,
        eventSubscriptionId: subscriptionOf(input.eventSubscriptionId),
      }),
  }),
  replayEventDelivery: t.field({
    type: ReplayPayload,
    description: 'Sends a settled event once more, under the id it had. CONFLICT where it waits.',
    errors: {},
    args: { input: t.arg({ type: ReplayInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      replayEventDelivery(ctx, {
        eventDeliveryId: idOf('EventDelivery', input.eventDeliveryId),
      }),
  }),
}));

/** Makes a secret where one is asked for, and remembers it for the one answer that shows it. */
function making() {
  let made = '';
  const make = (): string => {
    made = newStandardSecret();
    return made;
  };
  return { make, shown: () => made };
}
