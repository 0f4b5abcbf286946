import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import {
  contureRows,
  contureScales,
  hasConture,
  hasPandalm,
  pandalmFile,
  pandalmMapping,
} from '../support/real-data.ts';
import { dimension, newProject, organisation, publishedRubric } from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

const progressFields = 'tasks tasksComplete slotsOpen judgments annotators';

describe.skipIf(!hasPandalm)('999 comparisons (skipped where the data set is absent)', () => {
  it('become 999 tasks and 2,997 judgments, with a warning for the six texts that are none', async () => {
    const { owner } = await organisation(assay);
    const projectId = await newProject(owner, { overlap: 3 });
    const done = await importFile(owner, projectId, pandalmFile(), { mapping: pandalmMapping });
    expect(done).toMatchObject({
      job: { state: 'SUCCEEDED', error: null },
      ...{
        rowsRead: 999,
        tasksCreated: 999,
        judgmentsCreated: 2_997,
        rowsFailed: 0,
        rowsWarned: 6,
      },
    });
    const { project } = await owner.get(
      `query ($id: ID!) { project(id: $id) { progress { ${progressFields} } } }`,
      { id: projectId },
    );
    expect(project.progress).toEqual({
      ...{ tasks: 999, tasksComplete: 999, slotsOpen: 0, judgments: 2_997, annotators: 3 },
    });
    const figures = await owner.get(
      `query ($id: ID!) { project(id: $id) { agreement { value units interval { low high } }
        agreementMatrix { cells { first { name } second { name } estimate { value } } } } }`,
      { id: projectId },
    );
    const { agreement, agreementMatrix } = figures.project;
    expect(agreement.units).toBe(999);
    expect(agreement.value).toBeCloseTo(0.8642, 4);
    expect(agreement.interval.low).toBeLessThan(agreement.value);
    interface Cell {
      readonly first: { readonly name: string };
      readonly second: { readonly name: string };
      readonly estimate: { readonly value: number };
    }
    const kappas = new Map(
      agreementMatrix.cells.map(({ first, second, estimate }: Cell) => [
        [first.name.at(-1), second.name.at(-1)].sort().join('-'),
        estimate.value.toFixed(4),
      ]),
    );
    // published with the data as .85, .88 and .86
    expect(Object.fromEntries(kappas)).toEqual({
      '1-2': '0.8520',
      '1-3': '0.8789',
      '2-3': '0.8617',
    });
  });
});

describe.skipIf(!hasConture)('119 dialogues (skipped where the data set is absent)', () => {
  it('become tasks without a response, rated by the turn and as a whole', async () => {
    const { owner } = await organisation(assay);
    const tiers = (levels: number) =>
      Array.from({ length: levels }, (_, at) => ({ label: `${at}`, value: at / (levels - 1) }));
    const rubricVersionId = await publishedRubric(owner, {
      dimensions: [
        dimension('turn_quality', 1, { scope: 'TURN', tiers: tiers(3), allowNotApplicable: true }),
        ...Object.entries(contureScales).map(([key, { levels }]) =>
          dimension(key, 1, {
            ...{ scope: 'CONVERSATION', tiers: tiers(levels), allowNotApplicable: true },
          }),
        ),
      ],
    });
    const projectId = await newProject(owner, { rubricVersionId, overlap: 3 });
    const done = await importFile(owner, projectId, jsonLines(contureRows()));
    expect(done.problems.nodes).toEqual([]);
    expect(done).toMatchObject({ rowsRead: 119, tasksCreated: 119, judgmentsCreated: 348 + 119 });
    const { project } = await owner.get(
      `query ($id: ID!) { project(id: $id) { progress { ${progressFields} }
        judgments(first: 1) { nodes { composite compositeUndefinedBecause scores { notApplicable } } } } }`,
      { id: projectId },
    );
    expect(project.progress).toMatchObject({
      tasks: 119,
      slotsOpen: 0,
      judgments: 467,
      annotators: 4,
    });
  });
});
