import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { newKey, type Person } from '../support/person.ts';
import {
  addTasks,
  answersTo,
  claim,
  newProject,
  organisation,
  ratingTask,
} from '../support/scenario.ts';

let assay: Assay;
let database: postgres.Sql;
let owner: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay();
  database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  ({ owner } = await organisation(assay));
  projectId = await newProject(owner);
  await addTasks(
    owner,
    projectId,
    Array.from({ length: 3 }, (_, n) => ratingTask(`question ${n}`)),
  );
});
afterAll(async () => {
  await database.end();
  await assay.stop();
});

/** Cuts every connection that is inside a transaction of a tenant, now and again. */
function cutting(): { stop(): Promise<number> } {
  let open = true;
  let cuts = 0;
  const ended = (async () => {
    while (open) {
      const cut = await database`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'assay' and xact_start is not null
          and query not like '%pg_catalog.pg_type%'`;
      cuts += cut.length;
      await new Promise((resolve) => setTimeout(resolve, 150 * Math.random()));
    }
  })();
  return {
    stop: async () => {
      open = false;
      await ended;
      return cuts;
    },
  };
}
const query =
  'query ($id: ID!) { project(id: $id) { progress { judgments } tasks { totalCount } } }';

it('answers UNAVAILABLE while connections are cut, never INTERNAL, and goes on', async () => {
  const cuts = cutting();
  const codes = new Set<string>();
  for (let n = 0; n < 150; n += 1) {
    const { errors } = await owner.ask(query, { id: projectId });
    codes.add(errors[0]?.extensions.code ?? 'answered');
  }
  expect(await cuts.stop()).toBeGreaterThan(0);
  codes.delete('answered');
  expect([...codes].filter((code) => code !== 'UNAVAILABLE')).toEqual([]);
  await expect
    .poll(async () => (await owner.ask(query, { id: projectId })).errors, { timeout: 10_000 })
    .toEqual([]);
});

it('stores a judgment once however often its submit was cut and sent again', async () => {
  const assignments = await claim(owner, projectId, 3);
  const cuts = cutting();
  for (const assignment of assignments) {
    const input = {
      idempotencyKey: newKey(),
      assignmentId: assignment.id,
      answers: answersTo(assignment),
    };
    const document = `mutation ($input: SubmitJudgmentInput!) { submitJudgment(input: $input) {
      __typename ... on AppError { code } } }`;
    for (let tries = 0; tries < 200; tries += 1) {
      const { data, errors } = await owner.ask(document, { input });
      if (data?.submitJudgment?.__typename === 'SubmitJudgmentPayload') break;
      const code = errors[0]?.extensions.code ?? data?.submitJudgment?.code;
      // what was sent is either under way or undone, and may be sent again
      expect(['UNAVAILABLE', 'CONFLICT']).toContain(code);
    }
  }
  await cuts.stop();
  const [stored] = await database`select count(*)::int as judgments,
    (select count(*)::int from slots where submitted_at is not null) as slots,
    (select count(*)::int from audit_entries where action = 'judgment:submit') as entries from judgments`;
  expect(stored).toEqual({ judgments: 3, slots: 3, entries: 3 });
});

it('says whether it is ready', async () => {
  const ready = await fetch(`${assay.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  expect((await fetch(`${assay.url}/healthz`)).status).toBe(200);
});
