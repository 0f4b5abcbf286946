/** KPI runs from the request to the result, over tickets that are in the database. */
import { setTimeout } from 'node:timers/promises';
import { newKey } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { type Section, shown } from './report.ts';
import type { Seeded } from './seed.ts';
import { seedJudgedTickets, seedLargeProject } from './seed-tickets.ts';
import type { Stage } from './stage.ts';

const sizes = [100_000, 1_000_000] as const;
const largest = Math.max(...sizes);
const replicates = 1_000;
const outcomes = ['resolved', 'escalated', 'full_resolution:calendar', 'csat'];
const secondsMax = 60;
/** Progress of a run that has its input table. */
const readAt = 40;

interface Run {
  readonly tickets: number;
  readonly seconds: number;
  /** Until the input table was made. */
  readonly readSeconds: number;
  /** Of the worker, which makes the table. */
  readonly peakMiB: number;
}

export async function measureKpiRuns(stage: Stage, people: Seeded): Promise<Section> {
  const runs: Run[] = [];
  for (const tickets of sizes) {
    const project = { ...people, ...(await seedLargeProject(stage)) };
    await seedJudgedTickets(stage, project, tickets, runs.length);
    runs.push(await runOver(stage, project.projectId, tickets));
  }
  return {
    title: 'KPI runs over the database',
    setting: `Tickets with one task, one judgment of six dimensions and four outcomes each. From the request of a run to its result, with
      ${shown(replicates)} bootstrap replicates: the worker reads the tickets page by page and stores the input table, a process of its own
      computes from it, then another one fits the calibration.`,
    rows: runs.map(({ tickets, seconds, readSeconds, peakMiB }) => ({
      what: `${tickets.toLocaleString('en')} tickets`,
      value: `${shown(seconds)} s, of which ${shown(readSeconds)} s to read them; the worker's peak is ${shown(peakMiB)} MiB`,
      ...(tickets === largest && {
        goal: { text: `${secondsMax} s`, met: seconds <= secondsMax },
      }),
    })),
    remarks: runs.every(({ tickets, seconds }) => tickets < largest || seconds <= secondsMax)
      ? []
      : [
          `Computing alone stays within the minute, as the section about runs from a stored table says. Reading is bound by one connection of the
      database, which looks up each ticket's outcome, match, task, response, judgment and scores by their keys.`,
        ],
  };
}

async function runOver(stage: Stage, project: string, tickets: number): Promise<Run> {
  const { lead } = stage;
  const projectId = `Project_${project}`;
  const worker = await stage.startWorker();
  try {
    const begun = performance.now();
    const options = { primaryOutcome: 'resolved', outcomes, replicates };
    const input = { idempotencyKey: newKey(), projectId, options };
    payload(await lead.change('runKpiAnalysis', input, 'kpiRun { id }'));
    let readSeconds: number | null = null;
    for (;;) {
      const { project: found } = await lead.get(
        'query ($id: ID!) { project(id: $id) { kpiRuns(first: 1) { nodes { job { state error progress } } } } }',
        { id: projectId },
      );
      const { state, error, progress } = found.kpiRuns.nodes[0].job;
      const seconds = (performance.now() - begun) / 1_000;
      if (progress >= readAt) readSeconds ??= seconds;
      if (state === 'SUCCEEDED') {
        return {
          ...{ tickets, seconds, readSeconds: readSeconds ?? seconds },
          peakMiB: worker.peakMiB(),
        };
      }
      if (state === 'FAILED' || state === 'CANCELLED') throw new Error(`${state}: ${error}`);
      await setTimeout(200);
    }
  } finally {
    await worker.stop();
  }
}
