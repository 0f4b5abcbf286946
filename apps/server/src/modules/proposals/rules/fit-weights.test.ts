import { nonNegativeLeastSquares } from '@assay/scoring/regression/non-negative-least-squares';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './blocks.ts';
import { fitWeights, roomFor, type WeightBounds } from './fit-weights.ts';

const alone = [[0], [1], [2]];
const open: WeightBounds = {
  ...{ today: [0.5, 0.3, 0.2], fixed: [false, false, false], blocks: alone },
  ...{ floor: 0, cap: 1, maximalStep: null, rounding: 0.001 },
};

/** Three columns of tiers, and a target that follows them with some strengths. */
function sample(seed: number, strengths: readonly number[], noise = 0.3): Float64Array[] {
  const random = seededRandom(seed);
  const columns = strengths.map(() =>
    Float64Array.from({ length: 60 }, () => random.integer(3) / 2),
  );
  const target = Float64Array.from(
    { length: 60 },
    (_, i) =>
      strengths.reduce((sum, by, d) => sum + by * (columns[d]?.[i] ?? 0), 7) +
      noise * (random.next() - 0.5),
  );
  return [...columns, target];
}

function weightsOf(cases: readonly Float64Array[], bounds: WeightBounds): readonly number[] {
  const room = roomFor(bounds);
  if (typeof room === 'string') throw new Error(room);
  const weights = fitWeights(cases, room);
  if (weights === null) throw new Error('no weights');
  return weights;
}

describe('fitWeights', () => {
  it('is non-negative least squares with the coefficients made to sum to 1', () => {
    const cases = sample(1, [2, -0.4, 1]);
    const { coefficients } = nonNegativeLeastSquares(cases.slice(0, 3), cases[3] ?? [], {
      intercept: true,
    });
    const all = (coefficients ?? []).reduce((sum, one) => sum + one, 0);
    const weights = weightsOf(cases, open);
    expect(weights[1]).toBe(0);
    for (const [d, one] of weights.entries()) {
      expect(one).toBeCloseTo((coefficients?.[d] ?? 0) / all, 2);
    }
  });

  it('does not take the scale of the target for weight', () => {
    // a strong link of one and a weak one of another, far from a slope of 1
    const weights = weightsOf(sample(2, [20, 0, 5], 1), open);
    expect(weights[0]).toBeGreaterThan(0.75);
    expect(weights[2]).toBeLessThan(0.25);
  });

  it('keeps floors, caps, steps, fixed weights and blocks, and sums to 1', () => {
    const share = fc.double({ min: 0, max: 0.25, noNaN: true });
    const flags = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
    const strengths = fc.array(fc.double({ min: -1, max: 3, noNaN: true }), {
      minLength: 4,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        ...[strengths, share, fc.double({ min: 0.4, max: 1, noNaN: true })],
        ...[fc.option(fc.double({ min: 0.02, max: 0.5, noNaN: true })), flags, fc.boolean()],
        (by, floor, cap, maximalStep, fixed, blocked) => {
          const today = [0.4, 0.3, 0.2, 0.1];
          const blocks = blocked ? [[0, 2], [1], [3]] : [[0], [1], [2], [3]];
          const held = today.map((_, d) =>
            blocks.some((one) => one.includes(d) && one.some((other) => fixed[other] === true)),
          );
          const bounds = { today, fixed: held, blocks, floor, cap, maximalStep, rounding: 0.01 };
          const room = roomFor(bounds);
          if (typeof room === 'string') return;
          const weights = fitWeights(sample(5, by), room);
          if (weights === null) return;
          expect(weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
          for (const [d, one] of weights.entries()) {
            const own = today[d] ?? 0;
            if (held[d] === true) {
              expect(one).toBeCloseTo(own, 12);
              continue;
            }
            expect(one).toBeGreaterThanOrEqual(floor - 1e-6);
            expect(one).toBeLessThanOrEqual(cap + 1e-6);
            if (maximalStep !== null) expect(Math.abs(one - own)).toBeLessThan(maximalStep + 1e-6);
          }
          if (blocked && held[0] !== true && floor <= 0.2) {
            // each is rounded, so the ratio is kept up to a step
            expect(Math.abs((weights[0] ?? 0) - 2 * (weights[2] ?? 0))).toBeLessThan(0.031);
          }
        },
      ),
    );
  });

  it('has no weights where none within the bounds go with the target', () => {
    const room = roomFor(open);
    if (typeof room === 'string') throw new Error(room);
    expect(fitWeights(sample(3, [-1, -2, -1]), room)).toBeNull();
  });

  it.each([
    ['two may not move', { fixed: [true, true, true] }, /No weight may move/],
    ['one may move', { fixed: [true, true, false] }, /Only one dimension/],
    ['all are one block', { blocks: [[0, 1, 2]] }, /Only one dimension, or one block/],
    ['a cap leaves too little', { cap: 0.3 }, /No weights that sum to 1/],
    ['a floor asks too much', { floor: 0.4 }, /No weights that sum to 1/],
    ['a step cannot reach the cap', { cap: 0.4, maximalStep: 0.05 }, /No weights that sum to 1/],
  ])('has no room where %s', (_name, changed, why) => {
    expect(roomFor({ ...open, ...changed })).toMatch(why);
  });
});

describe('blocksOf', () => {
  const [a, b, c] = sample(8, [1, 1, 1]);
  if (!(a && b && c)) throw new Error('three columns are three');

  it('leaves those alone that can be told apart', () => {
    expect(blocksOf([a, b, c]).blocks).toEqual([[0], [1], [2]]);
  });

  it('joins copies, and what others determine together', () => {
    expect(blocksOf([a, b, a.slice()]).blocks).toEqual([[0, 2], [1]]);
    const mixed = a.map((value, i) => (value + (b[i] ?? 0)) / 2);
    expect(blocksOf([a, b, mixed, c]).blocks).toEqual([[0, 1, 2], [3]]);
  });

  it('takes no notice of a dimension that does not vary', () => {
    const { blocks, inflation } = blocksOf([a, b, a.map(() => 0.6)]);
    expect(blocks).toEqual([[0], [1], [2]]);
    expect(inflation[2]).toBeNull();
  });
});
