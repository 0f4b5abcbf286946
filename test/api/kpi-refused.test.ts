import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { finished, kpiRun, pairIn, recordOutcomes } from '../support/kpi.ts';
import { at } from '../support/outcomes.ts';
import { newKey, type Person } from '../support/person.ts';
import { newProject, organisation, payload } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

interface Case {
  readonly tickets: number;
  /** The index of the tier of all dimensions. */
  readonly tier: (ticket: number) => number;
  readonly outcome: (ticket: number) => object;
}

const outcomesOf = ({ tickets, outcome }: Case, source = 'desk') =>
  Array.from({ length: tickets }, (_, ticket) => ({
    ...{ source, externalId: `T-${ticket}`, openedAt: at(1), occurredAt: at(20) },
    ...outcome(ticket),
  }));

/** A project of judged tasks with outcomes. */
async function projectOf(given: Case): Promise<{ owner: Person; projectId: string }> {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner);
  const rows = Array.from({ length: given.tickets }, (_, ticket) => ({
    externalId: `T-${ticket}`,
    messages: [{ role: 'user', content: `Question ${ticket}` }],
    responses: [{ content: `Answer ${ticket}` }],
    judgments: [
      {
        annotator: 'senior',
        scores: ['accuracy', 'tone', 'policy'].map((dimension) => ({
          ...{ dimension, response: 0, tier: given.tier(ticket) },
        })),
      },
    ],
  }));
  await importFile(owner, projectId, jsonLines(rows));
  await recordOutcomes(owner, outcomesOf(given));
  return { owner, projectId };
}
const options = { primaryOutcome: 'resolved', replicates: 200 };

/** What a run says of the composite and one outcome, and what it notes. */
async function said(given: Case, outcome = 'resolved') {
  const { owner, projectId } = await projectOf(given);
  const runId = await kpiRun(owner, projectId, options);
  const { kpiRun: run } = await owner.get(
    'query ($id: ID!) { kpiRun(id: $id) { result { tickets notes { code message } } } }',
    { id: runId },
  );
  const { primary, q } = await pairIn(owner, runId, 'composite', outcome);
  const codes = run.result.notes.map(({ code }: { code: string }) => code);
  return { primary, q, codes, owner, runId };
}

const third = (ticket: number): number => ticket % 3;
const mixed = (ticket: number) => ({ resolved: ticket % 2 === 0 });
const thin: readonly (readonly [string, Case, string, RegExp])[] = [
  ['three tickets', { tickets: 3, tier: third, outcome: mixed }, 'resolved', /Only 3 tickets/],
  [
    'an outcome that is the same on every ticket',
    { tickets: 60, tier: third, outcome: () => ({ resolved: true }) },
    'resolved',
    /same on every/,
  ],
  [
    'tickets that are all open',
    { tickets: 60, tier: third, outcome: () => ({ resolved: false }) },
    'full_resolution:calendar',
    /resolved yet/,
  ],
  [
    'a score that is the same on every ticket',
    { tickets: 60, tier: () => 1, outcome: mixed },
    'resolved',
    /same score/,
  ],
];
describe('a run says what it cannot say', () => {
  it.each(thin)('of %s', async (_what, given, outcome, why) => {
    const { primary, q } = await said(given, outcome);
    expect(primary).toMatchObject({ value: null, interval: null, p: null });
    expect(primary.undefinedBecause).toMatch(why);
    expect(q).toBeNull();
  });

  it('of fewer tickets than dimensions', async () => {
    const { primary, codes } = await said({ tickets: 2, tier: third, outcome: mixed });
    expect(codes).toContain('FEWER_TICKETS_THAN_DIMENSIONS');
    expect(primary.value).toBeNull();
  });

  it('of a score that separates the outcomes: a value and a test, but no interval', async () => {
    const separated: Case = {
      tickets: 120,
      tier: (ticket) => (ticket % 2 === 0 ? 2 : 0),
      outcome: mixed,
    };
    const { primary, owner, runId } = await said(separated);
    expect(primary).toMatchObject({ value: 1, interval: null });
    expect(primary.p).toBeLessThan(1e-6);
    const { weightProposal } = payload(
      await owner.change(
        'proposeWeights',
        { idempotencyKey: newKey(), runId },
        'weightProposal { id job { id } }',
      ),
    );
    await finished(owner, weightProposal.job.id);
    const { weightProposal: found } = await owner.get(
      'query ($id: ID!) { weightProposal(id: $id) { evidence { verdict summary gain { value undefinedBecause } } } }',
      { id: weightProposal.id },
    );
    expect(found.evidence.verdict).not.toBe('BETTER');
    expect(found.evidence.summary).not.toBe('');
  });

  it('of no ticket at all', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner);
    const runId = await kpiRun(owner, projectId, options);
    const { kpiRun: run } = await owner.get(
      'query ($id: ID!) { kpiRun(id: $id) { result { tickets pairs { score } notes { code } } } }',
      { id: runId },
    );
    expect(run.result).toMatchObject({ tickets: 0, pairs: [], notes: [{ code: 'NO_TICKETS' }] });
  });
});

it('leaves out tasks that two sources claim, unless one of them is named', async () => {
  const given: Case = { tickets: 40, tier: third, outcome: mixed };
  const { owner, projectId } = await projectOf(given);
  await recordOutcomes(owner, outcomesOf({ ...given, tickets: 10 }, 'other'));
  const ticketsIn = async (more: object) => {
    const id = await kpiRun(owner, projectId, { ...options, ...more });
    const { kpiRun: run } = await owner.get(
      'query ($id: ID!) { kpiRun(id: $id) { result { tickets } } }',
      { id },
    );
    return run.result.tickets;
  };
  expect(await ticketsIn({})).toBe(30);
  expect(await ticketsIn({ sources: ['desk'] })).toBe(40);
  expect(await ticketsIn({ sources: ['other'] })).toBe(10);
});
