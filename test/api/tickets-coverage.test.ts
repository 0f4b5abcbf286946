import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { coverageOf, record, told } from '../support/outcomes.ts';
import { addTasks, join, newProject, organisation, ratingTask } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

/** A project with a task for each ticket, whose analyst judges none of them. */
async function start(ids: readonly string[]) {
  const { owner, slug } = await organisation(assay);
  const analyst = await join(assay, owner, slug, 'ANALYST');
  const projectId = await newProject(owner);
  const tasks = ids.map((externalId) => ratingTask(`Where is ${externalId}?`, { externalId }));
  await addTasks(owner, projectId, tasks);
  return { owner, analyst, projectId };
}

it('shows how outcomes are spread, and who did not answer', async () => {
  const ids = Array.from({ length: 10 }, (_, n) => `T${n}`);
  const { owner, analyst, projectId } = await start(ids);
  await record(owner, [
    ...ids.map((id, n) =>
      told(id, {
        ...{ resolved: n < 6, fullResolutionCalendarSeconds: 100 * (n + 1) },
        ...(n < 6 && { resolutionKind: n < 4 ? 'CONFIRMED' : 'ASSUMED' }),
        ...(n < 8 && { csatOfferedAt: '2026-01-01T10:00:00Z' }),
        ...(n < 3 && { csat: { raw: n + 1, scale: 'ONE_TO_FIVE' } }),
        ...(n === 3 && { csat: { raw: 1, scale: 'GOOD_BAD' } }),
      }),
    ),
    told('unmatched', { resolved: true, fullResolutionCalendarSeconds: 1e6 }),
  ]);
  const coverage = await coverageOf(analyst, projectId);
  expect(coverage).toMatchObject({ tickets: 11, matched: 10, lateEvents: 10, withheld: 0 });
  expect(coverage.matchRate).toMatchObject({ value: 10 / 11, n: 11 });
  expect(coverage.satisfaction).toEqual({
    ...{ answered: 4, unanswered: 4, unoffered: 2, responseRate: { value: 0.5, n: 8 } },
    byScale: [
      { scale: 'GOOD_BAD', answers: 1, mean: 1 },
      { scale: 'ONE_TO_FIVE', answers: 3, mean: 0.25 },
    ],
  });
  expect(coverage.resolutionKinds).toEqual([
    { kind: 'CONFIRMED', count: 4 },
    { kind: null, count: 4 },
    { kind: 'ASSUMED', count: 2 },
  ]);
  const of = (key: string) =>
    coverage.distributions.find((one: { key: string }) => one.key === key);
  expect(of('resolved')).toMatchObject({
    ...{ n: 10, missing: 0, mean: 0.6, bins: [] },
    levels: [
      { label: 'yes', count: 6 },
      { label: 'no', count: 4 },
    ],
  });
  const time = of('full_resolution:calendar');
  expect(time).toMatchObject({
    unit: 'seconds',
    scale: null,
    n: 10,
    mean: 550,
    median: 550,
    levels: [],
  });
  expect(time.bins).toHaveLength(20);
  expect(time.bins[0]).toEqual({ low: 100, high: 145, count: 1 });
  expect(time.bins.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(10);
  const csat = of('csat:ONE_TO_FIVE');
  expect(csat).toMatchObject({ scale: 'ONE_TO_FIVE', n: 3, missing: 7, mean: 0.25 });
  expect([csat.bins[0].low, csat.bins.at(-1).high]).toEqual([0, 0.5]);
  expect(of('csat:GOOD_BAD')).toMatchObject({ scale: 'GOOD_BAD', n: 1, mean: 1 });
});

it('counts the few best answers under themselves', async () => {
  const ids = Array.from({ length: 150 }, (_, n) => `T${n}`);
  const { owner, analyst, projectId } = await start(ids);
  const answered = ids.map((id, n) =>
    told(id, { csat: { raw: n === 0 ? 5 : 1 + (n % 3), scale: 'ONE_TO_FIVE' } }),
  );
  await record(owner, answered);
  const [csat] = (await coverageOf(analyst, projectId)).distributions;
  expect(csat).toMatchObject({ key: 'csat:ONE_TO_FIVE', n: 150 });
  expect(csat.bins.at(-1)).toMatchObject({ high: 1, count: 1 });
});
