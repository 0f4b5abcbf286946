import { tasks } from '@assay/db/tables/tasks';
import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { present, replayedField } from '../../../graphql/payload.ts';
import { idOf } from '../../../ids.ts';
import { ProjectType } from '../../projects/graphql/types.ts';
import { loadProjects } from '../../projects/queries.ts';
import { openTasks } from '../commands/open-tasks.ts';
import * as commands from '../commands/tasks.ts';
import { loadTasks } from '../queries/tasks.ts';
import { kindFor, type NewTask } from '../rules.ts';
import { ContextKindEnum, MessageRoleEnum, TaskKindEnum } from './enums.ts';
import { TaskType } from './types.ts';

const ContextInput = builder.inputType('ContextInput', {
  fields: (t) => ({
    kind: t.field({ type: ContextKindEnum, required: true }),
    title: t.string({ required: true }),
    text: t.string({ required: true }),
    version: t.string(),
    date: t.string({ description: 'YYYY-MM-DD' }),
  }),
});
const MessageInput = builder.inputType('MessageInput', {
  fields: (t) => ({
    role: t.field({ type: MessageRoleEnum, required: true }),
    content: t.string({ required: true }),
    language: t.string({ description: 'BCP 47.' }),
    judged: t.boolean({ required: true, defaultValue: false }),
  }),
});
const ResponseInput = builder.inputType('ResponseInput', {
  fields: (t) => ({
    content: t.string({ required: true }),
    model: t.string(),
    source: t.string(),
    parameters: t.field({ type: 'JSON' }),
  }),
});
const TaskInput = builder.inputType('TaskInput', {
  fields: (t) => ({
    externalId: t.string({ description: 'Unique in its project.' }),
    kind: t.field({
      type: TaskKindEnum,
      description: 'By default told by the number of responses.',
    }),
    attributes: t.field({ type: 'JSON', description: 'An object.' }),
    source: t.string(),
    contexts: t.field({ type: [ContextInput], required: true, defaultValue: [] }),
    messages: t.field({ type: [MessageInput], required: true }),
    responses: t.field({ type: [ResponseInput], required: true, defaultValue: [] }),
  }),
});
const ImportTasksInput = builder.inputType('ImportTasksInput', {
  fields: (t) => ({
    idempotencyKey: t.string({ required: true }),
    projectId: t.id({ required: true }),
    tasks: t.field({ type: [TaskInput], required: true, description: 'Up to 250.' }),
  }),
});

type TaskInputShape = typeof TaskInput.$inferInput;
const JsonObject = z.record(z.string(), z.unknown());
const Day = z.iso.date();

function jsonObject(value: unknown, field: string): Record<string, unknown> {
  const parsed = JsonObject.safeParse(value);
  if (!parsed.success) throw new AppError('INVALID_INPUT', 'This is a JSON object.', { field });
  return parsed.data;
}

function day(value: string | null | undefined, field: string): string | null {
  if (value == null) return null;
  if (!Day.safeParse(value).success) {
    throw new AppError('INVALID_INPUT', 'A date is given as YYYY-MM-DD.', { field });
  }
  return value;
}

const newTask = (task: TaskInputShape, index: number): NewTask => ({
  kind: task.kind ?? kindFor(task.responses.length),
  externalId: task.externalId ?? null,
  source: task.source ?? null,
  attributes:
    task.attributes == null ? {} : jsonObject(task.attributes, `tasks.${index}.attributes`),
  contexts: task.contexts.map(({ kind, title, text, version, date }, i) => ({
    ...{ kind, title, text, version: version ?? null },
    date: day(date, `tasks.${index}.contexts.${i}.date`),
  })),
  messages: task.messages.map(({ role, content, language, judged }) => ({
    ...{ role, content, judged, language: language ?? null },
  })),
  responses: task.responses.map(({ content, model, source, parameters }, i) => ({
    ...{ content, language: null, model: model ?? null, source: source ?? null },
    parameters:
      parameters == null
        ? null
        : jsonObject(parameters, `tasks.${index}.responses.${i}.parameters`),
  })),
});

const ImportTasksPayload = builder
  .objectRef<{ id: string; replayed: boolean }>('ImportTasksPayload')
  .implement({
    fields: (t) => ({
      tasks: t.field({
        type: [TaskType],
        description: 'In the order sent.',
        resolve: async ({ id }, _args, ctx) => {
          const { tx } = await ctx.readOp();
          return tx.select().from(tasks).where(eq(tasks.importId, id)).orderBy(asc(tasks.id));
        },
      }),
      replayed: t.exposeBoolean('replayed', replayedField),
    }),
  });
const taskPayload = (name: string, description: string) =>
  builder.objectRef<{ id: string }>(name).implement({
    description,
    fields: (t) => ({
      task: t.field({
        type: TaskType,
        resolve: ({ id }, _args, ctx) => present(ctx.load(loadTasks, id)),
      }),
    }),
  });
const OpenTaskPayload = taskPayload(
  'OpenTaskPayload',
  "After this you see the task's judgments and can no longer judge it or revise your judgment of it.",
);
const OpenTaskInput = builder.inputType('OpenTaskInput', {
  fields: (t) => ({ taskId: t.id({ required: true }) }),
});
const OpenTasksPayload = builder.objectRef<{ id: string }>('OpenTasksPayload').implement({
  description:
    "After this you see the judgments of the project's judged tasks and can no longer judge them or revise yours.",
  fields: (t) => ({
    project: t.field({
      type: ProjectType,
      resolve: ({ id }, _args, ctx) => present(ctx.load(loadProjects, id)),
    }),
  }),
});
const OpenTasksInput = builder.inputType('OpenTasksInput', {
  fields: (t) => ({ projectId: t.id({ required: true }) }),
});
const SettleRedLinePayload = taskPayload('SettleRedLinePayload', 'The task, freed from its hold.');
const SettleRedLineInput = builder.inputType('SettleRedLineInput', {
  fields: (t) => ({
    taskId: t.id({ required: true }),
    stands: t.boolean({ required: true, description: 'The mark was right.' }),
    note: t.string({ required: true, defaultValue: '' }),
  }),
});

builder.mutationFields((t) => ({
  importTasks: t.field({
    type: ImportTasksPayload,
    description: 'Stores up to 250 tasks, all or none.',
    errors: {},
    args: { input: t.arg({ type: ImportTasksInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.importTasks(ctx, {
        idempotencyKey: input.idempotencyKey,
        projectId: idOf('Project', input.projectId),
        tasks: input.tasks.map(newTask),
      }),
  }),
  openTask: t.field({
    type: OpenTaskPayload,
    description: 'Gives up judging a task, for good, in order to see its judgments.',
    errors: {},
    args: { input: t.arg({ type: OpenTaskInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.openTask(ctx, { taskId: idOf('Task', input.taskId) }),
  }),
  openTasks: t.field({
    type: OpenTasksPayload,
    description:
      'Gives up judging all judged tasks of a project, for good, in order to see its figures whole. Tasks that nobody has judged yet stay open to you.',
    errors: {},
    args: { input: t.arg({ type: OpenTasksInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      openTasks(ctx, { projectId: idOf('Project', input.projectId) }),
  }),
  settleRedLine: t.field({
    type: SettleRedLinePayload,
    description: "A second person's word on a red line that somebody marked.",
    errors: {},
    args: { input: t.arg({ type: SettleRedLineInput, required: true }) },
    resolve: (_root, { input }, ctx) =>
      commands.settleRedLine(ctx, { ...input, taskId: idOf('Task', input.taskId) }),
  }),
}));
