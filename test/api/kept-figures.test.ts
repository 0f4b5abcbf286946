import { once } from 'node:events';
import { startWorker } from '@assay/server/worker';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
let owner: Person;
let analyst: Person;
let annotator: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 2, onnotice: () => {} });
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

const queued = () =>
  database`select key, attempts, locked_by from graphile_worker.jobs where task_identifier = 'figures.keep'`;
const kept = () =>
  database<{ judgments: number }[]>`
    select judgments from kept_figures where project_id = ${uuidOf(projectId)}`;

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let left = 1_000; left > 0; left -= 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what}: not within 20 seconds`);
}
const putOff = () =>
  database`update graphile_worker._private_jobs set run_at = now() + interval '1 hour'`;
const makeDue = () => database`update graphile_worker._private_jobs set run_at = now()`;
const waits = async () =>
  (
    await database`select from pg_stat_activity where datname = current_database()
    and application_name = 'assay-worker-alive'`
  ).length > 0;

/** Lets a worker count what is queued, at once. */
async function count(): Promise<void> {
  await makeDue();
  const worker = await startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });
  await until('the queue is empty', async () => (await queued()).length === 0).finally(() =>
    worker.stop(),
  );
}

/** One more judgment, of a task of its own. */
async function addJudgment(): Promise<void> {
  await addTasks(owner, projectId, [ratingTask()]);
  const [assignment] = await claim(annotator, projectId);
  await judge(annotator, assignment);
}

describe('the figures of a large project', () => {
  it('are counted once after a burst, by one job, and stay the same to the last digit', async () => {
    await until('the burst is queued', async () => (await queued()).length > 0);
    expect(await queued()).toMatchObject([{ key: `figures.keep:${uuidOf(projectId)}` }]);
    expect(await kept()).toEqual([]);
    const live = await figuresOf(analyst);
    expect(live.scores.preferences.n).toBe(1_200);
    expect(live.agreements.length).toBe(4);
    await count();
    expect(await kept()).toEqual([{ judgments: 2_400 }]);
    expect(await figuresOf(analyst)).toEqual(live);
  });

  it('come from what is kept while it holds, and from the judgments otherwise', async () => {
    const live = await highest(analyst);
    await database`update kept_figures set rows = jsonb_set(rows, '{bins}', '[{"bin": 10, "count": 77}]')`;
    expect(await highest(analyst)).toBe(77);
    await addJudgment();
    expect(await highest(analyst)).toBe(live + 1);
    await until('the judgment is queued', async () => (await queued()).length > 0);
    await count();
    expect(await kept()).toEqual([{ judgments: 2_401 }]);
    expect(await highest(analyst)).toBe(live + 1);
  });

  it('are not counted as long as people judge', async () => {
    const dueAt = async (): Promise<Date | undefined> => {
      const [row] = await database<{ at: Date }[]>`
        select run_at as at from graphile_worker.jobs where task_identifier = 'figures.keep'`;
      return row?.at;
    };
    await addJudgment();
    await until('the judgment is queued', async () => (await dueAt()) !== undefined);
    const first = (await dueAt()) ?? new Date();
    await addJudgment();
    await until('the count is put off', async () => ((await dueAt()) ?? first) > first);
    expect(await queued()).toHaveLength(1);
    await count();
  });

  it('are never what is kept for who may still judge a judged task', async () => {
    const before = await highest(owner);
    await addTasks(owner, projectId, [ratingTask('judged by the owner')]);
    const [assignment] = await claim(owner, projectId);
    await judge(owner, assignment);
    await until('the judgment is queued', async () => (await queued()).length > 0);
    await count();
    await database`update kept_figures set rows = jsonb_set(rows, '{bins}', '[{"bin": 10, "count": 77}]')`;
    expect(await highest(analyst)).toBe(77);
    expect(await highest(owner)).toBe(before);
  });

  it('are counted although a worker was killed while it counted', async () => {
    await addJudgment();
    await until('the judgment is queued', async () => (await queued()).length > 0);
    await putOff();
    const before = await kept();
    const child = workerProcess(assay);
    await until('a worker waits', waits);
    await database.begin(async (tx) => {
      await tx`lock table kept_figures in access exclusive mode`;
      await makeDue();
      await until('it counts', async () => (await queued()).some((job) => job.locked_by !== null));
      child.kill('SIGKILL');
      await once(child, 'exit');
    });
    expect(await kept()).toEqual(before);
    await count();
    expect(await kept()).toEqual([{ judgments: (before[0]?.judgments ?? 0) + 1 }]);
  });
});
