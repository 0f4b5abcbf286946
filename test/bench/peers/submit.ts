import postgres from 'postgres';
import { seededId } from '../seed.ts';

/** What the bare statements need to know, the same for all of them. */
export interface Held {
  readonly tenantId: string;
  readonly projectId: string;
  readonly rubricVersionId: string;
  readonly annotators: readonly string[];
  readonly dimensions: readonly {
    readonly id: string;
    readonly key: string;
    readonly tierId: string;
    readonly tierIndex: number;
    readonly value: number;
  }[];
}

/** The statements of one `submitJudgment`, in the order of Assay's own, for the task of a number. */
export function submitStatements(held: Held, n: number): { text: string; values: unknown[] }[] {
  const { projectId, rubricVersionId, annotators, dimensions } = held;
  const [judgmentId, taskId, slotId, assignmentId, responseId] = ['v', 't', 'c', 'a', 'r'].map(
    (kind) => seededId(kind, n),
  );
  const annotatorId = annotators[n % annotators.length];
  const actor = `member:${annotatorId}`;
  const now = new Date();
  const columns = 10;
  const rows = dimensions.map((_, row) => {
    const places = Array.from({ length: columns }, (_of, at) => `$${row * columns + at + 1}`);
    return `(${places.join(', ')})`;
  });
  return [
    {
      text: `insert into idempotency_keys (actor, mutation, key, input_hash, result_id, created_at)
        values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning key`,
      values: [actor, 'judgment:submit', `bare-key-of-submit-${n}`, 'hash', judgmentId, now],
    },
    { text: 'select * from slots where id = $1 for update', values: [slotId] },
    { text: 'update slots set submitted_at = $2 where id = $1', values: [slotId, now] },
    {
      text: "update assignments set outcome = 'SUBMITTED', ended_at = $2, draft = null where id = $1",
      values: [assignmentId, now],
    },
    {
      text: `insert into judgments (id, project_id, task_id, slot_id, assignment_id, annotator_id, rubric_version_id, purpose,
          revision, blind, composite, composite_ungated, dimension_values, red_line, note, active_seconds, submitted_at)
        values ($1, $2, $3, $4, $5, $6, $7, 'LIVE', 1, true, .5, .5, $9, false, '', 42, $8)`,
      values: [
        ...[judgmentId, projectId, taskId, slotId, assignmentId, annotatorId, rubricVersionId, now],
        `{${dimensions.map(({ value }) => value).join(',')}}`,
      ],
    },
    {
      text: `insert into dimension_scores (id, judgment_id, dimension_id, dimension_key, response_id, message_id, tier_id,
          tier_index, value, not_applicable) values ${rows.join(', ')}`,
      values: dimensions.flatMap((dimension, at) => [
        ...[seededId('w', n * dimensions.length + at), judgmentId, dimension.id, dimension.key],
        ...[responseId, null, dimension.tierId, dimension.tierIndex, dimension.value, false],
      ]),
    },
    {
      text: 'insert into audit_entries (id, at, actor, action, target_id, request_id) values ($1, $2, $3, $4, $5, $6)',
      values: [seededId('x', n), now, actor, 'judgment:submit', judgmentId, seededId('y', n)],
    },
    {
      text: 'insert into outbox (id, project_id, kind, at) values ($1, $2, $3, $4)',
      values: [seededId('o', n), projectId, 'JUDGMENT_SUBMITTED', now],
    },
  ];
}

/**
 * One connection of the driver that sends the statements of a submit in one transaction, all at once,
 * and does nothing else.
 */
export function bareSubmitter(appUrl: string, held: Held) {
  const sql = postgres(appUrl, { max: 1, onnotice: () => {}, fetch_types: false });
  return {
    send: async (n: number): Promise<void> => {
      await sql.begin((tx) => [
        tx.unsafe(`select set_config('app.tenant_id', $1, true)`, [held.tenantId], {
          prepare: true,
        }),
        ...submitStatements(held, n).map(({ text, values }) =>
          // the driver takes dates and nulls as well, which its type leaves out
          tx.unsafe(text, values as string[], { prepare: true }),
        ),
      ]);
    },
    close: () => sql.end(),
  };
}
