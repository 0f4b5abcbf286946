/**
 * Submits at a steady 20 a second, first alone and then beside KPI runs that keep a worker computing:
 * what judging people notice of an analyst.
 */
import { setTimeout } from 'node:timers/promises';
import { recordOutcomes } from '../support/kpi.ts';
import { newKey, type Person } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { milliseconds, type Row, type Section, shown } from './report.ts';
import { type Seeded, seedClaims, seedJudgments, seedProject, seedTasks } from './seed.ts';
import type { Stage } from './stage.ts';
import { isSubmitted, submitOf } from './submit.ts';

const perSecond = 20;
const seconds = 40;
const submits = perSecond * seconds;
const warmUp = 400;
const tickets = 10_000;
/** Behind what other benchmarks seed. */
const firstJudged = 3_000_000;
const firstClaimed = 4_000_000;
const ratioMax = 2;

export async function measureBeside(stage: Stage, people: readonly Person[]): Promise<Section> {
  const seeded = await seedProject(stage);
  const projectId = `Project_${seeded.projectId}`;
  await seedTickets(stage, seeded);
  await seedTasks(stage.owner, stage.tenantId, seeded, firstClaimed, warmUp + 2 * submits);
  await seedClaims(stage.owner, stage.tenantId, seeded, firstClaimed, warmUp + 2 * submits);
  await stage.owner`analyze`;
  const worker = await stage.startWorker();
  try {
    await submitAll(stage, people, firstClaimed, warmUp);
    const alone = await submitAll(stage, people, firstClaimed + warmUp, submits);
    const runs = new Runs(stage.lead, projectId);
    await runs.begun();
    const beside = await submitAll(stage, people, firstClaimed + warmUp + submits, submits);
    return sectionOf(alone, beside, await runs.end());
  } finally {
    await worker.stop();
  }
}

/** Judged tasks of scores that differ, and the outcomes of their tickets, some of which follow them. */
async function seedTickets({ owner, tenantId, lead }: Stage, seeded: Seeded): Promise<void> {
  await seedTasks(owner, tenantId, seeded, firstJudged, tickets);
  await seedJudgments(owner, tenantId, seeded, firstJudged, tickets);
  await owner.begin(async (tx) => {
    await tx.unsafe(`set local session_replication_role = replica;
      update judgments set composite = (abs(hashtext(id::text)) % 101) / 100.0, composite_ungated = (abs(hashtext(id::text)) % 101) / 100.0
        where project_id = '${seeded.projectId}';
      update dimension_scores d set value = (abs(hashtext(d.id::text)) % 3) / 2.0 from judgments j
        where j.id = d.judgment_id and j.project_id = '${seeded.projectId}';`);
  });
  const opened = Date.UTC(2026, 0, 1);
  const outcomes = Array.from({ length: tickets }, (_, n) => ({
    ...{ source: 'desk', externalId: `task-${firstJudged + n}`, eventId: `event-${n}` },
    openedAt: new Date(opened + n * 60_000).toISOString(),
    occurredAt: new Date(opened + n * 60_000 + 3_600_000).toISOString(),
    resolved: (n * 7_919) % 3 > 0,
    fullResolutionCalendarSeconds: 600 + ((n * 104_729) % 86_400),
    csat: { raw: 1 + ((n * 15_485_863) % 5), scale: 'ONE_TO_FIVE' },
    csatOfferedAt: new Date(opened + n * 60_000).toISOString(),
    csatAnsweredAt: new Date(opened + n * 60_000 + 1_000).toISOString(),
  }));
  await recordOutcomes(lead, outcomes);
}

/** Sends at a steady rate, whatever the answers. @returns milliseconds since each was due, sorted */
async function submitAll(
  { api, secret }: Stage,
  people: readonly Person[],
  from: number,
  count: number,
): Promise<readonly number[]> {
  const times: number[] = [];
  const pending: Promise<void>[] = [];
  const begun = performance.now();
  for (let at = 0; at < count; at += 1) {
    const dueAt = begun + (at * 1_000) / perSecond;
    await setTimeout(Math.max(0, dueAt - performance.now()));
    const { headers, body } = submitOf(secret, people, from + at);
    const sent = fetch(`${api.url}/graphql`, {
      ...{ method: 'POST', body },
      headers: { ...headers, 'content-type': 'application/json' },
    });
    pending.push(
      sent
        .then((answer) => answer.text())
        .then((answer) => {
          if (!isSubmitted(answer)) throw new Error(`answered: ${answer.slice(0, 500)}`);
          times.push(performance.now() - dueAt);
        }),
    );
  }
  await Promise.all(pending);
  return times.sort((a, b) => a - b);
}

interface EndedRuns {
  readonly ended: number;
  readonly seconds: number;
  /** Until the input table of each was made. */
  readonly readSeconds: number;
}

/** A job that is not there yet. */
const queued: { readonly state: string; readonly error: string | null; readonly progress: number } =
  {
    ...{ state: 'QUEUED', error: null, progress: 0 },
  };
/** Progress of a run that has its input table. */
const readAt = 40;

/** KPI runs one after the other, until told to end. */
class Runs {
  readonly #lead: Person;
  readonly #projectId: string;
  #ended = 0;
  #seconds = 0;
  #readSeconds = 0;
  #goesOn = true;
  readonly #all: Promise<void>;

  constructor(lead: Person, projectId: string) {
    this.#lead = lead;
    this.#projectId = projectId;
    this.#all = this.#repeat();
    this.#all.catch(() => {}); // told by `end`
  }

  /** Waits until something is computed. */
  async begun(): Promise<void> {
    for (;;) {
      const job = await this.#job();
      if (job !== undefined && job.state === 'RUNNING') return;
      await setTimeout(50);
    }
  }

  async end(): Promise<EndedRuns> {
    this.#goesOn = false;
    await this.#all;
    return { ended: this.#ended, seconds: this.#seconds, readSeconds: this.#readSeconds };
  }

  async #repeat(): Promise<void> {
    while (this.#goesOn) {
      const begun = performance.now();
      const options = { primaryOutcome: 'resolved', replicates: 10_000 };
      const input = { idempotencyKey: newKey(), projectId: this.#projectId, options };
      payload(await this.#lead.change('runKpiAnalysis', input, 'kpiRun { id }'));
      let read: number | null = null;
      for (;;) {
        const { state, error, progress } = (await this.#job()) ?? queued;
        if (progress >= readAt) read ??= performance.now();
        if (state === 'SUCCEEDED') break;
        if (state === 'FAILED' || state === 'CANCELLED') throw new Error(`${state}: ${error}`);
        await setTimeout(200);
      }
      this.#ended += 1;
      this.#seconds += (performance.now() - begun) / 1_000;
      this.#readSeconds += ((read ?? performance.now()) - begun) / 1_000;
    }
  }

  /** Of the latest run. */
  async #job(): Promise<typeof queued | undefined> {
    const { project } = await this.#lead.get(
      'query ($id: ID!) { project(id: $id) { kpiRuns(first: 1) { nodes { job { state error progress } } } } }',
      { id: this.#projectId },
    );
    return project.kpiRuns.nodes[0]?.job;
  }
}

function sectionOf(
  alone: readonly number[],
  beside: readonly number[],
  { ended, seconds: took, readSeconds }: EndedRuns,
): Section {
  const at = (times: readonly number[], share: number) =>
    times[Math.floor(share * (times.length - 1))] ?? Number.NaN;
  const row = (what: string, times: readonly number[], more: Partial<Row> = {}): Row => ({
    ...{ what, value: milliseconds(at(times, 0.5), at(times, 0.99)), ...more },
  });
  const ratio = at(beside, 0.99) / at(alone, 0.99);
  return {
    title: 'Judging beside KPI runs',
    setting: `\`submitJudgment\` at a steady ${perSecond} a second for ${seconds} seconds, each time counted from when it was due; then the same
      while a worker process beside computes one KPI run after the other over ${shown(tickets)} tickets with 10,000 replicates.`,
    rows: [
      row('alone', alone),
      row('beside KPI runs', beside, {
        ratio: { of: 'alone, by p99', value: ratio },
        goal: { text: `p99 at most ${ratioMax} times`, met: ratio <= ratioMax },
      }),
      {
        what: 'KPI runs meanwhile',
        value: `${ended}, ${shown(took / ended)} s each, of which ${shown(readSeconds / ended)} s to read ${shown(tickets)} tickets of six judgments`,
      },
    ],
    remarks: [],
  };
}
