import type { Stored } from '@assay/db/select-rows';
import type { Message, Response, Task, TaskContext } from '@assay/db/tables/tasks';
import type { Context } from '../../../context.ts';
import { notFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { nodeBy } from '../../../graphql/node.ts';
import { present } from '../../../graphql/payload.ts';
import { globalId, idOf } from '../../../ids.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { FlagKindEnum } from '../../rubrics/graphql/enums.ts';
import * as queries from '../queries/tasks.ts';
import { ContextKindEnum, MessageRoleEnum, TaskKindEnum, TaskStateEnum } from './enums.ts';

interface Settlement {
  readonly settledAt: Date;
  readonly settledBy: string;
  readonly stands: boolean;
  readonly note: string;
}

export const TaskType = builder.objectRef<Stored<Task>>('Task');
const TaskContextType = builder.objectRef<Stored<TaskContext>>('TaskContext');
const MessageType = builder.objectRef<Stored<Message>>('Message');
const ResponseType = builder.objectRef<Stored<Response>>('Response');
const RedLineSettlementType = builder.objectRef<Settlement>('RedLineSettlement');

export const standingOf = (ctx: Context, taskId: string) =>
  present(ctx.load(queries.loadStandings, taskId));

/** @throws AppError NOT_FOUND while the viewer may still judge the task */
export async function requireNotBlind(ctx: Context, taskId: string): Promise<void> {
  const { blind } = await present(ctx.load(queries.loadBlindness, taskId));
  if (blind) throw notFound();
}

TaskType.implement({
  description: 'One thing to judge: a conversation and its candidate responses.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Task', id) }),
    project: t.field({
      type: ProjectType,
      resolve: ({ projectId }, _args, ctx) => present(ctx.load(loadProjects, projectId)),
    }),
    kind: t.expose('kind', { type: TaskKindEnum }),
    state: t.field({
      type: TaskStateEnum,
      resolve: async ({ id }, _args, ctx) => (await standingOf(ctx, id)).state,
    }),
    externalId: t.exposeString('externalId', { nullable: true }),
    source: t.exposeString('source', { nullable: true }),
    attributes: t.expose('attributes', { type: 'JSON' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    contexts: t.field({
      type: [TaskContextType],
      description: 'At most 100.',
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadContextsOfTasks, id)),
    }),
    messages: t.field({
      type: [MessageType],
      description: 'At most 500.',
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadMessagesOfTasks, id)),
    }),
    responses: t.field({
      type: [ResponseType],
      description: 'As stored: A first. At most two.',
      resolve: ({ id }, _args, ctx) => present(ctx.load(queries.loadResponsesOfTasks, id)),
    }),
    blind: t.boolean({
      description:
        'True while you may still judge this task or revise your judgment of it: judgments, composite, models and redLine answer NOT_FOUND until openTask gives that up.',
      resolve: async ({ id }, _args, ctx) => (await standingOf(ctx, id)).blind,
    }),
    slotsPlanned: t.int({
      resolve: async ({ id }, _args, ctx) => (await standingOf(ctx, id)).slotsPlanned,
    }),
    slotsSubmitted: t.int({
      resolve: async ({ id }, _args, ctx) => (await standingOf(ctx, id)).slotsSubmitted,
    }),
    redLine: t.field({
      type: RedLineSettlementType,
      nullable: true,
      description: "A second person's word on a red line, where there is one.",
      resolve: async ({ id }, _args, ctx) => {
        await requireNotBlind(ctx, id);
        return ctx.load(queries.loadSettlements, id);
      },
    }),
  }),
});
nodeBy('Task', (ctx, id) => queries.findTask(ctx, { id }));

TaskContextType.implement({
  description: 'What the bot knew when it answered, and what was in force that day.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('TaskContext', id) }),
    kind: t.expose('kind', { type: ContextKindEnum }),
    title: t.exposeString('title'),
    text: t.exposeString('text'),
    version: t.exposeString('version', { nullable: true }),
    date: t.exposeString('date', { nullable: true, description: 'YYYY-MM-DD' }),
  }),
});
MessageType.implement({
  description: 'One turn of a conversation.',
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Message', id) }),
    role: t.expose('role', { type: MessageRoleEnum }),
    content: t.exposeString('content'),
    language: t.exposeString('language', { nullable: true, description: 'BCP 47.' }),
    judged: t.exposeBoolean('judged', { description: 'TURN dimensions ask about this turn.' }),
  }),
});
ResponseType.implement({
  description: 'A candidate answer.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    id: t.id({ resolve: ({ id }) => globalId('Response', id) }),
    label: t.string({
      description: 'A, B, … in the stored order.',
      resolve: ({ position }) => String.fromCharCode(65 + position),
    }),
    content: t.exposeString('content'),
    model: t.string({
      nullable: true,
      resolve: async ({ taskId, model }, _args, ctx) => {
        await requireNotBlind(ctx, taskId);
        return model;
      },
    }),
    source: t.string({
      nullable: true,
      resolve: async ({ taskId, source }, _args, ctx) => {
        await requireNotBlind(ctx, taskId);
        return source;
      },
    }),
    parameters: t.field({
      type: 'JSON',
      nullable: true,
      resolve: async ({ taskId, parameters }, _args, ctx) => {
        await requireNotBlind(ctx, taskId);
        return parameters;
      },
    }),
  }),
});
nodeBy('Response', (ctx, id) => queries.findResponse(ctx, { id }));

RedLineSettlementType.implement({
  fields: (t) => ({
    settledAt: t.expose('settledAt', { type: 'DateTime' }),
    settledBy: t.exposeString('settledBy'),
    stands: t.exposeBoolean('stands', { description: 'The mark was right.' }),
    note: t.exposeString('note'),
  }),
});

const AttributeFilter = builder.inputType('AttributeFilter', {
  fields: (t) => ({ key: t.string({ required: true }), equals: t.string({ required: true }) }),
});
const TaskFilter = builder.inputType('TaskFilter', {
  description: 'All that are given must hold.',
  fields: (t) => ({
    kind: t.field({ type: TaskKindEnum }),
    state: t.field({ type: TaskStateEnum }),
    search: t.string({ description: 'Part of an external id or of a message.' }),
    externalId: t.string(),
    attribute: t.field({ type: AttributeFilter }),
    flag: t.field({ type: FlagKindEnum, description: 'Marked so in a judgment.' }),
  }),
});
const TaskConnection = builder.connectionObject(
  { type: TaskType, name: 'TaskConnection' },
  { name: 'TaskEdge' },
);
builder.objectField(ProjectType, 'tasks', (t) =>
  t.connection(
    {
      type: TaskType,
      args: { filter: t.arg({ type: TaskFilter }) },
      resolve: ({ id }, { filter, ...page }, ctx) => queries.listTasks(ctx, id, page, filter ?? {}),
    },
    TaskConnection,
  ),
);
builder.queryField('task', (t) =>
  t.field({
    type: TaskType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, ctx) => queries.findTask(ctx, { id: idOf('Task', id) }),
  }),
);
