import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import type {
  Factor,
  KpiInput,
  KpiRequest,
  OutcomeColumn,
} from '@assay/server/modules/kpi/rules/input';
import type { KpiPair, KpiResult } from '@assay/server/modules/kpi/rules/result';
import { describe, expect, it } from 'vitest';
import { plainRequest } from '../support/kpi-request.ts';
import { plantedInput } from '../support/planted-input.ts';

const run = (input: KpiInput, request: Partial<KpiRequest> = {}): KpiResult =>
  analyse(input, { ...plainRequest, replicates: 200, ...request }, 1);
const codesOf = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
const pairIn = ({ pairs }: KpiResult, score: string, outcome: string): KpiPair => {
  const found = pairs.find((pair) => pair.score === score && pair.outcome === outcome);
  if (found === undefined) throw new Error(`no pair ${score} × ${outcome}`);
  return found;
};
const factor = (key: string, levels: readonly string[], codes: ArrayLike<number>): Factor => ({
  ...{ key, label: key, levels, codes: Int32Array.from(codes) },
});
const numbers = (n: number, of: (row: number) => number) =>
  Float64Array.from({ length: n }, (_, row) => of(row));

/** A table of one score and one outcome. */
function tableOf(
  x: Float64Array,
  y: Float64Array,
  about: Partial<OutcomeColumn> = {},
  more: Partial<KpiInput> = {},
): KpiInput {
  const base = plantedInput({ seed: 5, tickets: x.length, kind: 'NULL' });
  const [composite] = base.scores;
  if (composite === undefined) throw new Error('no composite');
  const outcome: OutcomeColumn = {
    ...{ key: 'it', label: 'It', kind: 'NUMBER', unit: 'x', higherIsBetter: true },
    ...{ value: y, ending: null, asked: null, ...about },
  };
  return {
    ...base,
    scores: [{ ...composite, value: x, gated: x }],
    ...{ outcomes: [outcome], cluster: null, strata: [], confounders: [], ...more },
  };
}
const only = (result: KpiResult) => pairIn(result, 'composite', 'it');

describe('rubric versions', () => {
  const n = 300;
  const planted = plantedInput({ seed: 8, tickets: n, kind: 'PLANTED' });
  const version = factor(
    'rubric_version',
    ['v1', 'v2'],
    numbers(n, (row) => row % 2),
  );
  const two = { ...planted, strata: [...planted.strata, version] };

  it('are not pooled unless somebody asks: each is a segment', () => {
    const result = run(two);
    expect(codesOf(result.notes)).toContain('VERSIONS_NOT_POOLED');
    for (const { primary, estimates, within, segments, q } of result.pairs) {
      expect(primary.undefinedBecause).toMatch(/2 rubric versions/);
      expect([q, within, estimates.length]).toEqual([null, null, 0]);
      expect(segments.map(({ factor: of, level }) => `${of} ${level}`)).toEqual([
        'rubric_version v1',
        'rubric_version v2',
      ]);
    }
    const [{ estimate } = { estimate: null }] = pairIn(result, 'accuracy', 'resolved').segments;
    expect(estimate?.value).toBeGreaterThan(0.55);
    expect(
      result.scores.every(({ mean, reliability }) => mean === null && reliability.value === null),
    ).toBe(true);
  });

  it('are pooled where somebody did', () => {
    const result = run(two, { poolVersions: true });
    expect(codesOf(result.notes)).not.toContain('VERSIONS_NOT_POOLED');
    expect(pairIn(result, 'accuracy', 'resolved').primary.value).toBeGreaterThan(0.55);
  });
});

describe('strata', () => {
  const n = 400;
  const random = seededRandom(3);
  const group = Array.from({ length: n }, (_, row) => row % 2);

  it('that turn a link round are a warning', () => {
    const x = numbers(n, (row) => 0.6 * (group[row] ?? 0) + 0.3 * random.next());
    const y = numbers(n, (row) => 4 * (group[row] ?? 0) - 5 * (x[row] ?? 0) + random.next());
    const strata = [factor('model', ['a', 'b'], group)];
    const result = run(tableOf(x, y, {}, { strata }));
    const { primary, within, signChanges, notes } = only(result);
    expect(primary.interval?.low).toBeGreaterThan(0);
    expect(within?.interval?.high).toBeLessThan(0);
    expect(signChanges).toBe(true);
    expect(codesOf(notes)).toContain('SIGN_CHANGES');
    expect(codesOf(result.notes)).toContain('SIGN_CHANGES');
  });

  it('of which noise has another sign are none', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const result = run(plantedInput({ seed, tickets: 400, kind: 'NULL' }));
      const sure = result.pairs.filter(({ primary: { interval, coefficient } }) => {
        const nothing = coefficient === 'SPEARMAN' ? 0 : 0.5;
        return interval !== null && (interval.low > nothing || interval.high < nothing);
      });
      const changed = result.pairs.filter(({ signChanges }) => signChanges);
      expect(changed.length).toBeLessThanOrEqual(sure.length + 1);
    }
  });

  it('have one family of q-values for each factor', () => {
    const result = run(plantedInput({ seed: 12, tickets: 600, kind: 'PLANTED' }));
    const byModel = result.pairs
      .flatMap(({ segments }) => segments)
      .filter((segment) => segment.factor === 'model' && segment.estimate.p !== null)
      .sort((a, b) => (a.estimate.p ?? 1) - (b.estimate.p ?? 1));
    const [smallest] = byModel;
    const expected = byModel.map(
      ({ estimate }, at) => ((estimate.p ?? 1) * byModel.length) / (at + 1),
    );
    expect(smallest?.q).toBeCloseTo(Math.min(1, ...expected), 12);
  });
});

describe('tickets that are not alike in how often they were drawn', () => {
  it('count by their sampling weights, in every figure that can', () => {
    const n = 500;
    const random = seededRandom(9);
    const x = numbers(n, () => random.integer(5) / 4);
    const y = numbers(n, (row) => (row % 2) * (x[row] ?? 0) + random.next());
    const weights = numbers(n, (row) => (row % 2 === 1 ? 3 : 1));
    const twice = Int32Array.from({ length: 2 * n }, (_, at) => (at < n ? at : at - n)).filter(
      (row, at) => at < n || row % 2 === 1,
    );
    const thrice = [...twice, ...twice.filter((row, at) => row % 2 === 1 && at >= n)];
    const pick = (of: Float64Array) => Float64Array.from(thrice, (row) => of[row] ?? 0);
    const weighted = run(tableOf(x, y, {}, { samplingWeights: weights }));
    const repeated = only(run(tableOf(pick(x), pick(y))));
    expect(only(weighted).primary.value).toBeCloseTo(repeated.primary.value ?? 9, 12);
    const of = (pair: KpiPair, kind: string) =>
      pair.estimates.find(({ coefficient }) => coefficient === kind)?.value ?? Number.NaN;
    for (const kind of ['PEARSON', 'KENDALL_TAU_B']) {
      expect(of(only(weighted), kind)).toBeCloseTo(of(repeated, kind), 12);
    }
    expect(weighted.effectiveTickets).toBeCloseTo(n * 0.8, 9);
    const width = (pair: KpiPair) =>
      (pair.primary.interval?.high ?? 0) - (pair.primary.interval?.low ?? 0);
    // repeating a ticket is no evidence
    expect(width(only(weighted))).toBeGreaterThan(1.2 * width(repeated));
  });
});

describe('clusters', () => {
  const input = plantedInput({ seed: 2, tickets: 1_200, kind: 'PLANTED', each: 20, alike: 0.25 });
  const clustered = run(input);
  const alone = run({ ...input, cluster: null });

  it('widen every interval whose figure can heed them, and are counted', () => {
    expect(clustered.clusters).toBe(60);
    const wider = new Map<string, number[]>();
    for (const [at, pair] of clustered.pairs.entries()) {
      const other = alone.pairs[at];
      const before = [other?.primary, ...(other?.estimates ?? [])];
      for (const [k, estimate] of [pair.primary, ...pair.estimates].entries()) {
        const [own, plain] = [estimate.interval, before[k]?.interval];
        if (own == null || plain == null || pair.outcome === 'reopens') continue;
        const ratio = (own.high - own.low) / (plain.high - plain.low);
        wider.set(estimate.coefficient, [...(wider.get(estimate.coefficient) ?? []), ratio]);
        if (estimate.coefficient !== 'DISATTENUATED') expect(estimate.clusters).toBe(60);
      }
    }
    for (const ratios of wider.values()) {
      expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeGreaterThan(1.05);
    }
    expect([...wider.keys()].sort()).toEqual(
      ['AUC', 'CONCORDANCE', 'COX', 'COX_ADJUSTED', 'COX_ESCALATED', 'DISATTENUATED']
        .concat([
          'KENDALL_TAU_B',
          'PARTIAL',
          'PEARSON',
          'POINT_BISERIAL',
          'RESPONSE_WEIGHTED',
          'SPEARMAN',
        ])
        .sort(),
    );
  });

  it('take the p from a log-rank test, which knows of none, and say so', () => {
    const ofTime = pairIn(clustered, 'accuracy', 'full_resolution:calendar').estimates[0];
    expect(ofTime?.coefficient).toBe('LOG_RANK');
    expect([ofTime?.value === null, ofTime?.p]).toEqual([false, null]);
    expect(codesOf(clustered.notes)).toContain('LOG_RANK_UNCLUSTERED');
    expect(pairIn(alone, 'accuracy', 'full_resolution:calendar').estimates[0]?.p).toBeLessThan(
      0.01,
    );
  });

  it('of which there is one give no interval, and say so', () => {
    const codes = new Int32Array(input.n);
    const one = run({ ...input, cluster: factor('agent', ['only'], codes) });
    const { primary, notes } = pairIn(one, 'accuracy', 'resolved');
    expect([primary.interval, primary.p, primary.clusters]).toEqual([null, null, 1]);
    expect(codesOf(notes)).toContain('NO_INTERVAL');
  });
});

describe('answers that are missing', () => {
  // whoever got a bad answer is unhappy, and answers rarely
  const n = 4_000;
  const random = seededRandom(4);
  const x = numbers(n, () => random.integer(5) / 4);
  const full = numbers(n, (row) =>
    Math.min(1, Math.max(0, 0.6 * (x[row] ?? 0) + 0.5 * random.next() - 0.05)),
  );
  const y = full.map((value, row) =>
    random.next() < 0.15 + 0.7 * (x[row] ?? 0) ? value : Number.NaN,
  );
  const about = { unit: '[0, 1]', asked: new Uint8Array(n).fill(1) };
  const result = run(tableOf(x, y, about));
  const [summary] = result.outcomes;

  it('are made up for by those of like score, where score decides who answers', () => {
    const mean = full.reduce((sum, value) => sum + value, 0) / n;
    expect(summary?.mean).toBeGreaterThan(mean + 0.03);
    const { interval } = summary?.responseWeighted ?? {};
    expect(interval?.low).toBeLessThan(mean);
    expect(interval?.high).toBeGreaterThan(mean);
    const whole = only(run(tableOf(x, full))).primary.value ?? Number.NaN;
    const weighted = only(result).estimates.find(
      ({ coefficient }) => coefficient === 'RESPONSE_WEIGHTED',
    );
    const plain = only(result).primary.value ?? Number.NaN;
    expect(Math.abs((weighted?.value ?? 9) - whole)).toBeLessThan(Math.abs(plain - whole));
    expect(weighted?.interval?.low).toBeLessThan(whole);
    expect(weighted?.interval?.high).toBeGreaterThan(whole);
  });

  it('are bounded, and what would undo the link is said', () => {
    const { worst = 1, best = 0 } = summary?.tippingPoint ?? {};
    const mean = full.reduce((sum, value) => sum + value, 0) / n;
    expect(worst).toBeLessThan(mean);
    expect(best).toBeGreaterThan(mean);
    const note = only(result).notes.find(({ code }) => code === 'TIPPING_POINT');
    expect(note?.message).toMatch(/who did not answer/);
    expect(summary?.notes[0]?.message).toMatch(/\d+ % of 4000 asked/);
  });
});

describe('ends that compete', () => {
  it('have rates of their own', () => {
    const n = 2_000;
    const random = seededRandom(6);
    const x = numbers(n, () => random.integer(3) / 2);
    const ending = new Uint8Array(n);
    const time = numbers(n, (row) => {
      const better = x[row] ?? 0;
      const ends = [2, 0.5 + better, 2 - 1.5 * better, 0.3].map(
        (rate) => -Math.log(1 - random.next()) / rate,
      );
      const first = Math.min(...ends);
      // in the order of the ways to end
      ending[row] = ends.indexOf(first);
      return first;
    });
    const { estimates, plot } = only(run(tableOf(x, time, { kind: 'TIME', ending })));
    const of = (kind: string) =>
      estimates.find(({ coefficient }) => coefficient === kind)?.interval;
    expect(of('COX')?.low).toBeGreaterThan(1);
    expect(of('COX_ESCALATED')?.high).toBeLessThan(1);
    expect(of('COX_ABANDONED')?.low).toBeLessThan(1);
    expect(of('COX_ABANDONED')?.high).toBeGreaterThan(1);
    expect(new Set(plot.incidence.map((curve) => curve.ending))).toEqual(
      new Set(['RESOLVED', 'ESCALATED', 'ABANDONED']),
    );
    for (const { steps } of [...plot.incidence, ...plot.survival]) {
      expect(steps.length).toBeLessThanOrEqual(200);
    }
  });
});
