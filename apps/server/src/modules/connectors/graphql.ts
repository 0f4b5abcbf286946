import type { Backfill, Connector } from '@assay/db/tables/connectors';
import { builder } from '../../graphql/builder.ts';
import { nodeBy } from '../../graphql/node.ts';
import { present, replayedField } from '../../graphql/payload.ts';
import { globalId, idOf } from '../../ids.ts';
import { GivenSecret } from '../../secrets.ts';
import { JobType } from '../jobs/graphql.ts';
import { loadJobs } from '../jobs/queries.ts';
import { TicketSystemEnum } from '../webhooks/graphql/types.ts';
import {
  createConnector,
  disableConnector,
  enableConnector,
  replaceConnectorCredential,
} from './commands/connectors.ts';
import { startBackfill } from './commands/start-backfill.ts';
import * as queries from './queries/connectors.ts';

const ConnectorType = builder.objectRef<Connector>('Connector');

const BackfillType = builder.objectRef<Backfill>('Backfill').implement({
  description: 'One reading of the tickets that changed since a time. Its `job` can be cancelled.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Backfill', id) }),
    connector: t.field({
      type: ConnectorType,
      resolve: ({ connectorId }, _args, ctx) =>
        present(ctx.load(queries.loadConnectors, connectorId)),
    }),
    job: t.field({
      type: JobType,
      resolve: ({ jobId }, _args, ctx) => present(ctx.load(loadJobs, jobId)),
    }),
    since: t.expose('since', { type: 'DateTime' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    pagesRead: t.exposeInt('pagesRead'),
    ticketsRead: t.exposeInt('ticketsRead'),
    eventsRecorded: t.exposeInt('eventsRecorded', {
      description: 'News that was not known yet.',
    }),
    ticketsFailed: t.exposeInt('ticketsFailed', {
      description: 'Tickets and ratings that could not be understood.',
    }),
    lastProblem: t.exposeString('lastProblem', {
      nullable: true,
      description: 'Why the last of them could not.',
    }),
  }),
});
nodeBy('Backfill', (ctx, id) => queries.findBackfill(ctx, { id }));

const BackfillConnection = builder.connectionObject(
  { type: BackfillType, name: 'BackfillConnection' },
  { name: 'BackfillEdge' },
);

ConnectorType.implement({
  description: 'How past tickets are read from a ticket system. Its credential is never shown.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Connector', id) }),
    kind: t.expose('kind', { type: TicketSystemEnum }),
    name: t.exposeString('name'),
    source: t.exposeString('source', { description: 'What its tickets are filed under.' }),
    baseUrl: t.exposeString('baseUrl'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    disabledAt: t.expose('disabledAt', { type: 'DateTime', nullable: true }),
    backfills: t.connection(
      {
        type: BackfillType,
        resolve: ({ id }, args, ctx) => queries.listBackfills(ctx, id, args, null),
      },
      BackfillConnection,
    ),
  }),
});
nodeBy('Connector', (ctx, id) => queries.findConnector(ctx, { id }));

builder.queryFields((t) => ({
  connectors: t.field({
    type: [ConnectorType],
    description: `Newest first, disabled ones included; at most ${queries.connectorsMax}.`,
    resolve: (_root, _args, ctx) => queries.listConnectors(ctx, {}),
  }),
  connector: t.field({
    type: ConnectorType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findConnector(ctx, { id: idOf('Connector', id) }),
  }),
}));

const CreateConnectorPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('CreateConnectorPayload')
  .implement({
    fields: (t) => ({
      connector: t.field({
        type: ConnectorType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadConnectors, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const CreateConnectorInput = builder.inputType('CreateConnectorInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    kind: t.field({ type: TicketSystemEnum, required: true, description: 'GENERIC has none.' }),
    name: t.string({ required: true }),
    source: t.string({
      required: true,
      description: 'What its tickets are filed under: that of its webhook endpoint.',
    }),
    baseUrl: t.string({
      required: true,
      description:
        'https://<name>.zendesk.com, https://api.intercom.io (or api.eu, api.au) or https://<name>.freshdesk.com.',
    }),
    credential: t.string({
      required: true,
      description:
        'Zendesk: `<address>/token:<API token>`, or a token of OAuth. Intercom: an access token. Freshdesk: an API key.',
    }),
  }),
});
const connectorPayload = (name: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    fields: (t) => ({
      connector: t.field({
        type: ConnectorType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadConnectors, id)),
      }),
    }),
  });
const ReplaceCredentialPayload = connectorPayload('ReplaceConnectorCredentialPayload');
const ReplaceCredentialInput = builder.inputType('ReplaceConnectorCredentialInput', {
  fields: (t) => ({
    connectorId: t.id({ required: true }),
    credential: t.string({ required: true }),
  }),
});
const DisableConnectorPayload = connectorPayload('DisableConnectorPayload');
const DisableConnectorInput = builder.inputType('DisableConnectorInput', {
  fields: (t) => ({ connectorId: t.id({ required: true }) }),
});
const EnableConnectorPayload = connectorPayload('EnableConnectorPayload');
const EnableConnectorInput = builder.inputType('EnableConnectorInput', {
  fields: (t) => ({ connectorId: t.id({ required: true }) }),
});
const StartBackfillPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('StartBackfillPayload')
  .implement({
    fields: (t) => ({
      backfill: t.field({
        type: BackfillType,
        description: 'Watch its `job`.',
        resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadBackfills, id)),
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const StartBackfillInput = builder.inputType('StartBackfillInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    connectorId: t.id({ required: true }),
    since: t.field({
      type: 'DateTime',
      required: true,
      description: 'Tickets that changed since then are read.',
    }),
  }),
});

builder.mutationFields((t) => ({
  createConnector: t.field({
    type: CreateConnectorPayload,
    errors: {},
    args: { input: t.arg({ type: CreateConnectorInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      createConnector(ctx, {
        ...input,
        credential: new GivenSecret(input.credential, ctx.services.secret),
      }),
  }),
  replaceConnectorCredential: t.field({
    type: ReplaceCredentialPayload,
    errors: {},
    args: { input: t.arg({ type: ReplaceCredentialInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      replaceConnectorCredential(ctx, {
        connectorId: idOf('Connector', input.connectorId),
        credential: new GivenSecret(input.credential, ctx.services.secret),
      }),
  }),
  disableConnector: t.field({
    type: DisableConnectorPayload,
    description:
      'Reads nothing more until it is enabled: a backfill that is under way ends with this as its error. What was read stays.',
    errors: {},
    args: { input: t.arg({ type: DisableConnectorInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      disableConnector(ctx, { connectorId: idOf('Connector', input.connectorId) }),
  }),
  enableConnector: t.field({
    type: EnableConnectorPayload,
    description: 'May read again. Nothing starts by that.',
    errors: {},
    args: { input: t.arg({ type: EnableConnectorInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      enableConnector(ctx, { connectorId: idOf('Connector', input.connectorId) }),
  }),
  startBackfill: t.field({
    type: StartBackfillPayload,
    description: 'Reads past tickets, in a job. CONFLICT while one of this connector is under way.',
    errors: {},
    args: { input: t.arg({ type: StartBackfillInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      startBackfill(ctx, { ...input, connectorId: idOf('Connector', input.connectorId) }),
  }),
}));
