import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { startWorker } from '@assay/server/worker';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { ended, jsonLines, nativeTask, startImport, uploaded, vote } from '../support/imports.ts';
import { newKey, type Person } from '../support/person.ts';
import { answersTo, claim, join, newProject, organisation, payload } from '../support/scenario.ts';
import { workerProcess } from '../support/worker-process.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay();
});
afterAll(() => assay.stop());

const tasks = 12_000;
/** Comparisons with a vote each and room for one more; one with a red line. */
const file = () =>
  jsonLines(
    Array.from({ length: tasks }, (_, at) => {
      const red = at === 0 ? { flags: [{ kind: 'RED_LINE' }] } : {};
      return nativeTask(`t${at}`, { judgments: [{ ...vote('ada', 'A', 2), ...red }] });
    }),
  );

const workerHere = () =>
  startWorker(assay.app.services, assay.database.workerUrl, { sweepMs: 500 });

/** Lets a worker of this process end a job. */
async function finish(owner: Person, jobId: string) {
  const worker = await workerHere();
  return ended(owner, jobId).finally(() => worker.stop());
}

async function ask(owner: Person, projectId: string) {
  const input = { idempotencyKey: newKey(), projectId, name: 'pairs', format: 'DPO' };
  const made = payload(
    await owner.change('createDatasetRelease', input, 'datasetRelease { id job { id } }'),
  );
  return { id: String(made.datasetRelease.id), jobId: String(made.datasetRelease.job.id) };
}

async function result(owner: Person, id: string) {
  const { datasetRelease } = await owner.get(
    `query ($id: ID!) { datasetRelease(id: $id) { createdAt downloadUrl manifest {
      rows sizeBytes sha256 chosenA chosenB dropped { reason count } rubricVersions snapshotAt } } }`,
    { id },
  );
  const { manifest, downloadUrl, createdAt } = datasetRelease;
  const { snapshotAt, ...content } = manifest;
  const answer = await fetch(`${owner.url}${downloadUrl}`);
  const hash = createHash('sha256').update(Buffer.from(await answer.arrayBuffer()));
  expect(hash.digest('hex')).toBe(manifest.sha256);
  expect(snapshotAt).toBe(createdAt);
  return content;
}

/** Waits until a job has read some of its tasks, and not all. */
async function midway(owner: Person, jobId: string): Promise<void> {
  for (;;) {
    const { job } = await owner.get('query ($id: ID!) { job(id: $id) { state progress total } }', {
      id: jobId,
    });
    if (job.progress > 0 && job.progress < job.total / 2) return;
    if (job.progress > 0) throw new Error(`too late: ${job.state} at ${job.progress}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Everything that a release is made of changes, and the name in its rows. */
async function changeAll(owner: Person, slug: string, projectId: string): Promise<void> {
  const { project } = await owner.get(
    `query ($id: ID!) { project(id: $id) { rubricVersion { rubric { id } }
      tasks(filter: { externalId: "t0" }) { nodes { id } } } }`,
    { id: projectId },
  );
  const taskId = project.tasks.nodes[0].id;
  payload(await owner.change('openTask', { taskId }, 'task { id }'));
  payload(await owner.change('settleRedLine', { taskId, stands: false }, 'task { id }'));
  const renamed = { rubricId: project.rubricVersion.rubric.id, name: 'Another', dimensions: [] };
  payload(await owner.change('saveRubricDraft', renamed, 'rubricVersion { id }'));
  const late = [nativeTask('late'), nativeTask('later')];
  const sent = late.map(({ externalId, responses }) => ({
    ...{ externalId, responses, messages: [{ role: 'USER', content: 'Hi' }] },
  }));
  const input = { idempotencyKey: newKey(), projectId, tasks: sent };
  payload(await owner.change('importTasks', input, 'tasks { id }'));
  const ben = await join(assay, owner, slug, 'ANNOTATOR');
  for (const assignment of await claim(ben, projectId, 3)) {
    const answers = answersTo(assignment);
    const judged = { idempotencyKey: newKey(), assignmentId: assignment.id, answers };
    const { judgment } = payload(await ben.change('submitJudgment', judged, 'judgment { id }'));
    const revised = {
      ...{ idempotencyKey: newKey(), judgmentId: judgment.id },
      answers: { preference: { verdict: 'BOTH_BAD' } },
    };
    payload(await ben.change('reviseJudgment', revised, 'judgment { id }'));
  }
}

it('gives the same bytes when its worker is killed midway, whatever has come in since', async () => {
  const { owner, slug } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 2 });
  const started = await startImport(owner, projectId, await uploaded(owner, file()));
  expect(await finish(owner, started.job.id)).toMatchObject({ state: 'SUCCEEDED' });
  const undisturbed = await ask(owner, projectId);
  await finish(owner, undisturbed.jobId);
  const expected = await result(owner, undisturbed.id);
  expect(expected).toMatchObject({
    ...{ rows: tasks - 1, rubricVersions: ['Rubric v1'] },
    dropped: [{ reason: 'RED_LINE', count: 1 }],
  });

  const killed = await ask(owner, projectId);
  const child = workerProcess(assay);
  try {
    await midway(owner, killed.jobId);
  } finally {
    child.kill('SIGKILL');
  }
  await once(child, 'exit');
  await changeAll(owner, slug, projectId);
  expect(await finish(owner, killed.jobId)).toMatchObject({ state: 'SUCCEEDED', error: null });
  expect(await result(owner, killed.id)).toEqual(expected);

  const fresh = await ask(owner, projectId);
  await finish(owner, fresh.jobId);
  const now = await result(owner, fresh.id);
  expect(now.sha256).not.toBe(expected.sha256);
  expect(now.rubricVersions).toEqual(['Another v1']);
  expect(JSON.stringify(now.dropped)).not.toContain('RED_LINE');
});
