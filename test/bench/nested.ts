import { fileURLToPath } from 'node:url';
import { type Measured, medianOf, sendLoad } from './load.ts';
import { startPostGraphile } from './peers/start-postgraphile.ts';
import { answers, freePort, startProcess } from './processes.ts';
import { milliseconds, type Row, type Section, shown } from './report.ts';
import { type Seeded, seedJudgments, seedTasks } from './seed.ts';
import type { Stage } from './stage.ts';

const tasks = 10_200;
const connections = 16;
const rounds = 3;
const requests = 320;
const warmUp = 480;
const secondsMax = 30;

/** 50 tasks, each with a response, six judgments and their three scores. */
const document = `query ($id: ID!) { project(id: $id) { tasks(first: 50) { nodes { id externalId createdAt
  responses { id content }
  judgments { id revision composite submittedAt scores { dimensionKey value notApplicable } } } } } }`;
const postgraphileDocument = `query ($id: UUID!) { allTasksList(condition: { projectId: $id }, orderBy: ROW_ID_DESC, first: 50) {
  rowId externalId createdAt
  responsesByTenantIdAndTaskIdList(orderBy: ROW_ID_ASC) { rowId content }
  judgmentsByTenantIdAndTaskIdList(orderBy: ROW_ID_ASC) { rowId revision composite submittedAt
    dimensionScoresByTenantIdAndJudgmentIdList(orderBy: ROW_ID_ASC) { dimensionKey value notApplicable } } } }`;

/** A nested list against one hand-written statement, and against PostGraphile. */
export async function measureNested(stage: Stage, seeded: Seeded): Promise<Section> {
  const { owner, tenantId } = stage;
  await seedTasks(owner, tenantId, seeded, 0, tasks);
  await seedJudgments(owner, tenantId, seeded, 0, tasks);
  await owner`analyze`;
  const bare = await startProcess(
    fileURLToPath(new URL('peers/json-agg.ts', import.meta.url)),
    await freePort(),
    { DATABASE_URL: stage.ownerUrl, TENANT_ID: tenantId, PROJECT_ID: seeded.projectId },
    answers,
  );
  const postgraphile = await startPostGraphile(stage);
  const ask = (url: string, query: string, id: string, headers = {}) => {
    const body = JSON.stringify({ query, variables: { id } });
    return (count: number) =>
      sendLoad({
        ...{ url, connections, requests: count, secondsMax },
        next: () => ({ headers, body }),
        isGood: isWhole,
      });
  };
  const { projectId } = seeded;
  const contestants = new Map([
    [
      'Assay',
      ask(`${stage.api.url}/graphql`, document, `Project_${projectId}`, stage.lead.headers),
    ],
    ['json_agg', ask(bare.url, '', projectId)],
    ['PostGraphile', ask(`${postgraphile.url}/graphql`, postgraphileDocument, projectId)],
  ]);
  try {
    const results = new Map<string, Measured[]>();
    for (const [name, run] of contestants) {
      await run(warmUp);
      results.set(name, []);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, run] of contestants) results.get(name)?.push(await run(requests));
    }
    return sectionOf(new Map([...results].map(([name, measured]) => [name, medianOf(measured)])));
  } finally {
    await postgraphile.stop();
    await bare.stop();
  }
}

/** Every answer has all of the scores, under whatever names. */
const isWhole = (answer: string): boolean =>
  (answer.match(/"notApplicable"/g) ?? []).length === 50 * 6 * 3 && !answer.includes('"errors"');

function sectionOf(results: ReadonlyMap<string, Measured>): Section {
  const speed = (name: string) => results.get(name)?.perSecond ?? Number.NaN;
  const row = (name: string, what: string, more: Partial<Row> = {}): Row[] => {
    const measured = results.get(name);
    if (measured === undefined) return [];
    const { perSecond, p50, p99 } = measured;
    return [{ what, value: `${shown(perSecond)}/s, ${milliseconds(p50, p99)}`, ...more }];
  };
  const ahead = speed('Assay') / speed('PostGraphile');
  return {
    title: 'Reading a nested list',
    setting: `50 tasks with their responses, judgments and scores in one document, ${connections} connections; the project has
      ${tasks.toLocaleString('en')} tasks and ${(tasks * 6).toLocaleString('en')} judgments. The hand-written statement signs
      nobody in and knows no tenant. The median of ${rounds} rounds of ${requests} requests.`,
    rows: [
      ...row('Assay', 'Assay, over HTTP', {
        ratio: { of: 'PostGraphile', value: ahead },
        goal: { text: 'not behind PostGraphile', met: ahead >= 1 },
      }),
      ...row('json_agg', 'one `json_agg` statement behind `node:http`', {
        ratio: { of: 'Assay', value: speed('json_agg') / speed('Assay') },
      }),
      ...row('PostGraphile', 'PostGraphile on the same tables', {
        ratio: { of: 'Assay', value: 1 / ahead },
      }),
    ],
    remarks: [
      `${
        ahead >= 1
          ? 'Twice as fast as PostGraphile is the goal behind that bar.'
          : 'Behind PostGraphile, which answers a document with one statement and writes what comes back as it is.'
      } Assay reads a level at a time, each column as one list, with the columns that the document asks for, and runs the document by
      a plan that is made once for it. Writing the answer, talking to the database and clearing away the objects in between are
      most of what is left; making the whole document one statement would be the next step.`,
    ],
  };
}
