import type { Project } from '@assay/db/tables/projects';
import type { Op } from '../../../operation.ts';
import { isStorable } from '../../../text.ts';
import type { RubricContent } from '../../rubrics/queries/content.ts';
import { insertTasks } from '../../tasks/commands/insert-tasks.ts';
import { type NewTask, taskProblem } from '../../tasks/rules.ts';
import { loadJudgedTasks, loadKnownTasks, loadTakenBy } from '../queries/judged-tasks.ts';
import {
  type ImportedJudgment,
  type ImportedRow,
  type RowProblem,
  unstorablePart,
} from '../rules/rows.ts';
import { type JudgedTask, type Scores, scoreAnswers } from '../rules/score.ts';
import { annotatorKey, ensureImported } from './annotators.ts';
import { insertScored, lockOpenSlots, type ScoredJudgment } from './store-judgments.ts';

export interface Target {
  readonly project: Project;
  readonly content: RubricContent;
  readonly importId: string;
}

/** What became of one row: its task, or why it was left out. */
export type RowResult =
  | { readonly ok: true; readonly task: JudgedTask; readonly judgments: number }
  | { readonly ok: false; readonly problem: RowProblem };

export interface StoreOptions {
  /** How many judgments a row's task will have beside those of the row. */
  readonly judged?: (index: number) => number;
  /**
   * Does not ask whether the project knows an external id of a new task already: if it does, all fails
   * with an error that `isKnownId` tells.
   */
  readonly assumesNew?: boolean;
}

type Checked = ImportedJudgment & { readonly scores: Scores };

/** Stores the good rows of a part of a file, and says of each what became of it. */
export async function storeRows(
  op: Op,
  target: Target,
  rows: readonly ImportedRow[],
  options: StoreOptions = {},
): Promise<RowResult[]> {
  const { project, content, importId } = target;
  const results: (RowResult | null)[] = rows.map(() => null);
  const asked = options.assumesNew === true ? rows.filter(({ task }) => task === null) : rows;
  const known = await loadKnownTasks(op, project, externalIdsOf(asked));

  const created: NewRow[] = [];
  for (const [index, row] of rows.entries()) {
    const checked = checkRow(target, row, known);
    if (checked === null) continue;
    if ('message' in checked) {
      results[index] = { ok: false, problem: checked };
      continue;
    }
    // its id follows once it is stored
    if (row.externalId !== null) known.set(row.externalId, '');
    created.push({ ...checked, index });
  }
  const inserted = await insertTasks(
    op,
    project,
    created.map(({ task }) => task),
    {
      importId,
      judged: (at) => {
        const row = created[at];
        return row === undefined ? 0 : row.judgments.length + (options.judged?.(row.index) ?? 0);
      },
    },
  );
  const work: { task: JudgedTask; judgment: Checked }[] = [];
  created.forEach(({ index, task, judgments }, at) => {
    const parts = inserted[at];
    if (parts === undefined) throw new Error('a task was not inserted');
    const stored = judgedTask(parts, task);
    if (task.externalId !== null) known.set(task.externalId, stored.id);
    work.push(...judgments.map((judgment) => ({ task: stored, judgment })));
    results[index] = { ok: true, task: stored, judgments: judgments.length };
  });

  const annotators = await ensureImported(
    op,
    project.id,
    importId,
    rows.flatMap((row, index) => (results[index]?.ok === false ? [] : row.judgments)),
  );
  const annotatorOf = (judgment: ImportedJudgment) => {
    const id = annotators.get(annotatorKey(importId, judgment));
    if (id === undefined) throw new Error('an annotator was not made');
    return id;
  };
  const scored = work.map(({ task, judgment }) => newJudgment(op, task, judgment, annotatorOf));
  const additions = rows.flatMap((row, index) =>
    row.task === null && results[index] === null ? [{ row, index }] : [],
  );
  const added = await addJudgments(op, target, additions, known, annotatorOf, scored);
  for (const [index, result] of added) results[index] = result;
  await insertScored(op, project, content, scored);
  return results.map((result) => {
    if (result === null) throw new Error('a row was forgotten');
    return result;
  });
}

interface NewRow {
  readonly index: number;
  readonly task: NewTask;
  readonly judgments: readonly Checked[];
}

/** A row's task with its scored judgments, or what is wrong; null where it only adds judgments. */
function checkRow(
  target: Target,
  { task, externalId, judgments }: ImportedRow,
  known: ReadonlyMap<string, string>,
): Omit<NewRow, 'index'> | RowProblem | null {
  const unstorable = unstorablePart({ externalId, ...task, judgments });
  if (unstorable !== null || task === null) return unstorable;
  if (externalId !== null && known.has(externalId)) return duplicate(externalId);
  const wrong = taskProblem(task);
  if (wrong !== null) return wrong;
  const judgeable = { ...task, responses: task.responses.length, judged: judgedIn(task) };
  const checked = checkJudgments(target, judgeable, judgments);
  return Array.isArray(checked) ? { task, judgments: checked } : checked;
}

/** Adds judgments to tasks that are there. They fill open slots before they get slots of their own. */
async function addJudgments(
  op: Op,
  target: Target,
  additions: readonly { readonly row: ImportedRow; readonly index: number }[],
  known: ReadonlyMap<string, string>,
  annotatorOf: (judgment: ImportedJudgment) => string,
  scored: ScoredJudgment[],
): Promise<Map<number, RowResult>> {
  const results = new Map<number, RowResult>();
  if (additions.length === 0) return results;
  const idOf = ({ externalId }: ImportedRow) => known.get(externalId ?? '');
  const ids = [...new Set(additions.flatMap(({ row }) => idOf(row) ?? []))];
  const [tasks, taken, open] = await Promise.all([
    loadJudgedTasks(op, ids),
    loadTakenBy(op, ids),
    lockOpenSlots(op, ids),
  ]);
  for (const { task, annotatorId } of scored) taken.add(`${task.id}:${annotatorId}`);
  for (const { row, index } of additions) {
    const task = tasks.get(idOf(row) ?? '');
    if (task === undefined) {
      const message = `No task of this project has the external id ${row.externalId}.`;
      results.set(index, { ok: false, problem: { field: 'externalId', message } });
      continue;
    }
    const judgeable = { ...task, responses: task.responseIds.length };
    const checked = checkJudgments(target, judgeable, row.judgments);
    if (!Array.isArray(checked)) {
      results.set(index, { ok: false, problem: checked });
      continue;
    }
    const twice = checked.findIndex((each) => taken.has(`${task.id}:${annotatorOf(each)}`));
    if (twice !== -1) {
      const problem = { field: `judgments.${twice}`, message: judgedAlready };
      results.set(index, { ok: false, problem });
      continue;
    }
    for (const judgment of checked) {
      taken.add(`${task.id}:${annotatorOf(judgment)}`);
      const slotId = open.get(task.id)?.pop()?.id;
      const row = newJudgment(op, task, judgment, annotatorOf);
      scored.push(slotId === undefined ? row : { ...row, slotId });
    }
    results.set(index, { ok: true, task, judgments: checked.length });
  }
  return results;
}

const judgedAlready =
  'This annotator has judged the task already. Unknown annotators are told apart by ratingIndex.';

const duplicate = (externalId: string): RowProblem => ({
  field: 'externalId',
  message: `This project has a task with the external id ${externalId} already.`,
});

const externalIdsOf = (rows: readonly ImportedRow[]) =>
  rows.flatMap(({ externalId }) =>
    externalId === null || !isStorable(externalId) ? [] : [externalId],
  );

/** The judgments of a row with their scores, or what is wrong with the first bad one. */
function checkJudgments(
  { project, content, importId }: Target,
  task: Parameters<typeof scoreAnswers>[2],
  judgments: readonly ImportedJudgment[],
): Checked[] | RowProblem {
  const keys = judgments.map((judgment) => annotatorKey(importId, judgment));
  const checked: Checked[] = [];
  for (const [index, judgment] of judgments.entries()) {
    const field = `judgments.${index}`;
    if (keys.indexOf(keys[index] ?? '') !== index) return { field, message: judgedAlready };
    const scored = scoreAnswers(project, content, task, judgment.answers);
    if (!scored.ok) return { ...scored.problem, field: `${field}.${scored.problem.field}` };
    checked.push({ ...judgment, scores: scored.scores });
  }
  return checked;
}

const judgedTask = (
  parts: { id: string; responseIds: readonly string[]; messageIds: readonly string[] },
  task: NewTask,
): JudgedTask => ({
  ...{ id: parts.id, responseIds: parts.responseIds, messageIds: parts.messageIds },
  ...{ kind: task.kind, attributes: task.attributes, judged: judgedIn(task) },
});

const judgedIn = ({ messages }: NewTask): number[] =>
  messages.flatMap(({ judged }, position) => (judged ? [position] : []));

const newJudgment = (
  op: Op,
  task: JudgedTask,
  judgment: Checked,
  annotatorOf: (judgment: ImportedJudgment) => string,
): ScoredJudgment => ({
  task,
  annotatorId: annotatorOf(judgment),
  answers: judgment.answers,
  submittedAt: judgment.submittedAt ?? op.now,
  activeSeconds: judgment.activeSeconds,
  outcomeVisible: judgment.outcomeVisible,
  shownOrder: null,
  scores: judgment.scores,
});
