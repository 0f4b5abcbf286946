import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { roleUrl } from '@assay/db/role-urls';
import { partId } from '@assay/server/modules/assignments/rules';
import type { Person } from '../support/person.ts';
import { closedLoop, type Measured, medianOf, type Request, sendLoad } from './load.ts';
import { hasPgbench, pgbench } from './peers/pgbench.ts';
import { startPostGraphile } from './peers/start-postgraphile.ts';
import { bareSubmitter, type Held } from './peers/submit.ts';
import { milliseconds, type Row, type Section, shown } from './report.ts';
import { type Seeded, seedClaims, seededId, seedTasks } from './seed.ts';
import type { Stage } from './stage.ts';

const connections = 16;
const rounds = 3;
const requests = 3_200;
const warmUp = 3_200;
/** Seconds that one round of one contestant takes at most. */
const secondsMax = 30;
/** Behind every task that other benchmarks seed. */
const firstTask = 1_000_000;

/** Submits the tasks from a number on, so many of them. */
type Contestant = (from: number, requests: number) => Promise<Measured>;

/** `submitJudgment` against the same SQL without a server, and against PostGraphile. */
export async function measureSubmit(
  stage: Stage,
  seeded: Seeded,
  people: readonly Person[],
): Promise<Section> {
  const held = await heldBy(stage, seeded);
  const appUrl = roleUrl(stage.ownerUrl, 'assay_app');
  const functions = await readFile(new URL('peers/submit.sql', import.meta.url), 'utf8');
  await stage.owner.unsafe(functions).simple();
  const postgraphile = await startPostGraphile(stage);
  const contestants = new Map<string, Contestant>([
    ['Assay', (from, count) => viaAssay(stage, people, from, count)],
    ['postgres.js', (from, count) => viaDriver(appUrl, held, from, count)],
    ['PostGraphile', (from, count) => viaPostGraphile(postgraphile.url, from, count)],
  ]);
  if (hasPgbench()) {
    contestants.set('pgbench', async (from, count) =>
      pgbench({ appUrl, held, connections, requests: count, from }),
    );
  }
  try {
    return sectionOf(await inTurn(stage, seeded, contestants));
  } finally {
    await postgraphile.stop();
  }
}

/** Every contestant once to warm up, then in so many rounds; each gets the round of its median. */
async function inTurn(
  { owner, tenantId }: Stage,
  seeded: Seeded,
  contestants: ReadonlyMap<string, Contestant>,
): Promise<Map<string, Measured>> {
  const needed = contestants.size * (warmUp + rounds * requests);
  await seedTasks(owner, tenantId, seeded, firstTask, needed);
  await seedClaims(owner, tenantId, seeded, firstTask, needed);
  await owner`analyze`;
  let next = firstTask;
  const take = (count: number) => {
    next += count;
    return next - count;
  };
  const results = new Map<string, Measured[]>();
  for (const [name, run] of contestants) {
    await run(take(warmUp), warmUp);
    results.set(name, []);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of contestants) {
      results.get(name)?.push(await run(take(requests), requests));
    }
  }
  return new Map([...results].map(([name, measured]) => [name, medianOf(measured)]));
}

/** As the web client sends it. */
const document = `mutation SubmitJudgment($input: SubmitJudgmentInput!) { submitJudgment(input: $input) {
  __typename ... on SubmitJudgmentPayload { judgment { id } } ... on AppError { code message } } }`;

/** The submit of the n-th claim, by whoever holds it. */
export function submitOf(secret: string, people: readonly Person[], n: number): Request {
  const assignmentId = seededId('a', n);
  const responseId = `AssignmentResponse_${partId({ secret, assignmentId }, 'response', 0)}`;
  const scores = ['accuracy', 'tone', 'policy'].map((dimensionKey) => ({
    ...{ dimensionKey, tier: 1, responseId },
  }));
  const input = {
    idempotencyKey: randomUUID(),
    assignmentId: `Assignment_${assignmentId}`,
    answers: { scores },
    activeSeconds: 42,
  };
  const headers = people[n % people.length]?.headers ?? {};
  return { headers, body: JSON.stringify({ query: document, variables: { input } }) };
}

export const isSubmitted = (answer: string): boolean =>
  answer.includes('"judgment":{"id":"OwnJudgment_');

async function viaAssay(
  { api, secret }: Stage,
  people: readonly Person[],
  from: number,
  count: number,
): Promise<Measured> {
  return sendLoad({
    ...{ url: `${api.url}/graphql`, connections, requests: count, secondsMax },
    next: (_connection, at) => submitOf(secret, people, from + at),
    isGood: isSubmitted,
  });
}

function viaDriver(appUrl: string, held: Held, from: number, count: number): Promise<Measured> {
  return closedLoop({ connections, requests: count, secondsMax }, async () => {
    const { send, close } = bareSubmitter(appUrl, held);
    return { send: (at) => send(from + at), close };
  });
}

const postgraphileDocument = `mutation Submit($input: BenchSubmitJudgmentInput!) {
  benchSubmitJudgment(input: $input) { result } }`;

function viaPostGraphile(url: string, from: number, count: number): Promise<Measured> {
  return sendLoad({
    ...{ url: `${url}/graphql`, connections, requests: count, secondsMax },
    next: (_connection, at) => {
      const input = {
        key: randomUUID(),
        inputHash: 'hash',
        assignmentId: seededId('a', from + at),
        tier: 1,
      };
      const body = JSON.stringify({ query: postgraphileDocument, variables: { input } });
      return { headers: {}, body };
    },
    isGood: (answer) => /"result":"[0-9a-f-]{36}"/.test(answer),
  });
}

async function heldBy({ owner, tenantId }: Stage, seeded: Seeded): Promise<Held> {
  const dimensions = await owner<Held['dimensions'][number][]>`
    select d.id, d.key, t.id as "tierId", t.position as "tierIndex", t.value
    from dimensions d join tiers t on t.dimension_id = d.id and t.position = 1
    where d.rubric_version_id = ${seeded.rubricVersionId} order by d.position`;
  return { ...seeded, tenantId, dimensions: [...dimensions] };
}

function sectionOf(results: ReadonlyMap<string, Measured>): Section {
  const speed = (name: string) => results.get(name)?.perSecond ?? Number.NaN;
  const rows: Row[] = [];
  const add = (name: string, what: string, more: Partial<Row> = {}) => {
    const measured = results.get(name);
    if (measured === undefined) return;
    const { perSecond, p50, p99 } = measured;
    rows.push({ what, value: `${shown(perSecond)}/s, ${milliseconds(p50, p99)}`, ...more });
  };
  const ratio = (of: string) => speed('Assay') / speed(of);
  const ofBare = ratio('postgres.js');
  add('Assay', '`submitJudgment` over HTTP', {
    ratio: { of: 'postgres.js', value: ofBare },
    goal: { text: 'at least .4 of the bare SQL', met: ofBare >= 0.4 },
  });
  add('postgres.js', 'the same statements by postgres.js, no server');
  add('pgbench', 'the same statements by pgbench, pipelined', {
    ratio: { of: 'Assay', value: 1 / ratio('pgbench') },
  });
  add('PostGraphile', 'PostGraphile calling one SQL function', {
    ratio: { of: 'Assay', value: 1 / ratio('PostGraphile') },
  });
  return {
    title: 'Submitting judgments',
    setting: `A rating of three dimensions, ${connections} connections, each waiting for its answer. Assay
      checks session, membership, lease and answers, scores them, and writes idempotency key, slot, assignment, judgment,
      scores, audit entry and outbox row in one transaction. The bare statements write the same rows and check nothing.
      ${requests.toLocaleString('en')} submits a round, the median of ${rounds} rounds.`,
    rows,
    remarks: [],
  };
}
