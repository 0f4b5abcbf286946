import { columnsOf, type Stored, selectRows, uuids } from '@assay/db/select-rows';
import { flags, judgments, redLineSettlements } from '@assay/db/tables/judgments';
import { members } from '@assay/db/tables/members';
import { contexts, messages, responses, type Task, tasks } from '@assay/db/tables/tasks';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { notFound } from '../../../errors.ts';
import { childrenOf } from '../../../graphql/children.ts';
import { type Op, query } from '../../../operation.ts';
import { byId, groupedBy } from '../../../rows.ts';
import { blindTo, taskState } from './state.ts';

export type TaskState = 'OPEN' | 'COMPLETE' | 'ON_HOLD' | 'SKIPPED_BY_ALL';
export interface TaskFilter {
  readonly kind?: 'RATING' | 'PAIRWISE' | null | undefined;
  readonly state?: TaskState | null | undefined;
  readonly search?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly attribute?: { readonly key: string; readonly equals: string } | null | undefined;
  readonly flag?: (typeof flags.$inferSelect)['kind'] | null | undefined;
}

export async function loadTasks(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(tasks)
      .where(inArray(tasks.id, [...ids])),
  );
}

export const findTask = query('task:read', async (op, { id }: { id: string }) => {
  const task = (await loadTasks(op, [id])).get(id);
  if (task === undefined) throw notFound();
  return task;
});

const wholeTasks = { table: tasks, keys: columnsOf(tasks) };

/** The tasks of a project. */
export const listTasks = childrenOf('task:read', {
  id: tasks.id,
  parent: tasks.projectId,
  where: (op, filter: TaskFilter) => and(...conditions(op, filter)),
  rows: async (op, { where, orderBy, limit, only }, filter): Promise<Stored<Task>[]> => {
    if (only !== null && conditions(op, filter).every((each) => each === undefined)) {
      const { text, values } = only.text('id', 2);
      return selectRows(op.tx, wholeTasks, `where project_id = $1${text}`, [
        only.parentId,
        ...values,
      ]);
    }
    return op.tx.select().from(tasks).where(where).orderBy(orderBy).limit(limit);
  },
  parentOf: (task) => task.projectId,
});

/** Escapes what LIKE would read as a wildcard. */
const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function conditions(op: Op, filter: TaskFilter): (SQL | undefined)[] {
  const { kind, state, search, externalId, attribute, flag } = filter;
  return [
    kind == null ? undefined : eq(tasks.kind, kind),
    externalId == null ? undefined : eq(tasks.externalId, externalId),
    state == null ? undefined : sql`${taskState(op, sql`tasks`)} = ${state}`,
    attribute == null
      ? undefined
      : sql`${tasks.attributes} ->> ${attribute.key} = ${attribute.equals}`,
    search == null || search.trim() === ''
      ? undefined
      : sql`(${tasks.externalId} ilike ${`%${literally(search)}%`} or exists (select from messages m
          where m.task_id = ${tasks.id} and m.content ilike ${`%${literally(search)}%`}))`,
    flag == null
      ? undefined
      : sql`exists (select from ${judgments} j join ${flags} f on f.judgment_id = j.id
          where j.task_id = ${tasks.id} and f.kind = ${flag}) and not ${blindTo(op, sql`${tasks.id}`)}`,
  ];
}

const parts = {
  contexts: { table: contexts, keys: columnsOf(contexts) },
  messages: { table: messages, keys: columnsOf(messages) },
  responses: { table: responses, keys: columnsOf(responses) },
};
const ofTasks = 'where task_id = any($1::uuid[]) order by position';

export async function loadContextsOfTasks(op: Op, ids: readonly string[]) {
  const rows = await selectRows(op.tx, parts.contexts, ofTasks, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.taskId);
}

export async function loadMessagesOfTasks(op: Op, ids: readonly string[]) {
  const rows = await selectRows(op.tx, parts.messages, ofTasks, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.taskId);
}

export async function loadResponsesOfTasks(op: Op, ids: readonly string[]) {
  const rows = await selectRows(op.tx, parts.responses, ofTasks, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.taskId);
}

export async function loadResponses(op: Op, ids: readonly string[]) {
  return byId(
    await op.tx
      .select()
      .from(responses)
      .where(inArray(responses.id, [...ids])),
  );
}

export const findResponse = query('task:read', async (op, { id }: { id: string }) => {
  const found = (await loadResponses(op, [id])).get(id);
  if (found === undefined) throw notFound();
  return found;
});

/** What is counted of a task: its state, its slots, and whether the viewer must not look. */
export type TaskStanding = {
  readonly id: string;
  readonly state: TaskState;
  readonly slotsPlanned: number;
  readonly slotsSubmitted: number;
  readonly blind: boolean;
};

export async function loadStandings(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<TaskStanding>(sql`
    select k.id, ${taskState(op, sql`k`)} as state, ${blindTo(op, sql`k.id`)} as blind,
      (select count(*)::int from slots s where s.task_id = k.id) as "slotsPlanned",
      (select count(*)::int from slots s where s.task_id = k.id and s.submitted_at is not null) as "slotsSubmitted"
    from tasks k where k.id = any(${sql.param([...ids])}::uuid[])`);
  return byId([...rows]);
}

/** Whether the viewer must not look at what others said of each task. */
export async function loadBlindness(op: Op, ids: readonly string[]) {
  const rows = await op.tx.execute<{ id: string; blind: boolean }>(sql`
    select k.id, ${blindTo(op, sql`k.id`)} as blind from tasks k where k.id = any(${sql.param([...ids])}::uuid[])`);
  return byId([...rows]);
}

/** The settled red line of each task that has one. */
export async function loadSettlements(op: Op, ids: readonly string[]) {
  const rows = await op.tx
    .select({
      taskId: redLineSettlements.taskId,
      settledAt: redLineSettlements.settledAt,
      settledBy: members.name,
      stands: redLineSettlements.stands,
      note: redLineSettlements.note,
    })
    .from(redLineSettlements)
    .innerJoin(members, eq(members.id, redLineSettlements.settledBy))
    .where(inArray(redLineSettlements.taskId, [...ids]));
  return new Map(rows.map((row) => [row.taskId, row]));
}
