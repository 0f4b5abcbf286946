import type { FlagKind, Rubric } from '@assay/scoring/rubrics/rubric';
import { scoreJudgment } from '@assay/scoring/rubrics/score-judgment';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { describe, expect, it } from 'vitest';
import type { KpiInput, OutcomeColumn } from '../../kpi/rules/input.ts';
import { compositeOf, fitTable, targetOf, tied } from './fit-table.ts';

const keys = ['accuracy', 'tone', 'policy'] as const;
const today = [0.5, 0.3, 0.2];
const tiers = [0, 0.6, 1];
const n = 200;

/** A rubric with a red line of each kind, under some weights. */
const rubricOf = (weights: readonly number[]): Rubric => ({
  dimensions: keys.map((key, d) => ({
    ...{ key, label: key, scope: 'CONVERSATION', weight: weights[d] ?? 0, critical: false },
    ...{ locked: false, allowNotApplicable: true, rollUp: 'MEAN' },
    tiers: tiers.map((value) => ({ label: String(value), value })),
  })),
  redLines: [
    {
      ...{ dimensionKey: 'policy', atOrBelowTier: 0, flag: null },
      ...{ effect: 'FAIL_DIMENSION', failDimensionKey: 'accuracy' },
    },
    {
      ...{ dimensionKey: null, atOrBelowTier: null, flag: 'RED_LINE' },
      ...{ effect: 'FAIL_ALL', failDimensionKey: null },
    },
  ],
  profiles: [],
});

interface Judgment {
  readonly chosen: readonly (number | null)[];
  readonly flags: readonly FlagKind[];
}
const random = seededRandom(7);
const judgments = Array.from({ length: n }, (): Judgment => {
  const chosen = keys.map(() => (random.next() < 0.2 ? null : random.integer(3)));
  return { chosen, flags: random.next() < 0.2 ? ['RED_LINE'] : [] };
});

function scored({ chosen, flags }: Judgment, weights: readonly number[]) {
  const result = scoreJudgment(
    rubricOf(weights),
    {
      scores: keys.map((dimensionKey, d) => {
        const tier = chosen[d] ?? null;
        return { dimensionKey, tier, notApplicable: tier === null, target: null };
      }),
      flags,
    },
    { profile: null, targets: { responses: [], turns: [] } },
  );
  if (!result.ok) throw new Error('the judgment is refused');
  return result;
}

/** The table of tickets with one judgment each, as a run would make it. */
function inputOf(outcome: Partial<OutcomeColumn>): KpiInput {
  const results = judgments.map((judgment) => scored(judgment, today));
  const column = (of: (result: (typeof results)[number]) => number | null) =>
    Float64Array.from(results, (result) => of(result) ?? Number.NaN);
  const about = { ratings: new Int32Array(n).fill(1), within: new Float64Array(n) };
  const gated = column((result) => result.composite);
  return {
    n,
    tickets: new Uint8Array(16 * n),
    scores: [
      {
        ...{ key: 'composite', label: 'Composite', locked: false, weight: null, ...about, gated },
        value: column((result) => result.compositeUngated),
      },
      ...keys.map((key, d) => ({
        ...{ key, label: key, locked: false, weight: today[d] ?? 0, ...about },
        value: column(({ dimensions }) => dimensions[d]?.score ?? null),
        gated: column(({ dimensions }) => {
          const one = dimensions[d];
          return one?.failed === true && one.score !== null ? 0 : (one?.score ?? null);
        }),
      })),
    ],
    gated,
    failedAll: Float64Array.from(judgments, ({ flags }) => flags.length),
    outcomes: [
      {
        ...{ key: 'resolved', label: 'resolved', kind: 'YES_NO', unit: 'yes/no' },
        ...{ higherIsBetter: true, ending: null, asked: null },
        value: Float64Array.from({ length: n }, (_, row) => row % 2),
        ...outcome,
      },
    ],
    openedAt: Float64Array.from({ length: n }, (_, row) => (row % 10 === 3 ? Number.NaN : -row)),
    ...{ cluster: null, confounders: [], strata: [], samplingWeights: null },
    ...{ selection: [], notes: [] },
  };
}

function tableOf(outcome: Partial<OutcomeColumn> = {}) {
  const table = fitTable(inputOf(outcome), 'resolved');
  if (table === null) throw new Error('no such outcome');
  return table;
}

describe('compositeOf', () => {
  const table = tableOf();
  const rows = Int32Array.from({ length: n }, (_, row) => row);

  it('is the gated composite under today’s weights', () => {
    const made = compositeOf(table, rows, today);
    for (const row of rows) {
      const score = table.input.gated[row] ?? Number.NaN;
      if (Number.isNaN(score)) expect(made[row]).toBeNaN();
      // to the last digit, so that no tie is broken
      else expect(made[row]).toBe(tied(score));
    }
    expect(table.input.gated.some(Number.isNaN)).toBe(true);
  });

  it.each([[[0.2, 0.2, 0.6]], [[0.6, 0.05, 0.35]], [[1 / 3, 1 / 3, 1 / 3]]])(
    'is what the rubric would give under %j, red lines and not applicable in force',
    (weights) => {
      const made = compositeOf(table, rows, weights);
      let compared = 0;
      for (const [row, judgment] of judgments.entries()) {
        // without a score today there is none to change
        if (Number.isNaN(table.input.gated[row])) continue;
        const { composite } = scored(judgment, weights);
        if (composite === null) expect(made[row]).toBeNaN();
        else expect(made[row]).toBeCloseTo(composite, 12);
        compared += 1;
      }
      expect(compared).toBeGreaterThan(100);
    },
  );
});

describe('fitTable', () => {
  it('has the tickets with a score, the undated first and then by date', () => {
    const { rows, input, complete } = tableOf();
    expect(rows.every((row) => !Number.isNaN(input.gated[row]))).toBe(true);
    const opened = [...rows].map((row) => input.openedAt[row] ?? 0);
    const undated = opened.filter(Number.isNaN).length;
    expect(undated).toBeGreaterThan(5);
    expect(opened.slice(0, undated).every(Number.isNaN)).toBe(true);
    const dated = opened.slice(undated);
    expect(dated).toEqual(dated.toSorted((a, b) => a - b));
    const answered = judgments.map(({ chosen }) => (chosen.includes(null) ? 0 : 1));
    expect([...complete]).toEqual(answered);
  });
});

describe('targetOf', () => {
  it('turns around what is better when lower', () => {
    const rows = Int32Array.of(0, 1, 2);
    expect([...targetOf(tableOf({ higherIsBetter: false }), rows)]).toEqual([-0, -1, -0]);
  });

  it('makes log-rank scores of times: open tickets count as still open', () => {
    const value = new Float64Array(n).fill(9);
    value.set([1, 2, 2, 4]);
    const ending = new Uint8Array(n);
    ending.set([1, 0, 1, 1]);
    const scores = targetOf(tableOf({ kind: 'TIME', value, ending }), Int32Array.of(0, 1, 2, 3));
    // hazards 1/4, then 1/3 among three, then 1
    const expected = [1 - 1 / 4, -(1 / 4 + 1 / 3), 1 - (1 / 4 + 1 / 3), 1 - (1 / 4 + 1 / 3 + 1)];
    for (const [i, one] of expected.entries()) expect(scores[i]).toBeCloseTo(one, 12);
    expect(scores.reduce((sum, one) => sum + one, 0)).toBeCloseTo(0, 12);
    // ended otherwise is not resolved
    ending[2] = 2;
    const escalated = targetOf(tableOf({ kind: 'TIME', value, ending }), Int32Array.of(0, 2));
    expect(escalated[1]).toBeCloseTo(-1 / 2, 12);
  });
});
