import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { judgedTickets, tickets } from '../support/judged-tickets.ts';
import { finished, kpiRun } from '../support/kpi.ts';
import { newKey, type Person } from '../support/person.ts';
import { join, organisation, payload } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let slug: string;
let projectId: string;
let runId: string;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  ({ owner, slug } = await organisation(assay));
  projectId = await judgedTickets(owner);
  runId = await kpiRun(owner, projectId, { primaryOutcome: 'resolved', replicates: 200 });
});
afterAll(() => assay.stop());

describe('a weight proposal', () => {
  it('moves weight from Tone, goes into a draft by a lead, and stays as decided', async () => {
    const { weightProposal } = payload(
      await owner.change(
        'proposeWeights',
        { idempotencyKey: newKey(), runId },
        'weightProposal { id job { id } }',
      ),
    );
    await finished(owner, weightProposal.job.id);
    const read = `query ($id: ID!) { weightProposal(id: $id) { decision reason
      draftVersion { id status dimensions { key weight } }
      evidence { verdict summary gain { value interval { low } } weights { key today proposed } } } }`;
    const { weightProposal: found } = await owner.get(read, { id: weightProposal.id });
    expect(found.evidence.verdict).toBe('BETTER');
    const weights = new Map<string, number>(
      found.evidence.weights.map((row: { key: string; proposed: number }) => [
        row.key,
        row.proposed,
      ]),
    );
    expect(weights.get('tone')).toBeLessThan(0.2);
    const approve = () =>
      owner.change(
        'approveWeightProposal',
        { proposalId: weightProposal.id, reason: 'It tracks what we want.' },
        'weightProposal { id }',
      );
    payload(await approve());
    const { weightProposal: decided } = await owner.get(read, { id: weightProposal.id });
    expect(decided).toMatchObject({ decision: 'APPROVED', draftVersion: { status: 'DRAFT' } });
    for (const { key, weight } of decided.draftVersion.dimensions) {
      expect(weight).toBeCloseTo(weights.get(key) ?? -1, 9);
    }
    expect(await approve()).toMatchObject({ code: 'CONFLICT' });
    const { auditEntries } = await owner.get('{ auditEntries(first: 1) { nodes { action } } }');
    expect(auditEntries.nodes[0].action).toBe('proposal:decide');
  });

  it('is rejected only with a reason, and only by those who may decide', async () => {
    const { weightProposal } = payload(
      await owner.change(
        'proposeWeights',
        { idempotencyKey: newKey(), runId, maximalStep: 0.05 },
        'weightProposal { id job { id } }',
      ),
    );
    await finished(owner, weightProposal.job.id);
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const reject = (person: Person, reason: string) =>
      person.change(
        'rejectWeightProposal',
        { proposalId: weightProposal.id, reason },
        'weightProposal { decision reason }',
      );
    expect(await reject(analyst, 'no')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await reject(owner, ' ')).toMatchObject({ code: 'INVALID_INPUT', field: 'reason' });
    expect(await reject(owner, 'Too small a step.')).toMatchObject({
      weightProposal: { decision: 'REJECTED', reason: 'Too small a step.' },
    });
  });
});

describe('the feedback signal', () => {
  it('gives each judged task and each model a calibrated score, with its confidence', async () => {
    const { project } = await owner.get(
      `query ($id: ID!) { project(id: $id) {
        calibration { version outcome map noneBecause brier { value } brierOfBaseRate { value } }
        modelSignals { model calibrated { value n interval { low } } }
        feedbackSignal(first: 5) { totalCount nodes { calibratedScore undefinedBecause ratings composite } } } }`,
      { id: projectId },
    );
    expect(project.calibration).toMatchObject({ outcome: 'resolved', noneBecause: null });
    expect(project.calibration.brier.value).toBeLessThan(project.calibration.brierOfBaseRate.value);
    expect(project.modelSignals.map(({ model }: { model: string }) => model)).toEqual(['a', 'b']);
    expect(project.feedbackSignal.totalCount).toBe(tickets);
    for (const signal of project.feedbackSignal.nodes) {
      expect(signal.calibratedScore).toBeGreaterThan(0);
      expect(signal.calibratedScore).toBeLessThan(1);
    }
  });
});
