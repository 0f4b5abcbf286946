import type { KpiInput, OutcomeColumn } from '@assay/server/modules/kpi/rules/input';
import type { ProposalRequest } from '@assay/server/modules/proposals/rules/evidence';
import { propose } from '@assay/server/modules/proposals/rules/propose';
import { describe, expect, it } from 'vitest';
import { plantedInput } from '../support/planted-input.ts';

const plain: ProposalRequest = {
  ...{ outcome: 'resolved', floor: 0, cap: 1, maximalStep: null, rounding: 0.01, folds: 5 },
  ...{ replicates: 400, level: 0.95, seed: 1 },
};
const planted = plantedInput({ seed: 21, tickets: 1_000, kind: 'PLANTED' });
const resolvedIn = planted.outcomes.find(({ key }) => key === 'resolved');
if (resolvedIn === undefined) throw new Error('no outcome');
const { value: resolved } = resolvedIn;
const time = 'full_resolution:calendar';

type Score = KpiInput['scores'][number];

/** A table with its dimensions changed. */
function withDimensions(change: (score: Score, d: number) => Score): KpiInput {
  const [composite, ...dimensions] = planted.scores;
  if (composite === undefined) throw new Error('no composite');
  return { ...planted, scores: [composite, ...dimensions.map(change)] };
}
const withOutcomes = (change: (outcome: OutcomeColumn) => OutcomeColumn): KpiInput => ({
  ...planted,
  outcomes: planted.outcomes.map(change),
});
const withScores = (key: string, value: Float64Array): KpiInput =>
  withDimensions((score) => (score.key === key ? { ...score, value, gated: value } : score));

describe('a proposal that cannot say', () => {
  const few = (tickets: number, idle = 0) =>
    plantedInput({ seed: 1, tickets, kind: 'PLANTED', idle });
  it.each<[string, KpiInput, Partial<ProposalRequest>, RegExp]>([
    ['three tickets', few(3), {}, /Only 3 tickets/],
    ['too few tickets', few(70), {}, /Only 70 tickets .* takes 80/],
    ['more dimensions than tickets', few(15, 20), {}, /to fit 23 weights .* takes 230/],
    ['no such outcome', planted, { outcome: 'nothing' }, /No ticket has/],
    [
      'a constant outcome',
      withOutcomes((one) => ({ ...one, value: one.value.map(() => 1) })),
      {},
      /same on every ticket/,
    ],
    [
      'an outcome of which there is one',
      withOutcomes((one) => ({ ...one, value: one.value.map((_, row) => (row === 9 ? 1 : 0)) })),
      {},
      /Only 1 ticket/,
    ],
    [
      'all tickets open',
      withOutcomes((one) => ({ ...one, ending: new Uint8Array(planted.n) })),
      { outcome: time },
      /all are open/,
    ],
    [
      'perfect separation',
      reweighed(withScores('accuracy', resolved), [0.5, 0.3, 0.2]),
      {},
      /without a single error/,
    ],
    ['one dimension', { ...planted, scores: planted.scores.slice(0, 2) }, {}, /nothing to weigh/],
    [
      'all locked',
      withDimensions((score) => ({ ...score, locked: true })),
      {},
      /Every dimension is locked/,
    ],
    ['all but one locked', withDimensions((s, d) => ({ ...s, locked: d > 0 })), {}, /Only one/],
    ['no room', planted, { cap: 0.35, maximalStep: 0.01 }, /No weights that sum to 1/],
    [
      'tickets of three customers',
      {
        ...planted,
        cluster: {
          ...{ key: 'customer', label: 'customer', levels: ['a', 'b', 'c'] },
          codes: Int32Array.from({ length: planted.n }, (_, row) => row % 3),
        },
      },
      {},
      /3 clusters/,
    ],
    [
      'the latest tickets all alike',
      {
        ...withOutcomes((one) => ({
          ...one,
          value: one.value.map((y, row) => ((planted.openedAt[row] ?? 0) > 1.778e9 ? 1 : y)),
        })),
      },
      {},
      /latest tickets, kept to confirm/,
    ],
  ])('on %s says why in words', (_name, input, changed, why) => {
    const found = propose(input, { ...plain, ...changed });
    expect(found.verdict).toBe('CANNOT_SAY');
    expect(found.summary).toMatch(why);
    expect(found.gain.value).toBeNull();
    expect(found.gain.undefinedBecause).toMatch(why);
  });
});

describe('a proposal that finds nothing better', () => {
  it('says so where today’s weights are the best there are', () => {
    const best = plantedInput({ seed: 5, tickets: 1_500, kind: 'PLANTED' });
    const fitted = propose(best, plain).weights.map(({ proposed }) => proposed ?? 0);
    const found = propose(reweighed(best, fitted), plain);
    expect(found.verdict).toBe('NOT_BETTER');
    expect(found.summary).toMatch(/^Today’s weights stay/);
  });

  it('does not take a gain that the latest tickets deny', () => {
    // the world turns: of the latest quarter the outcome is the other way round
    const cut = planted.openedAt.toSorted()[750] ?? 0;
    const turned = withOutcomes((one) => ({
      ...one,
      value: one.value.map((y, row) => ((planted.openedAt[row] ?? 0) >= cut ? 1 - y : y)),
    }));
    const found = propose(turned, plain);
    expect(found.verdict).toBe('NOT_BETTER');
    expect(found.holdout.gain.value ?? 1).toBeLessThan(0);
  });

  it('keeps today’s weights where scores go with worse outcomes only', () => {
    const against = withOutcomes((one) => ({ ...one, higherIsBetter: false }));
    const found = propose(against, plain);
    expect(found.verdict).toBe('NOT_BETTER');
    expect(found.weights.map(({ proposed, today }) => (proposed ?? 0) - today)).toEqual([0, 0, 0]);
    expect(found.notes.map(({ code }) => code)).toContain('NO_LINK');
    const { link } = found.weights[0] ?? {};
    expect(link).toBe('NEGATIVE_LINK');
  });
});

/** The same tickets under other weights of today. */
function reweighed(input: KpiInput, weights: readonly number[]): KpiInput {
  const [composite, ...dimensions] = input.scores;
  if (composite === undefined) throw new Error('no composite');
  const value = composite.value.map((_, row) =>
    dimensions.reduce((sum, one, d) => sum + (weights[d] ?? 0) * (one.value[row] ?? 0), 0),
  );
  return {
    ...input,
    gated: value,
    scores: [
      { ...composite, value, gated: value },
      ...dimensions.map((one, d) => ({ ...one, weight: weights[d] ?? 0 })),
    ],
  };
}
