import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { newKey } from '../support/person.ts';
import {
  addTasks,
  answersTo,
  claim,
  dimension,
  newProject,
  organisation,
  payload,
  publishedRubric,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let database: postgres.Sql;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

const turns = (rollUp: string) => ({ scope: 'TURN', rollUp, allowNotApplicable: true });
const turnKeys = ['mean_of_turns', 'worst_turn', 'last_turn'];
const dimensions = [
  dimension('accuracy', 1, { scope: 'CONVERSATION', allowNotApplicable: true }),
  dimension('mean_of_turns', 1, turns('MEAN')),
  dimension('worst_turn', 1, turns('WORST')),
  dimension('last_turn', 1, turns('LAST')),
];

/** @param tiers - of three turns; null where nothing applies */
const scores = (accuracy: number | null, tiers: readonly (number | null)[]) => [
  { dimension: 'accuracy', ...tierOf(accuracy) },
  ...turnKeys.flatMap((key) =>
    tiers.map((tier, at) => ({ dimension: key, message: 2 * at + 1, ...tierOf(tier) })),
  ),
];
const tierOf = (tier: number | null) => (tier === null ? { notApplicable: true } : { tier });

const rows = [
  { annotator: 'ada', scores: scores(2, [2, 0, 1]), expected: [1, 0.5, 0, 0.5] },
  { annotator: 'ben', scores: scores(0, [2, 1, null]), expected: [0, 0.75, 0.5, 0.5] },
  { annotator: 'cleo', scores: scores(null, [null, 2, null]), expected: [null, 1, 1, 1] },
  { annotator: 'dan', scores: scores(1, [null, null, null]), expected: [0.5, null, null, null] },
];
const stored = () =>
  database<{ values: (number | null)[] }[]>`
    select to_json(dimension_values) as values from judgments order by id`.then((found) =>
    found.map(({ values }) => values),
  );

it('repeats on each judgment what its dimensions got, as an upgrade fills it in', async () => {
  const { owner } = await organisation(assay);
  const rubricVersionId = await publishedRubric(owner, { dimensions });
  const projectId = await newProject(owner, { rubricVersionId, overlap: rows.length });
  const said = (role: string, judged: boolean) => ({ role, content: role, judged });
  const task = {
    externalId: 'task',
    messages: [1, 2, 3].flatMap(() => [said('user', false), said('assistant', true)]),
    judgments: rows.map(({ annotator, scores: given }) => ({ annotator, scores: given })),
  };
  const done = await importFile(owner, projectId, jsonLines([task]));
  expect(done.problems.nodes).toEqual([]);
  const expected = rows.map((row) => row.expected);
  expect(await stored()).toEqual(expected);

  // one that is submitted says the same
  const single = await newProject(owner, {});
  await addTasks(owner, single, [ratingTask()]);
  const [assignment] = await claim(owner, single);
  const given = { assignmentId: assignment.id, answers: answersTo(assignment, 1) };
  const input = { idempotencyKey: newKey(), ...given };
  payload(await owner.change('submitJudgment', input, 'judgment { id }'));
  const all = [...expected, [0.5, 0.5, 0.5]];
  expect(await stored()).toEqual(all);

  const file = new URL('../../drizzle/0005_dimension_values.sql', import.meta.url);
  const fill = readFileSync(file, 'utf8')
    .split('--> statement-breakpoint')
    .find((statement) => statement.includes('UPDATE'));
  await database`update judgments set dimension_values = '{}'`;
  await database.unsafe(fill ?? 'no statement fills it in');
  expect(await stored()).toEqual(all);
});
