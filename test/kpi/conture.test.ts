import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import type { KpiInput, OutcomeColumn } from '@assay/server/modules/kpi/rules/input';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainRequest } from '../support/kpi-request.ts';
import { plantedInput } from '../support/planted-input.ts';
import { contureRows, contureScales, hasConture } from '../support/real-data.ts';

/** Pearson and Spearman as the data set publishes them, of 119 dialogues. */
const published: Readonly<Record<string, readonly [number, number]>> = {
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

const Rows = z.array(
  z.object({
    judgments: z.array(
      z.object({
        scores: z.array(
          z.object({ dimension: z.string(), tier: z.number().nullable().optional() }),
        ),
      }),
    ),
  }),
);

/** The mean tier of a dimension over all judgments of each dialogue. */
function meansOf(dimension: string): Float64Array {
  const rows = Rows.parse(contureRows());
  return Float64Array.from(rows, ({ judgments }) => {
    const tiers = judgments
      .flatMap(({ scores }) => scores)
      .filter((score) => score.dimension === dimension)
      .flatMap(({ tier }) => (tier == null ? [] : [tier]));
    return tiers.reduce((sum, tier) => sum + tier, 0) / tiers.length;
  });
}

function table(): KpiInput {
  const quality = meansOf('turn_quality').map((tier) => tier / 2);
  const base = plantedInput({ seed: 1, tickets: quality.length, kind: 'NULL' });
  const [composite] = base.scores;
  if (composite === undefined) throw new Error('no composite');
  const outcomes = Object.keys(contureScales).map(
    (key): OutcomeColumn => ({
      ...{ key, label: key, kind: 'NUMBER', unit: 'tiers', higherIsBetter: true },
      ...{ value: meansOf(key), ending: null, asked: null },
    }),
  );
  return {
    ...base,
    scores: [{ ...composite, value: quality, gated: quality }],
    ...{ outcomes, cluster: null, confounders: [], strata: [] },
  };
}

describe.skipIf(!hasConture)('turn quality and what others say of the dialogue', () => {
  const { pairs } = hasConture ? analyse(table(), plainRequest, 1) : { pairs: [] };

  it.each(Object.entries(published))('go together as published: %s', (key, [r, rho]) => {
    const pair = pairs.find(({ outcome }) => outcome === key);
    const linear = pair?.estimates.find(({ coefficient }) => coefficient === 'PEARSON');
    expect(pair?.primary.n).toBe(119);
    expect(Math.abs((linear?.value ?? 9) - r)).toBeLessThan(0.0001);
    expect(Math.abs((pair?.primary.value ?? 9) - rho)).toBeLessThan(0.0001);
    expect(pair?.primary.interval?.low).toBeLessThan(rho);
    expect(pair?.primary.interval?.high).toBeGreaterThan(rho);
  });
});
