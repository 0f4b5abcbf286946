import { once } from 'node:events';
import { startWorker } from '@assay/server/worker';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Chores, until } from '../support/chores.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jsonLines, nativeTask, startImport, uploaded, vote } from '../support/imports.ts';
import { judge, uuidOf } from '../support/one-of-each.ts';
import type { Person } from '../support/person.ts';
import {
  addTasks,
  claim,
  join,
  newProject,
  organisation,
  ratingTask,
} from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
let database: postgres.Sql;
let chores: Chores;
let owner: Person;
let analyst: Person;
let annotator: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
  chores = new Chores(assay, database, 'figures.keep');
  const made = await organisation(assay);
  owner = made.owner;
  analyst = await join(assay, owner, made.slug, 'ANALYST');
  annotator = await join(assay, owner, made.slug, 'ANNOTATOR');
  projectId = await newProject(owner);
  const started = await startImport(owner, projectId, await uploaded(owner, judged()));
  const worker = await startWorker(assay.app.services, assay.database.workerUrl);
  await ended(owner, started.job.id).finally(() => worker.stop());
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

/** Half of them comparisons, half ratings, by two people who differ now and then. */
const judged = () =>
  jsonLines(
    Array.from({ length: 1_200 }, (_, at) => {
      if (at % 2 === 0) {
        const votes = [vote('ada', 'A', 2), vote('ben', at % 3 === 0 ? 'B' : 'A', 1)];
        return nativeTask(`t${at}`, { judgments: votes });
      }
      const rated = (name: string, tier: number) => ({
        annotator: name,
        scores: ['accuracy', 'tone', 'policy'].map((dimension) => ({
          ...{ dimension, tier, response: 0 },
        })),
      });
      return {
        ...nativeTask(`t${at}`),
        responses: [{ content: 'Yes.', model: 'model-1' }],
        judgments: [rated('ada', at % 3), rated('ben', at % 2 === 0 ? 0 : 2)],
      };
    }),
  );

const figures = `agreements { value units annotators interval { low high } }
  annotatorQuality { judgments composite { value n } agreementWithOthers { value n } skips }
  scores { composite { value n } histogram { low count } preferences { n a b } redLineRate { value n }
    byModel { model composite { value } winRate { value } }
    dimensions { mean { value n } notApplicable { value } tierCounts { count } } }`;
const figuresOf = async (person: Person) =>
  (await person.get(`query ($id: ID!) { project(id: $id) { ${figures} } }`, { id: projectId }))
    .project;
const highest = async (person: Person) => (await figuresOf(person)).scores.histogram.at(-1).count;

const kept = () =>
  database<{ judgments: number }[]>`
    select judgments from kept_figures where project_id = ${uuidOf(projectId)}`;

const putOff = () =>
  database`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`;
const waits = async () =>
  (
    await database`select from pg_stat_activity where datname = current_database()
    and application_name = 'assay-worker-alive'`
  ).length > 0;

/** One more judgment, of a task of its own. */
async function addJudgment(): Promise<void> {
  await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(annotator, projectId);
  await judge(annotator, assignment);
}

describe('the figures of a large project', () => {
  it('are counted once after a burst, by one job, and stay the same to the last digit', async () => {
    await chores.isQueued();
    expect(await chores.queued()).toMatchObject([{ key: `figures.keep:${uuidOf(projectId)}` }]);
    expect(await kept()).toEqual([]);
    const live = await figuresOf(analyst);
    expect(live.scores.preferences.n).toBe(1_200);
    expect(live.agreements.length).toBe(4);
    await chores.perform();
    expect(await kept()).toEqual([{ judgments: 2_400 }]);
    expect(await figuresOf(analyst)).toEqual(live);
  });

  it('come from what is kept while it holds, and from the judgments otherwise', async () => {
    const live = await highest(analyst);
    await database`update kept_figures set rows = jsonb_set(rows, '{bins}', '[{"bin": 10, "count": 77}]')`;
    expect(await highest(analyst)).toBe(77);
    await addJudgment();
    expect(await highest(analyst)).toBe(live + 1);
    await chores.isQueued();
    await chores.perform();
    expect(await kept()).toEqual([{ judgments: 2_401 }]);
    expect(await highest(analyst)).toBe(live + 1);
  });

  it('are not counted as long as people judge', async () => {
    const dueAt = async () => (await chores.queued())[0]?.run_at;
    await addJudgment();
    await chores.isQueued();
    const first = (await dueAt()) ?? new Date();
    await addJudgment();
    await until('the count is put off', async () => ((await dueAt()) ?? first) > first);
    expect(await chores.queued()).toHaveLength(1);
    await chores.perform();
  });

  it('are never what is kept for who may still judge a judged task', async () => {
    const before = await highest(owner);
    await addTasks(owner, projectId, [ratingTask('judged by the owner')]);
    const [assignment] = await claim(owner, projectId);
    await judge(owner, assignment);
    await chores.isQueued();
    await chores.perform();
    await database`update kept_figures set rows = jsonb_set(rows, '{bins}', '[{"bin": 10, "count": 77}]')`;
    expect(await highest(analyst)).toBe(77);
    expect(await highest(owner)).toBe(before);
  });

  it('are counted although a worker was killed while it counted', async () => {
    await addJudgment();
    await chores.isQueued();
    await putOff();
    const before = await kept();
    const child = workerProcess(assay);
    await until('a worker waits', waits);
    await database.begin(async (tx) => {
      await tx`lock table kept_figures in access exclusive mode`;
      await chores.makeDue();
      await until('it counts', async () =>
        (await chores.queued()).some((job) => job.locked_by !== null),
      );
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    expect(await kept()).toEqual(before);
    await chores.perform();
    expect(await kept()).toEqual([{ judgments: (before[0]?.judgments ?? 0) + 1 }]);
  });
});
