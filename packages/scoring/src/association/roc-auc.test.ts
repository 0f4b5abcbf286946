import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormal, area, normal } from '../../published/hanley-mcneil-1982.ts';
import { testFixture } from '../testing/fixture.ts';
import { compareRocAuc } from './compare-roc-auc.ts';
import { rocAuc } from './roc-auc.ts';

interface Input {
  readonly y: number[];
  readonly scoreA: number[];
  readonly scoreB: number[];
  readonly scoreC: number[];
}

describe('rocAuc and compareRocAuc', () => {
  testFixture<Input>('auc-asah', ({ input, compare }) => {
    const scores = { A: input.scoreA, B: input.scoreB, C: input.scoreC };
    for (const [name, score] of Object.entries(scores)) {
      const { value, standardError, interval } = rocAuc(input.y, score);
      compare(`${name}.auc`, value);
      compare(`${name}.ciDelong`, [interval?.low, interval?.high]);
      compare(`${name}.variance`, (standardError ?? 9) ** 2);
    }
    for (const other of ['B', 'C'] as const) {
      const difference = compareRocAuc(input.y, scores.A, scores[other]);
      compare(`pairedAvs${other}`, {
        z: difference.z,
        pValue: difference.p,
        aucDiff: difference.value,
        cov: difference.covariance,
      });
    }
  });

  it('gives the published area of Hanley and McNeil', () => {
    const ratings = [...normal, ...abnormal].flatMap((n, i) => new Array<number>(n).fill(i % 5));
    const outcome = ratings.map((_, i) => (i < normal.reduce((sum, n) => sum + n, 0) ? 0 : 1));
    const result = rocAuc(outcome, ratings);
    expect(result.value).toBeCloseTo(area, 3);
    expect(result).toMatchObject({ positives: 51, negatives: 58 });
  });

  it('has no error where DeLong’s says nothing, and says why there is no area', () => {
    expect(rocAuc([0, 0], [1, 2]).undefinedBecause).toBe('all cases have the same outcome');
    expect(rocAuc([], []).value).toBeNull();
    const perfect = rocAuc([0, 0, 1, 1], [1, 2, 3, 4]);
    expect(perfect.value).toBe(1);
    expect(perfect.interval).toBeUndefined();
    expect(rocAuc([0, 0, 1], [1, 3, 2]).standardError).toBeUndefined();
    expect(rocAuc([0, 1, 0, 1], [5, 5, 5, 5]).value).toBe(0.5);
    expect(() => rocAuc([0, 0.5], [1, 2])).toThrow('rocAuc requires an outcome of 0 or 1');
    expect(() => rocAuc([0, 1], [1])).toThrow('the same length');
    expect(compareRocAuc([1, 1], [1, 2], [2, 1]).value).toBeNull();
    const same = compareRocAuc([0, 1, 0, 1], [1, 3, 2, 4], [10, 30, 20, 40]);
    expect(same).toMatchObject({ value: 0, z: null, p: null });
    expect(compareRocAuc([0, 1], [1, 2], [2, 1])).toMatchObject({ value: 1, p: null });
  });

  it('turns with the score, counts pairs, and lies within its interval', () => {
    const cases = fc.array(
      fc.record({ y: fc.integer({ min: 0, max: 1 }), s: fc.integer({ min: 0, max: 9 }) }),
      { minLength: 1, maxLength: 50 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const y = points.map((point) => point.y);
        const s = points.map((point) => point.s);
        const { value, interval } = rocAuc(y, s);
        const turned = rocAuc(
          y,
          s.map((v) => -v),
        );
        if (value === null) {
          expect(turned.value).toBeNull();
          return;
        }
        let wins = 0;
        let pairs = 0;
        for (const a of points.filter((point) => point.y === 1)) {
          for (const b of points.filter((point) => point.y === 0)) {
            wins += a.s > b.s ? 1 : a.s === b.s ? 0.5 : 0;
            pairs += 1;
          }
        }
        expect(value).toBeCloseTo(wins / pairs, 12);
        expect(turned.value).toBeCloseTo(1 - value, 12);
        expect(interval?.low ?? 0).toBeLessThanOrEqual(value);
        expect(interval?.high ?? 1).toBeGreaterThanOrEqual(value);
      }),
    );
  });
});
