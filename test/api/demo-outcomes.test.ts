import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPerson } from '../support/demo-people.ts';
import { type Assay, startAssay } from '../support/harness.ts';
import type { Person } from '../support/person.ts';

let assay: Assay;
let lead: Person;
let projectId: string;
beforeAll(async () => {
  assay = await startAssay({ demo: true, worker: true });
  lead = await demoPerson(assay, 'lead');
  const { projects } = await lead.get('{ projects { nodes { id name } } }');
  projectId = projects.nodes.find(({ name }: { name: string }) =>
    name.startsWith('Support bot'),
  ).id;
  await computed();
}, 120_000);
afterAll(() => assay.stop());

/** Waits until the jobs of the demo have ended. */
async function computed(): Promise<void> {
  for (let tries = 100; tries > 0; tries--) {
    const { project } = await ofProject('weightProposals(first: 1) { nodes { finishedAt } }');
    if (project.weightProposals.nodes[0]?.finishedAt != null) return;
    await setTimeout(1_000);
  }
  throw new Error('the runs of the demo were not computed in time');
}

const ofProject = (fields: string) =>
  lead.get(`query ($id: ID!) { project(id: $id) { ${fields} } }`, { id: projectId });

interface Pair {
  readonly score: string;
  readonly outcome: string;
  readonly q: number | null;
  readonly primary: { readonly n: number; readonly value: number };
}

describe('the outcomes of the demo', () => {
  it('are matched but for a few, late now and then, and most are not answered', async () => {
    const { project } = await ofProject(`outcomeCoverage { tickets matched unmatched conflicts
      lateEvents tasks tasksWithTicket satisfaction { answered unanswered unoffered } }`);
    const coverage = project.outcomeCoverage;
    expect(coverage.matched).toBeGreaterThan(900);
    expect(coverage.unmatched).toBeGreaterThan(20);
    expect(coverage.conflicts).toBeGreaterThan(2);
    expect(coverage.lateEvents).toBeGreaterThan(20);
    expect(coverage.lateEvents).toBeLessThan(300);
    expect(coverage.tasksWithTicket).toBeLessThan(coverage.tasks);
    const { answered, unanswered } = coverage.satisfaction;
    expect(answered / (answered + unanswered)).toBeGreaterThan(0.3);
    expect(answered / (answered + unanswered)).toBeLessThan(0.5);
  });

  it('leave work for an annotator, who sees nothing of them', async () => {
    const annotator = await demoPerson(assay, 'annotator');
    const { viewer } = await annotator.get('{ viewer { work { projectId waiting } } }');
    const waiting = viewer.work.find((one: { projectId: string }) => one.projectId === projectId);
    expect(waiting.waiting).toBeGreaterThanOrEqual(20);
    const refused = await annotator.ask('{ tickets(first: 1) { totalCount } }');
    expect(refused.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('make runs find what was planted: resolution by accuracy and policy, satisfaction by tone', async () => {
    const { project } = await ofProject(`kpiRuns(first: 5) { nodes { id finishedAt } }
      latestKpiRun { result { tickets notes { code }
        pairs { score outcome q primary { n value } } } }`);
    expect(project.kpiRuns.nodes).toHaveLength(3);
    const { tickets, notes, pairs } = project.latestKpiRun.result;
    expect(tickets).toBeGreaterThan(900);
    expect(notes.map(({ code }: { code: string }) => code)).toContain('TWO_SOURCES');
    const pair = (score: string, outcome: string): Pair =>
      pairs.find((one: Pair) => one.score === score && one.outcome === outcome);
    expect(pair('accuracy', 'resolved').primary.value).toBeGreaterThan(0.65);
    expect(pair('policy', 'resolved').primary.value).toBeGreaterThan(0.55);
    expect(pair('tone', 'resolved').primary.value).toBeLessThan(0.57);
    expect(pair('tone', 'csat').primary.value).toBeGreaterThan(0.35);
    expect(pair('tone', 'csat').q).toBeLessThan(0.001);
    expect(pair('policy', 'csat').primary.value).toBeLessThan(0.2);
    expect(pair('accuracy', 'first_resolution:calendar').primary.value).toBeGreaterThan(0.6);
  });

  it('make a proposal move weight from tone to accuracy, and calibrate the score', async () => {
    const { project } =
      await ofProject(`calibration { map brier { value } brierOfBaseRate { value } }
      weightProposals(first: 2) { nodes { decision evidence { verdict gain { interval { low } }
        weights { key today proposed } } } }`);
    const [proposal, ...others] = project.weightProposals.nodes;
    expect(others).toEqual([]);
    expect(proposal.decision).toBeNull();
    expect(proposal.evidence.verdict).toBe('BETTER');
    expect(proposal.evidence.gain.interval.low).toBeGreaterThan(0);
    const weight = (key: string) =>
      proposal.evidence.weights.find((one: { key: string }) => one.key === key);
    expect(weight('accuracy').proposed).toBeGreaterThan(weight('accuracy').today);
    expect(weight('tone').proposed).toBeLessThan(weight('tone').today);
    expect(project.calibration.map).not.toBeNull();
    expect(project.calibration.brier.value).toBeLessThan(project.calibration.brierOfBaseRate.value);
  });
});
