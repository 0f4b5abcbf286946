import { rocAuc } from '@assay/scoring/association/roc-auc';
import { spearman } from '@assay/scoring/association/spearman';
import { concordanceIndex } from '@assay/scoring/survival/concordance-index';
import { analyse } from '@assay/server/modules/kpi/rules/analyse';
import { casesOf, orderOf, rowsOf } from '@assay/server/modules/kpi/rules/cases';
import type { KpiInput, OutcomeColumn } from '@assay/server/modules/kpi/rules/input';
import { primaryStatistic } from '@assay/server/modules/kpi/rules/primary';
import { drawUnits, linearReplicates, sumsByUnit } from '@assay/server/modules/kpi/rules/resample';
import type { KpiPair, KpiResult } from '@assay/server/modules/kpi/rules/result';
import { describe, expect, it } from 'vitest';
import { plainRequest } from '../support/kpi-request.ts';
import { plantedInput } from '../support/planted-input.ts';

const planted = plantedInput({ seed: 11, tickets: 1_500, kind: 'PLANTED' });
const result = analyse(planted, plainRequest, 1);

function pair(found: KpiResult, score: string, outcome: string): KpiPair {
  const one = found.pairs.find((each) => each.score === score && each.outcome === outcome);
  if (one === undefined) throw new Error(`no pair ${score} × ${outcome}`);
  return one;
}
const figureOf = (found: KpiPair, coefficient: string) =>
  found.estimates.find((estimate) => estimate.coefficient === coefficient)?.value ?? null;
const primary = (score: string, outcome: string) => pair(result, score, outcome).primary;
const ofScore = (key: string) =>
  planted.scores.find((score) => score.key === key)?.value ?? new Float64Array();
const ofOutcome = (key: string) => {
  const outcome = planted.outcomes.find((one) => one.key === key);
  if (outcome === undefined) throw new Error(`no outcome ${key}`);
  return outcome;
};

/** One outcome and one score of a table, replaced. */
function tableOf(
  n: number,
  score: (row: number) => number,
  outcome: Pick<OutcomeColumn, 'kind'> & { value: (row: number) => number; ending?: Uint8Array },
): KpiInput {
  const base = plantedInput({ seed: 5, tickets: n, kind: 'NULL' });
  const [composite, ...rest] = base.scores;
  const value = Float64Array.from({ length: n }, (_, row) => score(row));
  const column: OutcomeColumn = {
    ...{ key: 'it', label: 'It', kind: outcome.kind, unit: 'x', higherIsBetter: true },
    value: Float64Array.from({ length: n }, (_, row) => outcome.value(row)),
    ending: outcome.kind === 'TIME' ? (outcome.ending ?? new Uint8Array(n)) : null,
    asked: null,
  };
  if (composite === undefined) throw new Error('no composite');
  return {
    ...base,
    scores: [{ ...composite, value, gated: value }, ...rest],
    ...{ outcomes: [column], cluster: null, strata: [], confounders: [] },
  };
}
const only = (input: KpiInput) => pair(analyse(input, plainRequest, 1), 'composite', 'it');

describe('a run over planted tickets', () => {
  it('gives the values of the scoring package', () => {
    const rows = [...ofOutcome('csat').value.keys()].filter(
      (row) => !Number.isNaN(ofOutcome('csat').value[row]),
    );
    const pick = (values: Float64Array) => rows.map((row) => values[row] ?? 0);
    const rho = spearman(pick(ofScore('tone')), pick(ofOutcome('csat').value)).value;
    expect(primary('tone', 'csat').value).toBeCloseTo(rho ?? 9, 12);
    const auc = rocAuc(ofOutcome('resolved').value, ofScore('accuracy')).value;
    expect(primary('accuracy', 'resolved').value).toBeCloseTo(auc ?? 9, 12);
    const time = ofOutcome('full_resolution:calendar');
    const status = Array.from(time.ending ?? [], (code) => (code === 1 ? 1 : 0));
    const c = concordanceIndex(time.value, status, ofScore('policy')).value;
    expect(primary('policy', 'full_resolution:calendar').value).toBeCloseTo(c ?? 9, 12);
  });

  it('finds what was planted, and removes what the channel made', () => {
    expect(primary('accuracy', 'resolved').interval?.low).toBeGreaterThan(0.6);
    expect(primary('tone', 'csat').interval?.low).toBeGreaterThan(0.5);
    // tone does nothing for resolution, but chat has better tones and more resolutions
    expect(primary('tone', 'resolved').interval?.low).toBeGreaterThan(0.5);
    const partial = pair(result, 'tone', 'resolved').estimates.find(
      ({ coefficient }) => coefficient === 'PARTIAL',
    );
    expect(Math.abs(partial?.value ?? 1)).toBeLessThan(0.06);
    const within = pair(result, 'tone', 'resolved').within;
    expect(within?.interval?.low).toBeLessThan(0.5);
    expect(within?.interval?.high).toBeGreaterThan(0.5);
    expect(figureOf(pair(result, 'accuracy', 'full_resolution:calendar'), 'COX')).toBeGreaterThan(
      2,
    );
    expect(result.scores[0]?.reliability.value).toBeGreaterThan(0.7);
  });

  it('says who answered and what the others could have meant', () => {
    const csat = result.outcomes.find(({ key }) => key === 'csat');
    const [low, , high] = csat?.responseByTercile ?? [];
    expect(low?.mean ?? 1).toBeLessThan(high?.mean ?? 0);
    expect(csat?.notes[0]?.code).toBe('RESPONSE_BIAS');
    const { worst = 1, best = 0 } = csat?.tippingPoint ?? {};
    expect(worst).toBeLessThan(csat?.mean ?? 0);
    expect(best).toBeGreaterThan(csat?.mean ?? 1);
    expect(figureOf(pair(result, 'tone', 'csat'), 'RESPONSE_WEIGHTED')).toBeGreaterThan(0.5);
  });

  it('gives the same bytes for the same seed', () => {
    expect(JSON.stringify(analyse(planted, plainRequest, 1))).toBe(JSON.stringify(result));
  });

  it('has every figure with a value or a reason, never NaN', () => {
    const text = JSON.stringify(result, (_key, value: unknown) => {
      if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('not finite');
      return value;
    });
    expect(text.length).toBeGreaterThan(1_000);
    for (const { primary: one, estimates } of result.pairs) {
      for (const { value, undefinedBecause } of [one, ...estimates]) {
        expect(value === null).toBe(undefinedBecause !== null);
      }
    }
  });

  it('finds nothing where nothing was planted', () => {
    const none = analyse(plantedInput({ seed: 3, tickets: 1_500, kind: 'NULL' }), plainRequest, 1);
    const sure = none.pairs.filter(({ q }) => (q ?? 1) < 0.01);
    expect(sure.map(({ score, outcome }) => `${score} ${outcome}`)).toEqual([]);
  });
});

describe('the doubt of a figure', () => {
  it('is the same by influence values and computed again, within a twentieth', () => {
    for (const key of ['csat', 'resolved', 'full_resolution:calendar']) {
      const column = ofOutcome(key);
      const [x, y] = [ofScore('composite'), column.value].map((values) => ({
        values,
        order: orderOf(values),
      }));
      if (x === undefined || y === undefined) throw new Error('two columns');
      const cases = casesOf(x, y, rowsOf(x, y), null);
      const units = drawUnits(planted.n, null, 2_000, 9);
      const statistic = primaryStatistic(cases, column);
      const value = statistic.value(cases.weights) ?? 0;
      const sums = sumsByUnit(statistic.influence(cases.weights, value), cases.rows, units);
      const linear = spread(linearReplicates(value, sums, units));
      const exact = spread(
        Float64Array.from({ length: units.replicates }, (_, b) => {
          const drawn = Float64Array.from(
            cases.rows,
            (row) => units.draws[b * units.units + (units.unitOf[row] ?? 0)] ?? 0,
          );
          return statistic.value(drawn) ?? 0;
        }),
      );
      expect(Math.abs(linear / exact - 1)).toBeLessThan(0.05);
    }
  });

  it('is larger where tickets come in clusters that are alike', () => {
    const n = 600;
    const group = (row: number) => Math.floor(row / 12);
    const noise = (row: number) => ((row * 7_919) % 101) / 500;
    const input = tableOf(n, (row) => ((group(row) * 37) % 50) / 50 + noise(row) / 10, {
      kind: 'NUMBER',
      value: (row) =>
        ((group(row) * 37) % 50) / 50 + ((group(row) * 53) % 50) / 50 + noise(row + 3),
    });
    const codes = Int32Array.from({ length: n }, (_, row) => group(row));
    const levels = Array.from({ length: 50 }, (_, level) => `${level}`);
    const cluster = { key: 'customer', label: 'Customer', levels, codes };
    const width = (found: KpiPair) =>
      (found.primary.interval?.high ?? 0) - (found.primary.interval?.low ?? 0);
    const clustered = only({ ...input, cluster });
    expect(clustered.primary.clusters).toBe(50);
    expect(width(clustered)).toBeGreaterThan(2 * width(only(input)));
  });

  it('names the ticket that carries a figure', () => {
    const input = tableOf(40, (row) => (row === 39 ? 1 : (row % 5) / 10), {
      kind: 'NUMBER',
      value: (row) => (row === 39 ? 100 : (row * 3) % 7),
    });
    const { influence } = only(input);
    expect(influence?.ticketId.endsWith('00000027')).toBe(true);
    expect(Math.abs(influence?.change ?? 0)).toBeGreaterThan(0.02);
  });
});

const spread = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

describe('what cannot be said', () => {
  const third = (row: number) => (row % 3) / 2;
  it.each([
    ['n = 3', tableOf(3, third, { kind: 'NUMBER', value: (row) => row }), /Only 3 tickets/],
    ['a constant outcome', tableOf(50, third, { kind: 'YES_NO', value: () => 1 }), /same on every/],
    [
      'a constant score',
      tableOf(50, () => 1, { kind: 'NUMBER', value: (row) => row }),
      /same score/,
    ],
    ['all open', tableOf(50, third, { kind: 'TIME', value: (row) => row + 1 }), /resolved yet/],
    [
      'one of a kind',
      tableOf(50, third, { kind: 'YES_NO', value: (row) => (row === 0 ? 1 : 0) }),
      /Only 1 ticket differs/,
    ],
  ])('is null with its reason: %s', (_name, input, why) => {
    const { primary: figure, estimates, q } = only(input);
    expect(figure.value).toBeNull();
    expect(figure.undefinedBecause).toMatch(why);
    expect(q).toBeNull();
    expect(estimates.every(({ value }) => value === null)).toBe(true);
  });

  it('is no interval, but a test, where the score separates the outcomes', () => {
    const { primary: figure } = only(
      tableOf(60, (row) => (row < 30 ? 0 : 1), {
        kind: 'YES_NO',
        value: (row) => (row < 30 ? 0 : 1),
      }),
    );
    expect(figure.value).toBe(1);
    expect(figure.interval).toBeNull();
    expect(figure.p).toBeLessThan(1e-6);
  });

  it('is told of a table with no tickets, and of fewer tickets than dimensions', () => {
    const codes = (input: KpiInput) =>
      analyse(input, plainRequest, 1).notes.map(({ code }) => code);
    expect(codes(plantedInput({ seed: 1, tickets: 0, kind: 'NULL' }))).toContain('NO_TICKETS');
    expect(codes(plantedInput({ seed: 1, tickets: 2, kind: 'NULL' }))).toContain(
      'FEWER_TICKETS_THAN_DIMENSIONS',
    );
  });
});
