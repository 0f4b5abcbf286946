import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines, nativeTask } from '../support/imports.ts';
import { declare, importOutcomes, ticketOf, told } from '../support/outcomes.ts';
import { contureMeans, contureScales, hasConture } from '../support/real-data.ts';
import { join, newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

const name = 'records the ratings of 119 dialogues as declared measures of their tickets';
if (!hasConture) it.skip('skipped, there is no data: conture', () => {});
else {
  it(name, async () => {
    const { owner, slug } = await organisation(assay);
    const analyst = await join(assay, owner, slug, 'ANALYST');
    const projectId = await newProject(owner);
    for (const [key, { lowest, levels }] of Object.entries(contureScales)) {
      const highest = lowest + levels - 1;
      await declare(owner, key, { scale: `${lowest}-${highest}`, lowest, highest });
    }
    const dialogues = contureMeans();
    await importFile(owner, projectId, jsonLines(dialogues.map(({ id }) => nativeTask(id))));
    const rows = dialogues.map(({ id, means }) => told(id, { source: 'conture', measures: means }));
    const done = await importOutcomes(owner, projectId, jsonLines(rows));
    expect(done).toMatchObject({ rowsRead: 119, outcomesRecorded: 119, rowsFailed: 0 });
    const { project } = await analyst.get(
      `query ($id: ID!) { project(id: $id) { outcomeCoverage { matched tasksWithTicket
        distributions { key unit n missing mean } } } }`,
      { id: projectId },
    );
    expect(project.outcomeCoverage).toMatchObject({ matched: 119, tasksWithTicket: 119 });
    const { distributions } = project.outcomeCoverage;
    for (const key of Object.keys(contureScales)) {
      const values = dialogues.flatMap(({ means }) => means[key] ?? []);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const found = distributions.find((one: { key: string }) => one.key === key);
      expect(found, key).toMatchObject({ n: values.length, missing: 119 - values.length });
      expect(found.mean).toBeCloseTo(mean, 9);
    }
    const [first] = dialogues;
    const { outcome } = await ticketOf(analyst, first?.id ?? '');
    const stored = outcome.measures.map(
      ({ measure, value }: { measure: { key: string }; value: number }) => [measure.key, value],
    );
    expect(Object.fromEntries(stored)).toEqual(first?.means);
  });
}
