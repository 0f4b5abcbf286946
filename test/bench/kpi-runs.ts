/** KPI runs from the request to the result, over tickets that are in the database. */
import { setTimeout } from 'node:timers/promises';
import { newKey, type Person } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { type Row, type Section, shown } from './report.ts';
import { seedClaims, seedProject, seedTasks } from './seed.ts';
import { seedJudgedTickets, seedLargeProject } from './seed-tickets.ts';
import type { Stage } from './stage.ts';
import { besideRow, perSecond, submitAll, timesRow } from './steady-submits.ts';

const sizes = [100_000, 1_000_000] as const;
const largest = Math.max(...sizes);
const replicates = 1_000;
const outcomes = ['resolved', 'escalated', 'full_resolution:calendar', 'csat'];
const secondsMax = 60;
/** Progress of a run that has its input table. */
const readAt = 40;

const mebibytesMax = 1_024;
/** Submits beside a run: they take as long as it is expected to take at least. */
const submits = 40 * perSecond;
const warmUp = 400;
/** Behind what other benchmarks seed. */
const firstClaimed = 5_000_000;

const remark = `API, worker and database are services of their own here, each in its own session. Linux shares the processors out between
sessions, or control groups, before it looks at priorities: in one session with the worker and what it starts, the API had to pay for
their time, and p99 beside the run was five times that alone.`;

interface Run {
  readonly tickets: number;
  readonly seconds: number;
  /** Until the input table was made. */
  readonly readSeconds: number;
  /** Of the worker and its computing process together, at one time. */
  readonly peakMiB: number;
}

export async function measureKpiRuns(stage: Stage, people: readonly Person[]): Promise<Section> {
  const seeded = await seedProject(stage);
  const runs: Run[] = [];
  let projectId = '';
  for (const tickets of sizes) {
    const project = { ...seeded, ...(await seedLargeProject(stage)) };
    await seedJudgedTickets(stage, project, tickets, runs.length);
    ({ projectId } = project);
    runs.push(await runOver(stage, projectId, tickets));
  }
  await seedTasks(stage.owner, stage.tenantId, seeded, firstClaimed, warmUp + 3 * submits);
  await seedClaims(stage.owner, stage.tenantId, seeded, firstClaimed, warmUp + 3 * submits);
  await stage.owner`analyze`;
  let next = firstClaimed;
  const submit = (count: number) => {
    next += count;
    return submitAll(stage, people, next - count, count);
  };
  await submit(warmUp);
  const before = await submit(submits);
  const [beside, run] = await Promise.all([submit(submits), runOver(stage, projectId, largest)]);
  const alone = [...before, ...(await submit(submits))].sort((a, b) => a - b);
  const judged = `\`submitJudgment\`, ${perSecond} a second,`;
  return {
    title: 'KPI runs over the database',
    setting: `Tickets with one task, one judgment of six dimensions and four outcomes each. From the request of a run to its result, with
      ${shown(replicates)} bootstrap replicates: the database copies out tables, a process of its own makes the input table of them, stores it,
      computes from it and fits the calibration. Memory is that of the worker and this process together. Then the larger run again, while
      people judge for ${submits / perSecond} seconds, and as long alone before and after it.`,
    rows: [
      ...runs.map(rowOf),
      timesRow(`${judged} alone`, alone),
      besideRow(`${judged} beside the run`, beside, alone),
      { what: 'the run beside them', value: `${shown(run.seconds)} s` },
    ],
    remarks: [remark],
  };
}

function rowOf({ tickets, seconds, readSeconds, peakMiB }: Run): Row {
  return {
    what: `${tickets.toLocaleString('en')} tickets`,
    value: `${shown(seconds)} s, of which ${shown(readSeconds)} s to make the table; ${shown(peakMiB)} MiB`,
    ...(tickets === largest && {
      goal: {
        text: `${secondsMax} s and ${shown(mebibytesMax)} MiB`,
        met: seconds <= secondsMax && peakMiB <= mebibytesMax,
      },
    }),
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
    let peakMiB = 0;
    for (;;) {
      const { project: found } = await lead.get(
        'query ($id: ID!) { project(id: $id) { kpiRuns(first: 1) { nodes { job { state error progress } } } } }',
        { id: projectId },
      );
      const { state, error, progress } = found.kpiRuns.nodes[0].job;
      const seconds = (performance.now() - begun) / 1_000;
      peakMiB = Math.max(peakMiB, worker.withChildrenMiB());
      if (progress >= readAt) readSeconds ??= seconds;
      if (state === 'SUCCEEDED') {
        return { tickets, seconds, readSeconds: readSeconds ?? seconds, peakMiB };
      }
      if (state === 'FAILED' || state === 'CANCELLED') throw new Error(`${state}: ${error}`);
      await setTimeout(200);
    }
  } finally {
    await worker.stop();
  }
}
