import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { tenantIdOfParent, tenantPolicy } from '../tenant-table.ts';
import { projects } from './projects.ts';

export const taskKind = pgEnum('task_kind', ['RATING', 'PAIRWISE']);
export const messageRole = pgEnum('message_role', ['SYSTEM', 'USER', 'ASSISTANT', 'TOOL']);
export const contextKind = pgEnum('context_kind', [
  'SYSTEM_PROMPT',
  'PASSAGE',
  'TOOL_CALL',
  'TOOL_RESULT',
  'CUSTOMER_FACT',
  'POLICY',
  'OTHER',
]);

/** One thing to judge: a conversation and its candidate responses. Never updated. */
export const tasks = pgTable(
  'tasks',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    projectId: uuid('project_id').notNull(),
    kind: taskKind('kind').notNull(),
    externalId: text('external_id'),
    source: text('source'),
    attributes: jsonb('attributes').$type<Record<string, unknown>>().notNull(),
    /** Drawn at creation: this task is part of the random overlap share. */
    overlapping: boolean('overlapping').notNull(),
    /** The import, or the call of `importTasks`, that brought it: no row stands for the latter. */
    importId: uuid('import_id'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.projectId],
      foreignColumns: [projects.tenantId, projects.id],
    }),
    uniqueIndex('tasks_external_id')
      .on(t.tenantId, t.projectId, t.externalId)
      .where(sql`external_id is not null`),
    index('tasks_by_project').on(t.tenantId, t.projectId, t.id),
    tenantPolicy(),
  ],
);
export type Task = typeof tasks.$inferSelect;

/** What the bot knew: policy in force, customer facts, tool results. Never updated. */
export const contexts = pgTable(
  'contexts',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    taskId: uuid('task_id').notNull(),
    position: integer('position').notNull(),
    kind: contextKind('kind').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    version: text('version'),
    date: date('date', { mode: 'string' }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    index('contexts_by_task').on(t.tenantId, t.taskId, t.position),
    tenantPolicy(),
  ],
);
export type TaskContext = typeof contexts.$inferSelect;

/** One turn of a conversation. `judged` marks the assistant turns a TURN dimension asks about. */
export const messages = pgTable(
  'messages',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    taskId: uuid('task_id').notNull(),
    position: integer('position').notNull(),
    role: messageRole('role').notNull(),
    content: text('content').notNull(),
    language: text('language'),
    judged: boolean('judged').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    index('messages_by_task').on(t.tenantId, t.taskId, t.position),
    tenantPolicy(),
  ],
);
export type Message = typeof messages.$inferSelect;

/** A candidate answer. Position 0 is A, 1 is B. Never updated. */
export const responses = pgTable(
  'responses',
  {
    tenantId: tenantIdOfParent(),
    id: uuid('id').notNull(),
    taskId: uuid('task_id').notNull(),
    position: integer('position').notNull(),
    content: text('content').notNull(),
    language: text('language'),
    model: text('model'),
    source: text('source'),
    parameters: jsonb('parameters').$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.taskId], foreignColumns: [tasks.tenantId, tasks.id] }),
    index('responses_by_task').on(t.tenantId, t.taskId, t.position),
    tenantPolicy(),
  ],
);
export type Response = typeof responses.$inferSelect;
