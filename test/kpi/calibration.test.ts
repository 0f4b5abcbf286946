import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { fitCalibration } from '@assay/server/modules/feedback/rules/fit-calibration';
import { predict, signalOf } from '@assay/server/modules/feedback/rules/predict';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plantedInput } from '../support/planted-input.ts';

const options = { outcome: 'resolved', folds: 5, level: 0.95, seed: 1 };
const planted = plantedInput({ seed: 31, tickets: 2_500, kind: 'PLANTED' });
const model = fitCalibration(planted, options);
const scores = (accuracy: number, policy: number, ratings = 2) => ({
  composite: 0.5 * accuracy + 0.3 + 0.2 * policy,
  dimensions: { accuracy, tone: 1, policy },
  ratings,
});

describe('a calibrated score', () => {
  it('beats the share so far on tickets that it was not fitted to', () => {
    expect(model.map?.kind).toBe('LOGISTIC');
    expect(model.brier.value ?? 1).toBeLessThan(model.brierOfBaseRate.value ?? 0);
    expect(model.expectedCalibrationError.value).toBeLessThan(0.08);
    expect(model.expectedCalibrationError.interval).not.toBeNull();
    for (const { low, high, mean, interval } of model.reliability) {
      expect(mean).toBeGreaterThan(low - 0.2);
      expect(mean).toBeLessThan(high + 0.2);
      expect(interval).not.toBeNull();
    }
    expect(JSON.stringify(fitCalibration(planted, options))).toBe(JSON.stringify(model));
  });

  it('is a probability that rises with what resolution follows', () => {
    const { map } = model;
    if (map === null) throw new Error('no map');
    const [good, bad] = [predict(map, scores(1, 1)), predict(map, scores(0, 0))];
    expect(good ?? 0).toBeGreaterThan((bad ?? 1) + 0.4);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const p = predict(map, scores(a, b)) ?? -1;
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        },
      ),
    );
    const isotonic = {
      kind: 'ISOTONIC',
      x: [0.2, 0.4, 0.4, 0.9],
      y: [0.1, 0.1, 0.5, 0.8],
    } as const;
    const at = (composite: number) => predict(isotonic, { composite, dimensions: {}, ratings: 1 });
    expect([at(0), at(0.3), at(0.65), at(1)].map((p) => Number(p?.toFixed(3)))).toEqual([
      0.1, 0.1, 0.65, 0.8,
    ]);
  });

  it('knows of the context that the run adjusts for, and takes what it does not know as average', () => {
    const { map } = model;
    if (map?.kind !== 'LOGISTIC') throw new Error('no logistic map');
    const [chat, email, unknown, other] = ['chat', 'email', null, 'fax'].map((channel) =>
      predict(map, { ...scores(0.6, 0.6), context: { channel } }),
    );
    expect(chat ?? 0).toBeGreaterThan((email ?? 1) + 0.1);
    expect(unknown).toBeLessThan(chat ?? 0);
    expect(unknown).toBeGreaterThan(email ?? 1);
    expect(other).toBe(unknown);
    expect(predict(map, scores(0.6, 0.6))).toBe(unknown);
    const bare = fitCalibration({ ...planted, confounders: [] }, options);
    expect(bare.map).not.toHaveProperty('context');
    expect(bare.brier.value ?? 0).toBeGreaterThan(model.brier.value ?? 1);
  });

  it('is none where context alone foretells the outcome', () => {
    // resolution follows the channel and nothing else; so do scores, which then know no more
    const channel = planted.confounders[0];
    if (channel === undefined) throw new Error('no channel');
    const random = seededRandom(5);
    const value = channel.codes.map((code) => (random.next() < (code === 0 ? 0.8 : 0.3) ? 1 : 0));
    const outcomes = planted.outcomes.map((one) =>
      one.key === 'resolved' ? { ...one, value: Float64Array.from(value) } : one,
    );
    expect(fitCalibration({ ...planted, outcomes }, options).map).toBeNull();
    const unaware = { ...planted, outcomes, confounders: [] };
    expect(fitCalibration(unaware, options).map).not.toBeNull();
  });

  it('is surer of more ratings, and weighs a usual task once', () => {
    const [one, four] = [signalOf(model, scores(1, 1, 1)), signalOf(model, scores(1, 1, 4))];
    expect(four.confidence ?? 0).toBeGreaterThan(one.confidence ?? 1);
    expect(signalOf(model, scores(1, 1, model.ratingsPerTicket)).suggestedWeight).toBeCloseTo(
      1,
      12,
    );
    const missing = { ...scores(1, 1), dimensions: { accuracy: 1, tone: null, policy: 1 } };
    expect(signalOf(model, missing)).toMatchObject({ value: null });
    expect(signalOf(model, missing).undefinedBecause).toMatch(/missing/);
  });

  it.each([
    [
      'nothing was planted',
      plantedInput({ seed: 4, tickets: 2_500, kind: 'NULL' }),
      options,
      /better than the share/,
    ],
    [
      'tickets are few',
      plantedInput({ seed: 4, tickets: 100, kind: 'PLANTED' }),
      options,
      /are needed/,
    ],
    [
      'the outcome is a time',
      planted,
      { ...options, outcome: 'full_resolution:calendar' },
      /is a time/,
    ],
    ['the outcome is a count', planted, { ...options, outcome: 'reopens' }, /is a number/],
    ['nobody has the outcome', planted, { ...options, outcome: 'nothing' }, /No ticket has/],
  ])('is none where %s', (_name, input, asked, why) => {
    const none = fitCalibration(input, asked);
    expect(none.map).toBeNull();
    expect(none.noneBecause).toMatch(why);
    expect(signalOf(none, scores(1, 1)).value).toBeNull();
  });
});
