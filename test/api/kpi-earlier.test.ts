import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { kpiRun, recordOutcomes } from '../support/kpi.ts';
import type { Person } from '../support/person.ts';
import { newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
let owner: Person;
let runId: string;
const tickets = 90;
const opened = (n: number) => new Date(Date.UTC(2026, 0, 1, n));

/** One judgment each: higher tiers are resolved sooner; every fourth ticket is escalated. */
beforeAll(async () => {
  assay = await startAssay({ worker: true });
  ({ owner } = await organisation(assay));
  const projectId = await newProject(owner);
  const each = Array.from({ length: tickets }, (_, n) => n);
  const rows = each.map((n) => ({
    externalId: `T-${n}`,
    messages: [{ role: 'user', content: `Question ${n}` }],
    responses: [{ content: `Answer ${n}` }],
    judgments: [
      {
        annotator: 'ada',
        scores: ['accuracy', 'tone', 'policy'].map((dimension) => ({
          ...{ dimension, response: 0, tier: n % 3 },
        })),
      },
    ],
  }));
  await importFile(owner, projectId, jsonLines(rows));
  const outcomes = each.map((n) => {
    const [openedAt, seconds] = [opened(n), 3_600 * (4 - (n % 3)) + 60 * ((7 * n) % 90)];
    const ended = new Date(openedAt.getTime() + 1_000 * seconds).toISOString();
    return {
      ...{ source: 'desk', externalId: `T-${n}`, eventId: `e-${n}` },
      ...{ openedAt: openedAt.toISOString(), occurredAt: ended },
      ...(n % 4 === 0
        ? { escalatedAt: ended, resolved: false }
        : { resolved: true, fullResolutionCalendarSeconds: seconds }),
    };
  });
  await recordOutcomes(owner, outcomes);
  runId = await kpiRun(owner, projectId, { replicates: 200, level: 0.9 });
});
afterAll(() => assay.stop());

async function resultOf(id: string) {
  const { kpiRun: run } = await owner.get(
    `query ($id: ID!) { kpiRun(id: $id) { result { tickets adjustedFor
      pair(score: "accuracy", outcome: "full_resolution:calendar") { primary { n } lags { weeks }
        plot { survival { label } incidence { label ending steps { time incidence low high } } } } } } }`,
    { id },
  );
  return run.result;
}
interface Step {
  readonly incidence: number;
  readonly low: number | null;
  readonly high: number | null;
}
interface Curve {
  readonly ending: string;
  readonly steps: readonly Step[];
}

it('gives limits of the share that has ended in each way', async () => {
  const incidence: Curve[] = (await resultOf(runId)).pair.plot.incidence;
  expect(incidence.map(({ ending }) => ending)).toContain('ESCALATED');
  for (const { steps } of incidence) {
    expect(steps.some(({ low }) => low !== null)).toBe(true);
    for (const { incidence: share, low, high } of steps) {
      expect(low === null).toBe(share === 0 || share === 1);
      expect(high === null).toBe(low === null);
      expect(low ?? -1).toBeLessThan(share === 0 ? 0 : share);
      expect(high ?? 2).toBeGreaterThan(share);
    }
  }
});

it('still shows what a run said before there was more to say', async () => {
  const now = await resultOf(runId);
  const database = postgres(assay.database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const id = runId.split('_')[1] ?? '';
    await database.begin(async (tx) => {
      // nobody else gets round the guard of a finished run
      await tx`set local session_replication_role = replica`;
      const [row] = await tx<{ result: Stored }[]>`select result from kpi_runs where id = ${id}`;
      if (row === undefined) throw new Error('there is no such run');
      await tx`update kpi_runs set result = ${tx.json(asBefore(row.result))} where id = ${id}`;
    });
  } finally {
    await database.end();
  }
  const then = await resultOf(runId);
  expect(now.adjustedFor).toEqual([]);
  expect(then.adjustedFor).toBeNull();
  expect(then.pair.lags).toEqual([]);
  expect(then.pair.plot.survival).toEqual(now.pair.plot.survival);
  expect(then.pair.plot.incidence).toEqual(
    now.pair.plot.incidence.map((curve: Curve) => ({
      ...curve,
      steps: curve.steps.map((step) => ({ ...step, low: null, high: null })),
    })),
  );
});

/** The parts of a stored result that were added to it. */
interface Stored {
  readonly adjustedFor: unknown;
  readonly pairs: readonly {
    readonly lags: unknown;
    readonly plot: { readonly incidence: readonly Curve[] };
  }[];
}

/** The same without them. */
function asBefore({ adjustedFor, pairs, ...result }: Stored) {
  return {
    ...result,
    pairs: pairs.map(({ lags, plot, ...pair }) => ({
      ...pair,
      plot: {
        ...plot,
        incidence: plot.incidence.map((curve) => ({
          ...curve,
          steps: curve.steps.map(({ low, high, ...step }) => step),
        })),
      },
    })),
  };
}
