import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines, nativeTask } from '../support/imports.ts';
import { declare, record, ticketOf } from '../support/outcomes.ts';
import { contureOutcomes, contureScales, hasConture } from '../support/real-data.ts';
import { join, newProject, organisation } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

interface Told {
  readonly externalId: string;
  readonly measures: readonly { readonly measure: string; readonly number: number }[];
}

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
    // the outcomes of that file, in this shape
    const told = contureOutcomes() as readonly Told[];
    await importFile(
      owner,
      projectId,
      jsonLines(told.map(({ externalId }) => nativeTask(externalId))),
    );
    expect(await record(owner, told)).toMatchObject({ recorded: 119, refused: 0 });
    const { project } = await analyst.get(
      `query ($id: ID!) { project(id: $id) { outcomeCoverage { matched tasksWithTicket
        distributions { key unit n missing mean } } } }`,
      { id: projectId },
    );
    expect(project.outcomeCoverage).toMatchObject({ matched: 119, tasksWithTicket: 119 });
    const { distributions } = project.outcomeCoverage;
    for (const key of Object.keys(contureScales)) {
      const values = told.flatMap(({ measures }) =>
        measures.flatMap(({ measure, number }) => (measure === key ? number : [])),
      );
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const found = distributions.find((one: { key: string }) => one.key === key);
      expect(found, key).toMatchObject({ n: values.length, missing: 119 - values.length });
      expect(found.mean).toBeCloseTo(mean, 9);
    }
    const [first] = told;
    const { outcome } = await ticketOf(analyst, first?.externalId ?? '');
    const stored = outcome.measures.map(
      ({ measure, value }: { measure: { key: string }; value: number }) => [measure.key, value],
    );
    const given = first?.measures.map(({ measure, number }) => [measure, number]) ?? [];
    expect(Object.fromEntries(stored)).toEqual(Object.fromEntries(given));
  });
}
