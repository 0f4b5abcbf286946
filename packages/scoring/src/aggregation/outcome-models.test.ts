import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { davidson, type OutcomeModel, raoKupper, withoutTies } from './outcome-models.ts';

const models = { withoutTies, davidson, raoKupper };

describe('the models of a comparison', () => {
  it('give the published chances', () => {
    // Bradley and Terry (1952), Biometrika 39:325: worths of 3 and 1 make 3 in 4. Davidson (1970),
    // JASA 65:318, with ν = 1 and equal worths: a third each. Rao and Kupper (1967), JASA 62:195,
    // with θ = 2 and equal worths: 1 / (1 + 2) each way.
    expect(withoutTies.probabilities(Math.log(3), 0).first).toBeCloseTo(0.75, 12);
    expect(davidson.probabilities(0, 0).tie).toBeCloseTo(1 / 3, 12);
    expect(raoKupper.probabilities(0, Math.log(2)).second).toBeCloseTo(1 / 3, 12);
  });

  it('stay finite for advantages beyond any data', () => {
    for (const model of Object.values(models))
      for (const s of [-800, 800]) {
        const curve = model.curvature({ first: 1, second: 2, tie: 0 }, s, 1);
        expect(Object.values(curve).every(Number.isFinite)).toBe(true);
      }
    expect(raoKupper.curvature({ first: 1, second: 1, tie: 1 }, 0, 0).value).toBe(
      Number.NEGATIVE_INFINITY,
    );
  });

  it.each(Object.entries(models))('%s: slopes and curves are those of the value', (name, model) => {
    const count = fc.nat({ max: 9 });
    const outcomes = fc.record({ first: count, second: count, tie: count });
    const s = fc.double({ min: -3, max: 3, noNaN: true });
    const t = fc.double({ min: 0.1, max: 2, noNaN: true });
    fc.assert(
      fc.property(outcomes, s, t, (seen, at, tie) => {
        const counts = name === 'withoutTies' ? { ...seen, tie: 0 } : seen;
        const found = model.curvature(counts, at, tie);
        const slopes = differences(model, counts, at, tie);
        for (const key of ['byS', 'byT', 'bySS', 'byST', 'byTT'] as const)
          expect(found[key], key).toBeCloseTo(slopes[key], 4);
        const { first, second, tie: tied } = model.probabilities(at, tie);
        expect(first + second + tied).toBeCloseTo(1, 10);
      }),
    );
  });
});

/** First derivatives from values, second ones from first ones. */
function differences(
  model: OutcomeModel,
  outcomes: { first: number; second: number; tie: number },
  s: number,
  t: number,
) {
  const h = 1e-5;
  const [up, down] = [model.curvature(outcomes, s + h, t), model.curvature(outcomes, s - h, t)];
  const [more, less] = [model.curvature(outcomes, s, t + h), model.curvature(outcomes, s, t - h)];
  return {
    byS: (up.value - down.value) / (2 * h),
    bySS: (up.byS - down.byS) / (2 * h),
    byT: (more.value - less.value) / (2 * h),
    byTT: (more.byT - less.byT) / (2 * h),
    byST: (up.byT - down.byT) / (2 * h),
  };
}
