import type { KpiInput } from '@assay/server/modules/kpi/rules/input';
import type { ProposalRequest } from '@assay/server/modules/proposals/rules/evidence';
import { propose } from '@assay/server/modules/proposals/rules/propose';
import { retest } from '@assay/server/modules/proposals/rules/retest';
import { describe, expect, it } from 'vitest';
import { plantedInput, plantedWeights } from '../support/planted-input.ts';

const plain: ProposalRequest = {
  outcome: 'resolved',
  floor: 0,
  cap: 1,
  maximalStep: null,
  rounding: 0.01,
  folds: 5,
  replicates: 1_000,
  level: 0.95,
  seed: 1,
};
const planted = plantedInput({ seed: 21, tickets: 3_000, kind: 'PLANTED' });
const evidence = propose(planted, plain);

const proposedOf = (input: KpiInput, request: ProposalRequest) =>
  new Map(propose(input, request).weights.map(({ key, proposed }) => [key, proposed ?? 0]));

/** A table with its dimensions changed. */
const withDimensions = (
  input: KpiInput,
  change: (score: KpiInput['scores'][number]) => KpiInput['scores'][number],
): KpiInput => {
  const [composite, ...dimensions] = input.scores;
  if (composite === undefined) throw new Error('no composite');
  return { ...input, scores: [composite, ...dimensions.map(change)] };
};

describe('a proposal of weights', () => {
  it('moves weight from Tone to what resolution follows, and says how surely', () => {
    expect(evidence.verdict).toBe('BETTER');
    const weights = new Map(evidence.weights.map((weight) => [weight.key, weight]));
    expect(weights.get('tone')?.proposed).toBeLessThan(0.2);
    expect(weights.get('policy')?.proposed).toBeGreaterThan(0.3);
    expect(weights.get('accuracy')?.link).toBe('POSITIVE');
    expect(evidence.gain.interval?.low).toBeGreaterThan(0);
    expect(evidence.holdout.tickets).toBe(750);
    for (const { proposed, stability, shapley } of weights.values()) {
      expect(stability.low).toBeLessThanOrEqual(proposed ?? -1);
      expect(stability.high).toBeGreaterThanOrEqual(proposed ?? 2);
      expect(shapley?.interval).not.toBeNull();
    }
    expect(evidence.summary).toContain('track resolved better');
    expect(evidence.simulation?.tickets).toBeGreaterThan(1_000);
  });

  it('sums to 1 in whole hundredths, and is the same again for the same seed', () => {
    const weights = evidence.weights.map(({ proposed }) => proposed ?? 0);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const weight of weights) expect((100 * weight) % 1).toBeCloseTo(0, 6);
    expect(JSON.stringify(propose(planted, plain))).toBe(JSON.stringify(evidence));
  });

  it('tracks times with open tickets, and satisfaction by Tone', () => {
    const time = proposedOf(planted, { ...plain, outcome: 'full_resolution:calendar' });
    expect(time.get('tone')).toBeLessThan(0.2);
    const csat = propose(planted, { ...plain, outcome: 'csat' });
    expect(csat.verdict).toBe('BETTER');
    expect(csat.weights.find(({ key }) => key === 'tone')?.proposed).toBeGreaterThan(0.8);
  });

  it('proposes nothing where nothing was planted', () => {
    const none = propose(plantedInput({ seed: 2, tickets: 1_500, kind: 'NULL' }), plain);
    expect(none.verdict).not.toBe('BETTER');
    expect(none.summary).toMatch(/stay|Nothing|No weights/);
  });

  it('keeps floors, caps and steps', () => {
    const bounded = proposedOf(planted, { ...plain, floor: 0.15, cap: 0.6, maximalStep: 0.1 });
    expect(bounded.get('tone')).toBeCloseTo(0.2, 9);
    expect(bounded.get('accuracy')).toBeGreaterThanOrEqual(0.4);
    expect(bounded.get('policy')).toBeLessThanOrEqual(0.3 + 1e-9);
  });

  it('never moves a locked dimension', () => {
    const locked = withDimensions(planted, (score) => ({ ...score, locked: score.key === 'tone' }));
    const weights = proposedOf(locked, plain);
    expect(weights.get('tone')).toBeCloseTo(0.3, 12);
    expect((weights.get('accuracy') ?? 0) + (weights.get('policy') ?? 0)).toBeCloseTo(0.7, 9);
    const all = withDimensions(planted, (score) => ({ ...score, locked: true }));
    expect(propose(all, plain).verdict).toBe('CANNOT_SAY');
  });

  it('moves dimensions that cannot be told apart together', () => {
    const accuracy = planted.scores.find(({ key }) => key === 'accuracy');
    if (accuracy === undefined) throw new Error('no accuracy');
    const { value, gated } = accuracy;
    const halo = withDimensions(planted, (score) =>
      score.key === 'tone' ? { ...score, value, gated } : score,
    );
    const found = propose(halo, plain);
    const weight = (key: string) => found.weights.find((one) => one.key === key);
    expect(weight('tone')?.block).toEqual(['accuracy']);
    // each is rounded to a hundredth
    const tone = (weight('accuracy')?.proposed ?? 0) * (0.3 / 0.5);
    expect(Math.abs(tone - (weight('tone')?.proposed ?? 1))).toBeLessThan(0.01);
    expect(found.notes.map(({ code }) => code)).toContain('BLOCK');
  });

  it('says of a dimension that goes with worse outcomes only that', () => {
    const upside = withDimensions(planted, (score) =>
      score.key === 'policy'
        ? { ...score, value: score.value.map((one) => 1 - one), locked: true }
        : score,
    );
    const found = propose(upside, plain);
    const policy = found.weights.find(({ key }) => key === 'policy');
    expect(policy?.link).toBe('NEGATIVE_LINK');
    expect(policy?.proposed).toBeCloseTo(0.2, 12);
    expect(found.notes.map(({ code }) => code)).toContain('LOCKED_CONFLICT');
  });

  it('is tried again on later tickets alone', () => {
    const weights = {
      today: plantedWeights,
      proposed: { accuracy: 0.5, tone: 0.1, policy: 0.4 },
      since: Date.UTC(2026, 3, 1) / 1_000,
    };
    const many = plantedInput({ seed: 22, tickets: 10_000, kind: 'PLANTED' });
    const gain = retest(many, plain, weights);
    expect(gain.n).toBeLessThan(6_000);
    expect(gain.interval?.low).toBeGreaterThan(0);
    const never = retest(planted, plain, { ...weights, since: Date.UTC(2030, 1, 1) / 1_000 });
    expect(never.value).toBeNull();
    expect(never.undefinedBecause).toMatch(/Only 0 tickets/);
  });
});
