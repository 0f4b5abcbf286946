import { columnsOf, type Stored, selectRows, uuids } from '@assay/db/select-rows';
import {
  type DimensionScore,
  dimensionScores,
  type Judgment,
  judgments,
} from '@assay/db/tables/judgments';
import type { Batch } from '../../../context.ts';
import { groupedBy } from '../../../rows.ts';

const scoreColumns = [
  ...(['judgmentId', 'dimensionId', 'dimensionKey', 'responseId', 'messageId', 'tierId'] as const),
  ...(['value', 'notApplicable'] as const),
];
type ScoreColumn = (typeof scoreColumns)[number];
/** What is read of the score of a dimension. */
export type ReadScore = Pick<DimensionScore, ScoreColumn>;

/** A judgment with its scores, where they were read along with it. */
export interface ReadJudgment extends Stored<Judgment> {
  scores?: readonly ReadScore[];
}

type JudgmentColumn = keyof Stored<Judgment>;
/** The columns that fields are made of, but for those that are always read. */
const judgmentFields: Readonly<Record<string, readonly JudgmentColumn[]>> = {
  ...{ __typename: [], id: [], task: [], superseded: [], preference: [], flags: [] },
  annotator: ['annotatorId'],
  rubricVersion: ['rubricVersionId'],
  scores: ['rubricVersionId'],
};
const scoreFields: Readonly<Record<string, readonly ScoreColumn[]>> = {
  __typename: [],
  dimension: ['dimensionId'],
  tier: ['dimensionId', 'tierId'],
};
const allColumns = columnsOf(judgments);

/** The columns behind some fields; a field that is no column and not named above needs all of them. */
function columnsFor<C extends string>(
  fields: Iterable<string>,
  named: Readonly<Record<string, readonly C[]>>,
  all: readonly C[],
  always: readonly C[],
): readonly C[] {
  const wanted = new Set<C>(always);
  for (const field of fields) {
    const columns = named[field] ?? all.filter((column) => column === field);
    if (columns.length === 0 && named[field] === undefined) return all;
    for (const column of columns) wanted.add(column);
  }
  return all.filter((column) => wanted.has(column));
}

/** All revisions of a slot are of one task. */
const revisions = `(select *, max(revision) over (partition by slot_id) as last_revision from judgments
  where task_id = any($1::uuid[])) j`;
const latest = 'where revision = last_revision order by submitted_at, id';
/** Those of earlier revisions are few. */
const scoresOfTasks = `where judgment_id = any(array(select id from judgments where task_id = any($1::uuid[])))
  order by id`;

const batches = new Map<string, Batch<ReadJudgment[]>>();

/**
 * Loads the latest judgments of each task, oldest first, with no more columns than the fields asked for
 * need. Whoever asks has checked that they may look.
 *
 * @param ofScores - fields asked of the scores, which are then read along; null where none are
 */
export function latestJudgments(
  fields: Iterable<string>,
  ofScores: Iterable<string> | null,
): Batch<ReadJudgment[]> {
  const keys = columnsFor(fields, judgmentFields, allColumns, ['id', 'taskId']);
  const scoreKeys = ofScores && columnsFor(ofScores, scoreFields, scoreColumns, ['judgmentId']);
  const name = `${keys.join()} ${scoreKeys?.join()}`;
  let batch = batches.get(name);
  if (batch === undefined) {
    batch = batchOf(keys, scoreKeys);
    batches.set(name, batch);
  }
  return batch;
}

function batchOf(
  keys: readonly JudgmentColumn[],
  scoreKeys: readonly ScoreColumn[] | null,
): Batch<ReadJudgment[]> {
  const ofJudgments = { table: judgments, keys, from: revisions };
  const ofScores = scoreKeys && { table: dimensionScores, keys: scoreKeys };
  return async ({ tx }, taskIds) => {
    const ids = [uuids(taskIds)];
    const [rows, scores] = await Promise.all([
      selectRows(tx, ofJudgments, latest, ids),
      ofScores === null ? null : selectRows(tx, ofScores, scoresOfTasks, ids),
    ]);
    // the fields that are resolved from a row are those for whose columns it was read
    const read = rows as ReadJudgment[];
    if (scores !== null) addScores(read, scores);
    return groupedBy(taskIds, read, ({ taskId }) => taskId);
  };
}

function addScores(rows: readonly ReadJudgment[], scores: readonly ReadScore[]): void {
  const ids = rows.map(({ id }) => id);
  const ofJudgments = groupedBy(ids, scores, ({ judgmentId }) => judgmentId);
  for (const row of rows) row.scores = ofJudgments.get(row.id) ?? [];
}

const allScores = { table: dimensionScores, keys: scoreColumns };

/** All scores of each judgment. */
export const loadScoresOfJudgments: Batch<ReadScore[]> = async ({ tx }, ids) => {
  const rest = 'where judgment_id = any($1::uuid[]) order by id';
  const rows = await selectRows(tx, allScores, rest, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.judgmentId);
};
