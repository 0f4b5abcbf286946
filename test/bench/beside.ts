/**
 * Submits at a steady 20 a second, first alone and then beside KPI runs that keep a worker computing:
 * what judging people notice of an analyst.
 */
import { setTimeout } from 'node:timers/promises';
import { recordOutcomes } from '../support/kpi.ts';
import { newKey, type Person } from '../support/person.ts';
import { payload } from '../support/scenario.ts';
import { type Section, shown } from './report.ts';
import { type Seeded, seedClaims, seedJudgments, seedProject, seedTasks } from './seed.ts';
import type { Stage } from './stage.ts';
import { besideRow, perSecond, submitAll, timesRow } from './steady-submits.ts';

const seconds = 40;
const submits = perSecond * seconds;
const warmUp = 400;
const tickets = 10_000;
/** Behind what other benchmarks seed. */
const firstJudged = 3_000_000;
const firstClaimed = 4_000_000;

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
        where j.id = d.judgment_id and j.project_id = '${seeded.projectId}';
      update judgments j set dimension_values = array(select s.value from dimension_scores s join dimensions d on d.id = s.dimension_id
        where s.judgment_id = j.id order by d.position) where project_id = '${seeded.projectId}';`);
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
  return {
    title: 'Judging beside KPI runs',
    setting: `\`submitJudgment\` at a steady ${perSecond} a second for ${seconds} seconds, each time counted from when it was due; then the same
      while a worker process beside computes one KPI run after the other over ${shown(tickets)} tickets with 10,000 replicates.`,
    rows: [
      timesRow('alone', alone),
      besideRow('beside KPI runs', beside, alone),
      {
        what: 'KPI runs meanwhile',
        value: `${ended}, ${shown(took / ended)} s each, of which ${shown(readSeconds / ended)} s to read ${shown(tickets)} tickets of six judgments`,
      },
    ],
    remarks: [],
  };
}
