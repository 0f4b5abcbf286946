import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, startAssay } from '../support/harness.ts';
import { importFile, jsonLines } from '../support/imports.ts';
import { kpiRun, pairIn, recordOutcomes } from '../support/kpi.ts';
import { newKey } from '../support/person.ts';
import { contureOutcomes, contureRows, contureScales, hasConture } from '../support/real-data.ts';
import {
  dimension,
  newProject,
  organisation,
  payload,
  publishedRubric,
} from '../support/scenario.ts';

let assay: Assay;
beforeAll(async () => {
  assay = await startAssay({ worker: true });
});
afterAll(() => assay.stop());

/** Pearson and Spearman of the mean turn quality with each dialogue rating, as published (columns swapped there). */
const published: Readonly<Record<string, readonly [pearson: number, spearman: number]>> = {
  human_overall: [0.4824, 0.4496],
  likeable: [0.4536, 0.4218],
  understanding: [0.4225, 0.3666],
  flexible: [0.4057, 0.3358],
  consistent: [0.4024, 0.3824],
  error_recovery: [0.4014, 0.3747],
  coherent: [0.3766, 0.3194],
  topic_depth: [0.3487, 0.3392],
  informative: [0.3459, 0.3034],
  inquisitive: [0.271, 0.207],
  diverse: [0.2579, 0.2311],
};

describe.skipIf(!hasConture)('119 dialogues (skipped where the data set is absent)', () => {
  it('go with the ratings of other people as published', async () => {
    const { owner } = await organisation(assay);
    const tiers = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ label: `${at}`, value: at / (count - 1) }));
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
    await importFile(owner, projectId, jsonLines(contureRows()));
    for (const key of Object.keys(contureScales)) {
      payload(
        await owner.change(
          'declareOutcomeMeasure',
          {
            ...{ idempotencyKey: newKey(), key, label: key, kind: 'NUMBER', scale: 'mean rating' },
            higherIsBetter: true,
          },
          'outcomeMeasure { id }',
        ),
      );
    }
    expect(await recordOutcomes(owner, contureOutcomes())).toBe(119);
    const runId = await kpiRun(owner, projectId, { outcomes: Object.keys(contureScales) });
    for (const [key, [r, rho]] of Object.entries(published)) {
      const pair = await pairIn(owner, runId, 'turn_quality', key);
      const pearson = pair.estimates.find(
        ({ coefficient }: { coefficient: string }) => coefficient === 'PEARSON',
      );
      expect([key, Math.abs(pearson.value - r) < 0.01]).toEqual([key, true]);
      expect([key, Math.abs(pair.primary.value - rho) < 0.01]).toEqual([key, true]);
      expect(pair.primary.n).toBe(119);
    }
    const overall = await pairIn(owner, runId, 'turn_quality', 'human_overall');
    expect(overall.primary.value).toBeCloseTo(0.4496, 4);
    expect(overall.estimates[0].value).toBeCloseTo(0.4824, 4);
  });
});
