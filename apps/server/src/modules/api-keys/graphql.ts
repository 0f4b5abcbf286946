import type { ApiKey } from '@assay/db/tables/members';
import { apiScopes } from '../../auth/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { present, replayedField } from '../../graphql/payload.ts';
import { globalId, idOf } from '../../ids.ts';
import { OneTimeSecret } from '../../secrets.ts';
import * as commands from './commands.ts';
import * as queries from './queries.ts';

const ApiScopeEnum = builder.enumType('ApiScope', {
  description: 'What an API key may do.',
  values: apiScopes,
});

const ApiKeyType = builder.objectRef<ApiKey>('ApiKey').implement({
  description: "A program's credential.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('ApiKey', id) }),
    name: t.exposeString('name'),
    prefix: t.exposeString('prefix', { description: 'How the secret begins.' }),
    scopes: t.field({
      type: [ApiScopeEnum],
      resolve: (key) => apiScopes.filter((s) => key.scopes.includes(s)),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'To the minute; null for a key that was never used.',
    }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
  }),
});

nodeBy('ApiKey', async (ctx, id) => {
  const keys = await queries.listApiKeys(ctx, {});
  return keys.find((key) => key.id === id) ?? null;
});

builder.queryField('apiKeys', (t) =>
  t.field({
    type: [ApiKeyType],
    description: 'Newest first, revoked ones included; at most 1,000.',
    resolve: (_root, _args, ctx) => queries.listApiKeys(ctx, {}),
  }),
);

const CreateApiKeyPayload = builder
  .objectRef<{ id: string; secret: string | null; replayed: boolean }>('CreateApiKeyPayload')
  .implement({
    description: 'secret is given once and cannot be read again.',
    fields: (t) => ({
      apiKey: t.field({
        type: ApiKeyType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadApiKeys, id)),
      }),
      secret: t.exposeString('secret', { nullable: true }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const CreateApiKeyInput = builder.inputType('CreateApiKeyInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    name: t.string({ required: true }),
    scopes: t.field({ type: [ApiScopeEnum], required: true }),
    expiresInDays: t.int({ required: true, defaultValue: 90, description: '1 to 365.' }),
  }),
});
const RevokeApiKeyPayload = builder.objectRef<{ id: string }>('RevokeApiKeyPayload').implement({
  fields: (t) => ({
    apiKey: t.field({
      type: ApiKeyType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadApiKeys, id)),
    }),
  }),
});
const RevokeApiKeyInput = builder.inputType('RevokeApiKeyInput', {
  fields: (t) => ({ apiKeyId: t.id({ required: true }) }),
});
builder.mutationFields((t) => ({
  createApiKey: t.field({
    type: CreateApiKeyPayload,
    errors: {},
    args: { input: t.arg({ type: CreateApiKeyInput, required: true }) },
    resolve: async (_root, { input }, ctx) => {
      const secret = new OneTimeSecret('assay_', 32);
      const { id, replayed } = await commands.createApiKey(ctx, {
        ...input,
        secret,
      });
      return { id, secret: replayed ? null : secret.value, replayed };
    },
  }),
  revokeApiKey: t.field({
    type: RevokeApiKeyPayload,
    description: 'Ends a key with the next request that uses it.',
    errors: {},
    args: { input: t.arg({ type: RevokeApiKeyInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.revokeApiKey(ctx, { apiKeyId: idOf('ApiKey', input.apiKeyId) }),
  }),
}));
