import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judgedTickets, opened, outcomes, tickets } from '../support/judged-tickets.ts';
import { finished, kpiRun, pairIn, recordOutcomes } from '../support/kpi.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, organisation, payload } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let slug: string;
let projectId: string;
let runId: string;
const statements: string[] = [];
beforeAll(async () => {
  assay = await startAssay({ worker: true, onStatement: (text) => statements.push(text) });
  ({ owner, slug } = await organisation(assay));
  projectId = await judgedTickets(owner);
  // told again, each has no second effect
  expect(await recordOutcomes(owner, outcomes().slice(0, 250))).toBe(0);
  runId = await kpiRun(owner, projectId, {
    ...{
      primaryOutcome: 'resolved',
      confounders: ['channel', 'escalation_note', 'region'],
      replicates: 300,
    },
  });
});
afterAll(() => assay.stop());

const resultFields =
  'tickets adjustedFor notes { code message } scores { key } outcomes { key n missing asked open }';

describe('a KPI run', () => {
  it('links every matched ticket, and says what it will not adjust for', async () => {
    const { kpiRun: run } = await owner.get(
      `query ($id: ID!) { kpiRun(id: $id) { trigger inputSha256 codeVersion seed finishedAt
        request { primaryOutcome confounders rubricVersions { id } } result { ${resultFields} } } }`,
      { id: runId },
    );
    expect(run.result.tickets).toBe(tickets);
    expect(run.inputSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(run.request.rubricVersions).toHaveLength(1);
    const keys = run.result.outcomes.map(({ key }: { key: string }) => key);
    expect(keys).toEqual(expect.arrayContaining(['resolved', 'csat', 'full_resolution:calendar']));
    const refused = run.result.notes.find(
      ({ code }: { code: string }) => code === 'CONFOUNDER_REFUSED',
    );
    expect(refused.message).toContain('escalation_note is not adjusted for');
    const missing = run.result.notes.find(
      ({ code }: { code: string }) => code === 'ATTRIBUTE_MISSING',
    );
    expect(missing.message).toContain('region');
    // the request stays what was asked
    expect(run.request.confounders).toEqual(['channel', 'escalation_note', 'region']);
    expect(run.result.adjustedFor).toEqual(['channel']);
  });

  it('finds what was planted, with open tickets censored', async () => {
    const accuracy = await pairIn(owner, runId, 'accuracy', 'resolved');
    expect(accuracy.primary.coefficient).toBe('AUC');
    expect(accuracy.primary.interval.low).toBeGreaterThan(0.6);
    expect(accuracy.q).toBeLessThan(0.001);
    const tone = await pairIn(owner, runId, 'tone', 'resolved');
    expect(tone.primary.interval.low).toBeLessThan(0.5);
    expect(tone.primary.interval.high).toBeGreaterThan(0.5);
    const csat = await pairIn(owner, runId, 'tone', 'csat');
    expect(csat.primary.value).toBeGreaterThan(0.9);
    const time = await pairIn(owner, runId, 'policy', 'full_resolution:calendar');
    expect(time.primary.value).toBeGreaterThan(0.55);
    expect(time.primary.n).toBe(tickets);
  });

  it('has a plot of each pair, alone as among the others', async () => {
    const plot = 'score outcome primary { n } plot { bins { low n } roc { x y } }';
    const { kpiRun: run } = await owner.get(
      `query ($id: ID!) { kpiRun(id: $id) { result { pairs { ${plot} }
        accuracy: pair(score: "accuracy", outcome: "resolved") { ${plot} }
        tone: pair(score: "tone", outcome: "csat") { ${plot} } } } }`,
      { id: runId },
    );
    const { pairs, accuracy, tone } = run.result;
    for (const one of [accuracy, tone]) {
      expect(pairs).toContainEqual(one);
      const counts = one.plot.bins.map(({ n }: { n: number }) => n);
      expect(counts.reduce((sum: number, n: number) => sum + n, 0)).toBe(one.primary.n);
    }
    expect(accuracy.plot.roc.length).toBeGreaterThan(2);
    expect(tone.plot.roc).toEqual([]);
  });

  it('does not read what runs say, a megabyte each, where nobody asks for it', async () => {
    const list =
      'query ($id: ID!) { project(id: $id) { kpiRuns { nodes { id finishedAt } } latestKpiRun { id } } }';
    statements.length = 0;
    const { project } = await owner.get(list, { id: projectId });
    expect(project.latestKpiRun.id).toBe(runId);
    const about = statements.filter((text) => text.includes('"kpi_runs"'));
    expect(about).toHaveLength(2);
    for (const text of about) expect(text).not.toContain('"result"');
  });

  it('gives the same numbers when it is computed again', async () => {
    const { kpiRun: again } = payload(
      await owner.change(
        'rerunKpiAnalysis',
        { idempotencyKey: newKey(), runId },
        'kpiRun { id seed inputSha256 job { id } rerunOf { id } }',
      ),
    );
    await finished(owner, again.job.id);
    expect(again.rerunOf.id).toBe(runId);
    const all = `query ($id: ID!) { kpiRun(id: $id) { seed inputSha256 result { ${resultFields}
      pairs { score outcome q primary { value p n interval { low high } bootstrap { low high } } } } } }`;
    const [first, second] = [
      await owner.get(all, { id: runId }),
      await owner.get(all, { id: again.id }),
    ];
    expect(second).toEqual(first);
  });

  it('stands beside another one, without an interval where they share tickets', async () => {
    const other = await kpiRun(owner, projectId, { replicates: 200, openedBefore: opened(300) });
    const { compareKpiRuns: changes } = await owner.get(
      `query ($before: ID!, $after: ID!) { compareKpiRuns(before: $before, after: $after) {
        score outcome difference undefinedBecause interval { low } before { n } after { n } } }`,
      { before: other, after: runId },
    );
    const change = changes.find(
      (one: { score: string; outcome: string }) =>
        one.score === 'composite' && one.outcome === 'resolved',
    );
    expect(change).toMatchObject({ interval: null, before: { n: 300 }, after: { n: tickets } });
    expect(change.undefinedBecause).toContain('share tickets');
  });

  it('never changes, not even by whoever owns the row', async () => {
    const database = postgres(assay.database.ownerUrl, { max: 1 });
    try {
      const id = runId.split('_')[1] ?? '';
      // row-level security is forced on the owner too, but not on the superuser that tests are
      await expect(database`update kpi_runs set seed = 1 where id = ${id}`).rejects.toThrow(
        'a KPI run never changes',
      );
    } finally {
      await database.end();
    }
  });

  it('is for those who may see outcomes, and not for another organisation', async () => {
    const annotator = await join(assay, owner, slug, 'ANNOTATOR');
    const reviewer = await join(assay, owner, slug, 'REVIEWER');
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const { owner: stranger } = await organisation(assay);
    const ask = async (person: Person) => {
      const { data, errors } = await person.ask('query ($id: ID!) { kpiRun(id: $id) { id } }', {
        id: runId,
      });
      return errors[0]?.extensions.code ?? data?.kpiRun.id;
    };
    expect(await Promise.all([annotator, reviewer, stranger, analyst].map(ask))).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'NOT_FOUND',
      runId,
    ]);
  });

  it.each([
    [{ replicates: 5 }, 'options.replicates'],
    [{ outcomeReliability: 2 }, 'options.outcomeReliability'],
    [
      { openedFrom: '2026-02-01T00:00:00Z', openedBefore: '2026-01-01T00:00:00Z' },
      'options.openedBefore',
    ],
  ])('is refused for %j', async (options, field) => {
    const refused = await owner.change(
      'runKpiAnalysis',
      { idempotencyKey: newKey(), projectId, options },
      'kpiRun { id }',
    );
    expect(refused).toMatchObject({ __typename: 'AppError', code: 'INVALID_INPUT', field });
  });
});

describe('the defaults of a project', () => {
  const save = (person: Person, options: object) =>
    person.change(
      'saveKpiDefaults',
      { projectId, options },
      'project { kpiDefaults { primaryOutcome clusterBy replicates } }',
    );

  it('hold where a run says nothing else, and only leads set them', async () => {
    const { project } = payload(
      await save(owner, { primaryOutcome: 'resolved', clusterBy: 'customer' }),
    );
    expect(project.kpiDefaults).toEqual({
      ...{ primaryOutcome: 'resolved', clusterBy: 'customer', replicates: 1_000 },
    });
    const start = async (options: object) =>
      payload(
        await owner.change(
          'runKpiAnalysis',
          { idempotencyKey: newKey(), projectId, options },
          'kpiRun { request { primaryOutcome clusterBy } }',
        ),
      ).kpiRun.request;
    expect(await start({})).toEqual({ primaryOutcome: 'resolved', clusterBy: 'customer' });
    expect(await start({ primaryOutcome: 'csat' })).toMatchObject({ primaryOutcome: 'csat' });
    // what the defaults name can be gone without
    expect(await start({ primaryOutcome: null, clusterBy: null, replicates: null })).toEqual({
      ...{ primaryOutcome: null, clusterBy: null },
    });
    expect(await save(owner, { replicates: 1 })).toMatchObject({
      ...{ code: 'INVALID_INPUT', field: 'options.replicates' },
    });
    const analyst = await join(assay, owner, slug, 'ANALYST');
    expect(await save(analyst, {})).toMatchObject({ code: 'FORBIDDEN' });
    expect(payload(await save(owner, {})).project.kpiDefaults.primaryOutcome).toBeNull();
  });
});

describe('a schedule', () => {
  it('starts runs by itself, and refuses what is no schedule', async () => {
    const save = (cron: string, timeZone = 'Europe/Berlin') =>
      owner.change(
        'saveKpiSchedule',
        { projectId, cron, timeZone },
        'project { kpiSchedule { cron nextAt enabled } }',
      );
    for (const cron of ['never', '* * * * *', '61 0 * * *']) {
      expect(await save(cron)).toMatchObject({ code: 'INVALID_INPUT', field: 'cron' });
    }
    expect(await save('0 6 * * 1', 'Nowhere/Here')).toMatchObject({ code: 'INVALID_INPUT' });
    const { project } = payload(await save('0 6 * * 1'));
    const nextAt = new Date(project.kpiSchedule.nextAt);
    expect(nextAt.getUTCDay()).toBe(1);
  });
});
