import type { KpiInput } from '@assay/server/modules/kpi/rules/input';
import { drawUnits } from '@assay/server/modules/kpi/rules/resample';
import { foldsOf } from '@assay/server/modules/proposals/rules/cross-validate';
import type { ProposalRequest } from '@assay/server/modules/proposals/rules/evidence';
import { fitTable } from '@assay/server/modules/proposals/rules/fit-table';
import { propose } from '@assay/server/modules/proposals/rules/propose';
import { describe, expect, it } from 'vitest';
import { plantedInput } from '../support/planted-input.ts';

const plain: ProposalRequest = {
  ...{ outcome: 'resolved', floor: 0, cap: 1, maximalStep: null, rounding: 0.01, folds: 5 },
  ...{ replicates: 400, level: 0.95, seed: 1 },
};
const planted = plantedInput({ seed: 33, tickets: 1_200, kind: 'PLANTED' });

type Score = KpiInput['scores'][number];
function withDimensions(change: (score: Score, d: number) => Score): KpiInput {
  const [composite, ...dimensions] = planted.scores;
  if (composite === undefined) throw new Error('no composite');
  return { ...planted, scores: [composite, ...dimensions.map(change)] };
}
const codesOf = (input: KpiInput, changed: Partial<ProposalRequest> = {}) =>
  propose(input, { ...plain, ...changed }).notes.map(({ code }) => code);

describe('the tickets of a proposal', () => {
  it('are judged with a dimension missing, but not fitted to', () => {
    const hole = (row: number) => row % 3 === 0;
    const holes = withDimensions((score) => {
      if (score.key !== 'tone') return score;
      const value = score.value.map((one, row) => (hole(row) ? Number.NaN : one));
      return { ...score, value, gated: value };
    });
    const found = propose(holes, plain);
    expect(found.gain.n).toBe(900);
    expect(found.holdout.tickets).toBe(300);
    expect(found.notes.map(({ code }) => code)).toContain('INCOMPLETE_TICKETS');
    // nothing but the tickets without a hole decides the fit
    const noise = holes.scores.map((score) => ({
      ...score,
      value: score.value.map((one, row) => (hole(row) && score.key === 'policy' ? 0.1 : one)),
    }));
    const again = propose({ ...holes, scores: noise }, plain);
    expect(again.weights.map(({ proposed }) => proposed)).toEqual(
      found.weights.map(({ proposed }) => proposed),
    );
  });

  it('count in the fit by how likely they were to be judged', () => {
    const ones = propose({ ...planted, samplingWeights: planted.gated.map(() => 1) }, plain);
    expect(ones).toEqual(propose(planted, plain));
    // every fourth ticket counts four times: another fit
    const weights = planted.gated.map((_, row) => (row % 4 === 0 ? 4 : 1));
    const weighted = propose({ ...planted, samplingWeights: weights }, plain);
    expect(weighted.weights.map(({ stability }) => stability)).not.toEqual(
      ones.weights.map(({ stability }) => stability),
    );
    expect(weighted.heldOut.today).not.toBe(ones.heldOut.today);
  });

  it('are in one fold with all of their customer', () => {
    const table = fitTable(planted, 'resolved');
    const { cluster } = planted;
    if (table === null || cluster === null) throw new Error('no table');
    const units = drawUnits(planted.n, cluster, 2, 1);
    const folds = foldsOf(table, table.rows, { units, folds: 5, seed: 1 });
    if (typeof folds === 'string') throw new Error(folds);
    const foldOf = new Map<number, number>();
    for (const [fold, rows] of folds.parts.entries()) {
      expect(Math.abs(rows.length - planted.n / 5)).toBeLessThan(6);
      for (const row of rows) {
        const customer = cluster.codes[row] ?? -1;
        expect(foldOf.get(customer) ?? fold).toBe(fold);
        foldOf.set(customer, fold);
      }
    }
  });

  it('are dealt to fewer folds where five could not be judged', () => {
    const few = plantedInput({ seed: 3, tickets: 90, kind: 'PLANTED' });
    const found = propose(few, plain);
    expect(found.verdict).not.toBe('CANNOT_SAY');
    expect(found.gain.n).toBe(67);
  });

  it('are told of where nobody knows when they were opened', () => {
    const undated = { ...planted, openedAt: planted.openedAt.map(() => Number.NaN) };
    const found = propose(undated, plain);
    expect(found.holdout.from).toBeNull();
    expect(found.notes.map(({ code }) => code)).toContain('NO_OPENING_TIME');
    expect(found.simulation?.tickets).toBe(planted.n);
  });
});

describe('the dimensions of a proposal', () => {
  it('stay with a locked one that they cannot be told apart from', () => {
    const accuracy = planted.scores.find(({ key }) => key === 'accuracy');
    if (accuracy === undefined) throw new Error('no accuracy');
    const { value, gated } = accuracy;
    const four = withDimensions((score) =>
      score.key === 'tone' ? { ...score, value, gated, locked: true } : score,
    );
    const [first] = four.scores.slice(-1);
    if (first === undefined) throw new Error('no dimension');
    const extra = { ...first, key: 'empathy', value: first.value.toReversed(), weight: 0 };
    const input = { ...four, scores: [...four.scores, { ...extra, gated: extra.value }] };
    const found = propose(input, plain);
    const weight = (key: string) => found.weights.find((one) => one.key === key)?.proposed;
    expect(weight('tone')).toBeCloseTo(0.3, 12);
    expect(weight('accuracy')).toBeCloseTo(0.5, 12);
    expect((weight('policy') ?? 0) + (weight('empathy') ?? 0)).toBeCloseTo(0.2, 9);
    expect(found.notes.find(({ code }) => code === 'BLOCK')?.message).toMatch(/locked/);
  });

  it('stay where their scores do not differ', () => {
    const flat = withDimensions((score) => {
      const value = score.value.map(() => 0.6);
      return score.key === 'tone' ? { ...score, value, gated: value } : score;
    });
    const found = propose(flat, plain);
    expect(found.weights.map(({ proposed }) => proposed)[1]).toBeCloseTo(0.3, 12);
    expect(found.notes.map(({ code }) => code)).toContain('CONSTANT');
    expect(found.weights[1]?.link).toBe('NO_SEPARATE_LINK');
  });

  it('are never called unimportant at a weight of 0', () => {
    const upside = withDimensions((score) => {
      const value = score.value.map((one) => 1 - one);
      return score.key === 'policy' ? { ...score, value, gated: value } : score;
    });
    const found = propose(upside, plain);
    const policy = found.weights.find(({ key }) => key === 'policy');
    expect(policy).toMatchObject({ proposed: 0, link: 'NEGATIVE_LINK' });
    const messages = found.notes.filter(({ message }) => message.startsWith('Beside the others'));
    expect(messages[0]?.message).toContain('does not make it unimportant');
    expect(found.notes.map(({ code }) => code)).toContain('NOT_ASKED');
  });

  it('are told of where part of their weight is about the channel', () => {
    expect(codesOf(planted, { outcome: 'resolved' })).toContain('CONFOUNDED');
    expect(codesOf({ ...planted, confounders: [] })).not.toContain('CONFOUNDED');
  });
});

describe('the simulation of a proposal', () => {
  it('names no group of fewer than twenty, and gives each change its interval', () => {
    const codes = Int32Array.from({ length: planted.n }, (_, row) => (row % 60 === 0 ? 0 : 1));
    const agents = { key: 'agent', label: 'agent', levels: ['few', 'many'], codes };
    const { simulation } = propose({ ...planted, strata: [agents] }, plain);
    expect(simulation?.groups.map(({ level }) => level)).toEqual(['many']);
    for (const { today, proposed, change } of simulation?.groups ?? []) {
      expect(change?.low).toBeLessThan(proposed - today);
      expect(change?.high).toBeGreaterThan(proposed - today);
    }
    const counted = simulation?.changes.reduce((sum, { count }) => sum + count, 0);
    expect(counted).toBe(simulation?.tickets);
    expect(simulation?.movedTercile).toBeGreaterThan(0);
  });
});
