import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { compareAgreement } from './compare-agreement.ts';

const alpha = { name: 'krippendorffAlpha', metric: 'ordinal' } as const;
const kappa = { name: 'cohenKappa' } as const;

/** Three ratings a unit on a scale of five; every `slip`-th unit has one that is off by two. */
function rated(units: number, slip: number): number[][] {
  return Array.from({ length: units }, (_, u) => {
    const truth = u % 5;
    return [truth, u % slip === 0 ? (truth + 2) % 5 : truth, truth];
  });
}

describe('compareAgreement of Cohen’s kappa', () => {
  testFixture<{ tables: [number[][], number[][]] }>(
    'agree-kappa-compare-independent-mspatients',
    ({ input, compare }) => {
      const [before, after] = input.tables;
      for (const [at, weights] of [
        ['unweighted', 'none'],
        ['weighted', 'linear'],
      ] as const) {
        const result = compareAgreement(before, after, { coefficient: { ...kappa, weights } });
        compare(at, {
          kappas: [result.before.value, result.after.value],
          ases: [result.before.standardError, result.after.standardError],
          overall: result.pooled?.value,
          overallSe: result.pooled?.standardError,
          chisqHomogeneity: result.test?.statistic,
          df: 1,
          pValue: result.test?.pValue,
          zDiff: -(result.value ?? Number.NaN) / (result.standardError ?? Number.NaN),
        });
      }
    },
  );

  testFixture<{ pairs: { a: number[]; b: number[] }[] }>(
    'agree-kappa-compare-dependent-depression',
    ({ input, compare }) => {
      const [before, after] = input.pairs.map(({ a, b }) =>
        ratingsFromMatrix(a.map((value, u) => [value, b[u] ?? null])),
      );
      if (before === undefined || after === undefined) throw new Error('cannot happen: two pairs');
      const result = compareAgreement(before, after, { coefficient: kappa, dependent: true });
      compare('', {
        kappas: [result.before.value, result.after.value],
        ses: [result.before.standardError, result.after.standardError],
        T2: result.test?.statistic,
        pValue: result.test?.pValue,
        // The reference gives before − after.
        diffCi: [-(result.interval?.high ?? 9), -(result.interval?.low ?? 9)],
        correlation: result.correlation,
      });
    },
  );

  it('has no error where a kappa is compared with itself', () => {
    const ratings = ratingsFromMatrix([
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
    const same = compareAgreement(ratings, ratings, { coefficient: kappa, dependent: true });
    expect(same).toMatchObject({ value: 0, test: null });
    expect(same.correlation).toBeCloseTo(1, 10);
    expect('interval' in same).toBe(false);
  });

  it('is undefined, with the reason, where a side is', () => {
    const equal = ratingsFromMatrix([[1, 1]]);
    const varied = ratingsFromMatrix([[1, 2]]);
    for (const dependent of [true, false]) {
      const result = compareAgreement(equal, varied, { coefficient: kappa, dependent });
      expect(result).toMatchObject({ value: null, before: { value: null }, after: { value: 0 } });
    }
  });

  it('refuses sides that do not match', () => {
    const pair = ratingsFromMatrix([[1, 2]]);
    const options = { coefficient: kappa, dependent: true } as const;
    expect(() =>
      compareAgreement(
        pair,
        ratingsFromMatrix([
          [1, 2],
          [1, 1],
        ]),
        options,
      ),
    ).toThrow('the same units');
    expect(() => compareAgreement(pair, ratingsFromMatrix([[1, 2, 1]]), options)).toThrow(
      'two raters',
    );
    expect(() => compareAgreement([[1]], [[1]], options)).toThrow('ratings of dependent sides');
    expect(() => compareAgreement(pair, pair, { coefficient: kappa, level: 1 })).toThrow('a level');
  });
});

describe('compareAgreement by bootstrap', () => {
  const before = ratingsFromMatrix(rated(200, 2));
  const after = ratingsFromMatrix(rated(300, 9));

  it('finds agreement that rose between two windows, from ratings and from counts alike', () => {
    const options = (seed: number) => ({ coefficient: alpha, random: seededRandom(seed) });
    const result = compareAgreement(before, after, options(1));
    expect(result.value).toBeCloseTo((result.after.value ?? 0) - (result.before.value ?? 0), 12);
    expect(result.interval?.low).toBeGreaterThan(0);
    const counts = [before, after].map((ratings) => AgreementCounts.fromRatings(ratings));
    const [countsBefore, countsAfter] = counts;
    if (countsBefore === undefined || countsAfter === undefined) throw new Error('cannot happen');
    const counted = compareAgreement(countsBefore, countsAfter, options(2));
    expect(counted.value).toBeCloseTo(result.value ?? 9, 12);
    expect((counted.standardError ?? 0) / (result.standardError ?? 1)).toBeCloseTo(1, 1);
  });

  it('is surer of a difference on the same units', () => {
    // The same slips on both sides, a few more on the first.
    const first = ratingsFromMatrix(rated(240, 3));
    const second = ratingsFromMatrix(rated(240, 6));
    const run = (dependent: boolean) =>
      compareAgreement(first, second, { coefficient: alpha, random: seededRandom(3), dependent });
    expect(run(true).value).toBe(run(false).value);
    expect(run(true).standardError).toBeLessThan(0.9 * (run(false).standardError ?? 0));
  });

  it('is 0 without error for the same ratings twice', () => {
    const same = compareAgreement(before, before, {
      coefficient: alpha,
      random: seededRandom(1),
      dependent: true,
    });
    expect(same).toMatchObject({ value: 0, standardError: 0 });
  });

  it('resamples clusters on either side', () => {
    const ids = (units: number) => Array.from({ length: units }, (_, u) => u % 20);
    const clusters = { before: ids(200), after: ids(300) };
    const result = compareAgreement(before, after, {
      coefficient: alpha,
      random: seededRandom(1),
      clusters,
    });
    expect(result.interval?.method).toBe('percentile bootstrap over clusters');
    const dependent = compareAgreement(before, before, {
      coefficient: alpha,
      random: seededRandom(1),
      dependent: true,
      clusters: { before: ids(200), after: ids(200) },
    });
    expect(dependent.standardError).toBe(0);
  });

  it('refuses what does not fit', () => {
    const random = seededRandom(1);
    const base = { coefficient: alpha, random };
    const counts = AgreementCounts.fromRatings(before);
    expect(() => compareAgreement(before, after, { ...base, dependent: true })).toThrow(
      'same units',
    );
    expect(() => compareAgreement(counts, counts, { ...base, dependent: true })).toThrow(
      'not counts',
    );
    expect(() => compareAgreement(before, after, { ...base, replicates: 0 })).toThrow('replicate');
    const ac = { name: 'gwetAc' } as const;
    expect(() => compareAgreement(before, after, { ...base, coefficient: ac })).toThrow('declared');
    const clusters = { before: [1], after: [1] };
    expect(() => compareAgreement(before, after, { ...base, clusters })).toThrow('one cluster');
    expect(() => compareAgreement(counts, counts, { ...base, clusters })).toThrow('for clusters');
  });
});
