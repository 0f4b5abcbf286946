import { columnsOf, type Source, type Stored, selectRows, uuids } from '@assay/db/select-rows';
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
  readonly scores?: readonly ReadScore[];
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

const latestOfTasks = `j where task_id = any($1::uuid[]) and not exists (select from judgments newer
  where newer.tenant_id = j.tenant_id and newer.slot_id = j.slot_id and newer.revision > j.revision)
  order by submitted_at, id`;

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
  const scoreKeys = ofScores && columnsFor(ofScores, scoreFields, scoreColumns, []);
  const name = `${keys.join()} ${scoreKeys?.join()}`;
  let batch = batches.get(name);
  if (batch === undefined) {
    const source = sourceOf(keys, scoreKeys);
    batch = async ({ tx }, taskIds) => {
      const rows = await selectRows(tx, source, latestOfTasks, [uuids(taskIds)]);
      // the fields that are resolved from a row are those for whose columns it was read
      return groupedBy(taskIds, rows as ReadJudgment[], ({ taskId }) => taskId);
    };
    batches.set(name, batch);
  }
  return batch;
}

function sourceOf(
  keys: readonly JudgmentColumn[],
  scoreKeys: readonly ScoreColumn[] | null,
): Source<typeof judgments, JudgmentColumn> {
  if (scoreKeys === null) return { table: judgments, keys };
  const names = scoreKeys.map((key) => `"${dimensionScores[key].name}" as "${key}"`);
  const scores = `array(select to_json(s) from (select ${names.join(', ')} from dimension_scores d
    where d.tenant_id = j.tenant_id and d.judgment_id = j.id order by d.id) s) as scores`;
  return { table: judgments, keys, also: scores };
}

/** All scores of each judgment. */
export const loadScoresOfJudgments: Batch<ReadScore[]> = async ({ tx }, ids) => {
  const source = { table: dimensionScores, keys: scoreColumns };
  const rest = 'where judgment_id = any($1::uuid[]) order by id';
  const rows = await selectRows(tx, source, rest, [uuids(ids)]);
  return groupedBy(ids, rows, (row) => row.judgmentId);
};
