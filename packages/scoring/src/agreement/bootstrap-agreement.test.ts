import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { bootstrapAgreement } from './bootstrap-agreement.ts';

const ordinal = { name: 'krippendorffAlpha', metric: 'ordinal' } as const;
const nominal = { name: 'krippendorffAlpha', metric: 'nominal' } as const;

describe('bootstrapAgreement', () => {
  for (const coefficient of [nominal, ordinal]) {
    testFixture<{ ratings: (number | null)[][]; confidence: number }>(
      `boot-alpha-synth40x6-${coefficient.metric}`,
      ({ input, compare, omit }) => {
        const result = bootstrapAgreement(ratingsFromMatrix(input.ratings), coefficient, {
          random: seededRandom(1),
          replicates: 20_000,
          level: input.confidence,
          threshold: 0.667,
        });
        compare('alpha', result.value);
        compare('ciLow', result.interval?.low);
        compare('ciHigh', result.interval?.high);
        compare('bootSe', result.standardError);
        compare('bootMean', result.replicateMean);
        compare('undefinedReplicates', result.undefinedReplicates);
        compare('probAlphaBelow0667', result.shareBelow);
        omit('replicates', 'the reference drew more');
        omit('mcSdOfLimitsAtB2000', 'the error of the reference, from which its tolerance is made');
      },
    );
  }

  const spread = ratingsFromMatrix(
    Array.from({ length: 600 }, (_, u) => [u % 3, (u * 7) % 4 === 0 ? (u + 1) % 3 : u % 3, u % 3]),
  );

  it('is the same for the same seed and another for the next', () => {
    const run = (seed: number) =>
      bootstrapAgreement(spread, ordinal, { random: seededRandom(seed), replicates: 200 });
    expect(run(5)).toEqual(run(5));
    expect(run(5).interval).not.toEqual(run(6).interval);
  });

  it('draws counts of many equal units as it would draw the units', () => {
    // The rows of `spread` are few, so its units are drawn by row; each cluster is one unit here.
    const byRow = bootstrapAgreement(spread, nominal, {
      random: seededRandom(1),
      replicates: 8000,
    });
    const byUnit = bootstrapAgreement(spread, nominal, {
      random: seededRandom(2),
      replicates: 8000,
      clusters: Array.from({ length: 600 }, (_, u) => u),
    });
    const error = byUnit.standardError ?? Number.NaN;
    expect(byRow.standardError ?? 0).toBeGreaterThan(0.95 * error);
    expect(byRow.standardError ?? 0).toBeLessThan(1.05 * error);
    expect(byRow.interval?.method).toBe('percentile bootstrap over units');
    expect(byUnit.interval?.method).toBe('percentile bootstrap over clusters');
    expect(Math.abs((byRow.replicateMean ?? 0) - (byUnit.replicateMean ?? 0))).toBeLessThan(
      (5 * error) / Math.sqrt(8000),
    );
  });

  it('is wider over clusters whose units go together', () => {
    const rows = Array.from({ length: 400 }, (_, u) => {
      const first = u % 2;
      return [first, Math.floor(u / 40) % 2 === 0 ? first : 1 - first];
    });
    const clusters = rows.map((_, u) => `c${Math.floor(u / 40)}`);
    const ratings = ratingsFromMatrix(rows);
    const single = bootstrapAgreement(ratings, nominal, { random: seededRandom(1) });
    const clustered = bootstrapAgreement(ratings, nominal, { random: seededRandom(1), clusters });
    expect(clustered.clusters).toBe(10);
    expect(clustered.value).toBe(single.value);
    // Ten clusters of 40 that agree or disagree as one: √40 times the standard error.
    const ratio = (clustered.standardError ?? 0) / (single.standardError ?? 1);
    expect(ratio).toBeGreaterThan(5);
    expect(ratio).toBeLessThan(8);
  });

  it('gives no interval from one unit, nor any value where the coefficient is undefined', () => {
    const one = bootstrapAgreement(ratingsFromMatrix([[1, 2]]), nominal, {
      random: seededRandom(1),
    });
    expect(one).toMatchObject({ value: 0, replicates: 0, replicateMean: null });
    expect('interval' in one).toBe(false);
    const equal = bootstrapAgreement(ratingsFromMatrix([[1, 1]]), nominal, {
      random: seededRandom(1),
    });
    expect(equal).toMatchObject({ value: null, undefinedBecause: expect.stringMatching(/equal/) });
  });

  it('gives no interval where most replicates are undefined', () => {
    // Defined only if both rated units are drawn among ten: in 41 % of the replicates.
    const lone = Array.from({ length: 8 }, () => [3, null]);
    const result = bootstrapAgreement(ratingsFromMatrix([[1, 1], [2, 2], ...lone]), nominal, {
      random: seededRandom(1),
      replicates: 1000,
    });
    expect(result.value).toBe(1);
    expect(result.undefinedReplicates).toBeGreaterThan(500);
    expect('interval' in result).toBe(false);
  });

  it.each([
    { replicates: 0 },
    { replicates: 1.5 },
    { level: 0 },
    { threshold: Number.NaN },
    { clusters: [1] },
  ])('refuses %o', (options) => {
    expect(() =>
      bootstrapAgreement(spread, nominal, { random: seededRandom(1), ...options }),
    ).toThrow(RangeError);
  });

  it('takes 1,000 replicates over 100,000 units in well under two seconds', () => {
    const random = seededRandom(9);
    const counts = new AgreementCounts([0, 1, 2, 3, 4]);
    for (let u = 0; u < 100_000; u++) {
      const row = [0, 0, 0, 0, 0];
      for (let k = 0; k < 3; k++) {
        const c = Math.min(4, Math.floor(random.next() * 3) + (u % 3));
        row[c] = (row[c] ?? 0) + 1;
      }
      counts.add(row, 1);
    }
    const started = performance.now();
    const result = counts.bootstrap(ordinal, { random, replicates: 1000 });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(result.units).toBe(100_000);
    expect(result.interval?.low).toBeLessThan(result.value ?? 0);
  });
});
