import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { kpiRun, pairIn, recordOutcomes } from '../support/kpi.ts';
import { newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

const tickets = 60;
const raters = ['ada', 'ben', 'lenient'];
const lenient = 2;
const deservedOf = (n: number): number => Math.floor(n / 4) % 2;

/** Two of three people judge each task, one of whom gives a tier more; Tone is noise. */
const rows = () =>
  Array.from({ length: tickets }, (_, n) => ({
    externalId: `T-${n}`,
    messages: [{ role: 'user', content: `Question ${n}` }],
    responses: [{ content: `Answer ${n}` }],
    judgments: [n % 3, (n + 1) % 3].map((rater) => ({
      annotator: raters[rater],
      scores: ['accuracy', 'tone', 'policy'].map((dimension) => ({
        ...{ dimension, response: 0 },
        tier:
          dimension === 'tone'
            ? (7 * n + 5 * rater) % 3
            : deservedOf(n) + (rater === lenient ? 1 : 0),
      })),
    })),
  }));
const outcomes = () =>
  Array.from({ length: tickets }, (_, n) => ({
    ...{
      source: 'desk',
      externalId: `T-${n}`,
      eventId: `e-${n}`,
      resolved: n % 5 > 0 === deservedOf(n) > 0,
    },
    ...{ openedAt: '2026-01-01T00:00:00Z', occurredAt: '2026-01-02T00:00:00Z' },
  }));

it('takes composites without the leniency of annotators, of every ticket that has one', async () => {
  const { owner } = await organisation(assay);
  const projectId = await newProject(owner, { overlap: 2 });
  const done = await importFile(owner, projectId, jsonLines(rows()));
  expect(done.problems.nodes).toEqual([]);
  expect(await recordOutcomes(owner, outcomes())).toBe(tickets);
  const options = { primaryOutcome: 'resolved', replicates: 200 };
  const raw = await kpiRun(owner, projectId, options);
  const adjusted = await kpiRun(owner, projectId, { ...options, scoreKind: 'ADJUSTED' });
  const { kpiRun: run } = await owner.get(
    'query ($id: ID!) { kpiRun(id: $id) { result { tickets notes { code } } } }',
    { id: adjusted },
  );
  expect(run.result.tickets).toBe(tickets);
  expect(run.result.notes.map(({ code }: { code: string }) => code)).toContain('ADJUSTED_SCORES');
  const [before, after] = [
    await pairIn(owner, raw, 'composite', 'resolved'),
    await pairIn(owner, adjusted, 'composite', 'resolved'),
  ];
  expect(after.primary.n).toBe(tickets);
  expect(after.primary.interval.low).toBeGreaterThan(0.5);
  // who happened to judge a ticket counts no longer
  expect(after.primary.value).not.toBe(before.primary.value);
  const tone = await pairIn(owner, adjusted, 'tone', 'resolved');
  expect(tone.primary.value).toBe((await pairIn(owner, raw, 'tone', 'resolved')).primary.value);
});
