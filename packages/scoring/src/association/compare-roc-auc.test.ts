import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abnormal, area, normal } from '../../published/hanley-mcneil-1982.ts';
import { compareRocAuc } from './compare-roc-auc.ts';
import { rocAuc } from './roc-auc.ts';

describe('compareRocAuc', () => {
  it('finds the published area of Hanley and McNeil over one that is chance', () => {
    const ratings = [...normal, ...abnormal].flatMap((n, i) => new Array<number>(n).fill(i % 5));
    const normals = normal.reduce((sum, n) => sum + n, 0);
    const outcome = ratings.map((_, i) => (i < normals ? 0 : 1));
    const result = compareRocAuc(
      outcome,
      ratings,
      ratings.map(() => 1),
    );
    expect(result.value).toBeCloseTo(area - 0.5, 3);
    // A score that is the same for all has no error, so the difference has that of the other.
    expect(result.standardError).toBeCloseTo(rocAuc(outcome, ratings).standardError ?? 9, 12);
    expect(result).toMatchObject({ second: 0.5, covariance: 0, positives: 51, negatives: 58 });
  });

  it('changes sign when the scores are exchanged, and does not see how far apart they are', () => {
    const score = fc.integer({ min: 0, max: 9 });
    const cases = fc.array(fc.record({ y: fc.nat(1), a: score, b: score }), { maxLength: 40 });
    fc.assert(
      fc.property(cases, (points) => {
        const y = points.map((point) => point.y);
        const a = points.map((point) => point.a);
        const b = points.map((point) => point.b);
        const there = compareRocAuc(y, a, b);
        const back = compareRocAuc(
          y,
          b.map((v) => Math.exp(v)),
          a.map((v) => v ** 3),
        );
        if (there.value === null) {
          expect(back.undefinedBecause).toBe(there.undefinedBecause);
          return;
        }
        expect(back.value).toBeCloseTo(-there.value, 12);
        expect(back.p ?? 2).toBeCloseTo(there.p ?? 2, 10);
        expect(there.interval?.low ?? -1).toBeLessThanOrEqual(there.value);
        expect(there.interval?.high ?? 1).toBeGreaterThanOrEqual(there.value);
      }),
    );
  });
});
