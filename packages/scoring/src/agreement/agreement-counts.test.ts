import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { seededRandom } from '../sampling/seeded-random.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { problemsOf } from '../testing/problems-of.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { bootstrapAgreement } from './bootstrap-agreement.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { percentAgreement } from './percent-agreement.ts';

const categories = [1, 2, 3, 4];
const vector = fc.array(fc.nat(3), { minLength: 4, maxLength: 4 });

function withoutRaters<T extends { readonly raters: number }>(result: T): Omit<T, 'raters'> {
  const { raters: _raters, ...rest } = result;
  return rest;
}

describe('AgreementCounts', () => {
  it('gives what the ratings give', () => {
    fc.assert(
      fc.property(arbitraryMatrix(), (rows) => {
        const ratings = ratingsFromMatrix(rows);
        const counts = AgreementCounts.fromRatings(ratings, categories);
        for (const metric of ['nominal', 'ordinal', 'interval', 'ratio'] as const) {
          const direct = krippendorffAlpha(ratings, { metric });
          const counted = counts.alpha(metric);
          expect(counted.units).toBe(direct.units);
          expect(counted.pairable).toBe(direct.pairable);
          if (direct.value === null) expect(counted).toEqual(withoutRaters(direct));
          else expect(counted.value).toBeCloseTo(direct.value, 12);
        }
        const [percent, counted] = [percentAgreement(ratings), counts.percent()];
        if (percent.value === null) expect(counted.value).toBeNull();
        else expect(counted.value).toBeCloseTo(percent.value, 12);
      }),
    );
  });

  it('after any moves is what a recount gives', () => {
    const move = fc.tuple(fc.nat(5), fc.option(vector));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const counts = new AgreementCounts(categories);
        const units = new Map<number, number[]>();
        for (const [unit, after] of moves) {
          counts.moveUnit(units.get(unit) ?? null, after);
          if (after === null) units.delete(unit);
          else units.set(unit, after);
        }
        const recount = new AgreementCounts(categories);
        for (const unit of units.values()) recount.moveUnit(null, unit);
        expect(counts.toJSON()).toEqual(recount.toJSON());
        expect(counts.rows()).toEqual(recount.rows());
      }),
    );
  });

  it('subtracts what it merged, and reads what it wrote', () => {
    const some = fc.array(fc.tuple(vector, fc.integer({ min: 1, max: 9 })));
    fc.assert(
      fc.property(some, some, (left, right) => {
        const [a, b] = [left, right].map((rows) =>
          AgreementCounts.fromJSON({
            categories,
            rows: rows.map(([counts, units]) => ({ counts, units })),
          }),
        );
        if (a === undefined || b === undefined) throw new Error('cannot happen: two were made');
        expect(a.merge(b).subtract(b).toJSON()).toEqual(a.toJSON());
        expect(a.merge(b).toJSON()).toEqual(b.merge(a).toJSON());
        const written = JSON.stringify(a);
        expect(JSON.stringify(AgreementCounts.fromJSON(JSON.parse(written)))).toBe(written);
      }),
    );
  });

  it('bootstraps whichever way it was built', () => {
    const rows = [
      [1, 1],
      [1, 2, 2],
      [3, 3],
      [4, null],
      [2, 2],
    ];
    const forward = AgreementCounts.fromRatings(ratingsFromMatrix(rows), categories);
    const backward = AgreementCounts.fromRatings(ratingsFromMatrix(rows.toReversed()), categories);
    const alpha = { name: 'krippendorffAlpha', metric: 'interval' } as const;
    const options = () => ({ random: seededRandom(4), replicates: 300 });
    expect(forward.bootstrap(alpha, options())).toEqual(backward.bootstrap(alpha, options()));
    const direct = bootstrapAgreement(ratingsFromMatrix(rows), alpha, options());
    expect(forward.bootstrap(alpha, options()).value).toBeCloseTo(direct.value ?? 2, 12);
  });

  it('refuses what cannot be', () => {
    const counts = new AgreementCounts([0, 1]);
    expect(() => counts.moveUnit([1, 1], null)).toThrow('taken away');
    expect(() => counts.add([1], 1)).toThrow('for each category');
    expect(() => counts.add([1, -1], 1)).toThrow('for each category');
    expect(() => counts.add([1, 0.5], 1)).toThrow('for each category');
    expect(() => counts.add([1, 1], 0.5)).toThrow('whole number of units');
    expect(() => counts.merge(new AgreementCounts([0, 2]))).toThrow('same categories');
    expect(() => counts.percent({ level: 2 })).toThrow('a level');
    expect(() => new AgreementCounts([1, 0])).toThrow('ascending');
    expect(() => new AgreementCounts([0, 0])).toThrow('ascending');
    expect(() => new AgreementCounts([Number.NaN])).toThrow('finite');
  });

  it.each<[string, number[], number[][]]>([
    ['no category', [], []],
    ['no unit', [1, 2], []],
    ['units without ratings', [1, 2], [[0, 0]]],
    [
      'single ratings',
      [1, 2],
      [
        [1, 0],
        [0, 1],
      ],
    ],
    ['one category, unanimous', [1], [[2]]],
    [
      'unanimous units',
      [1, 2],
      [
        [2, 0],
        [2, 0],
      ],
    ],
    ['one unit of two minds', [1, 2], [[1, 1]]],
  ])('gives a number, or null with the reason, for %s', (_what, declared, units) => {
    const counts = new AgreementCounts(declared);
    for (const unit of units) counts.add(unit, 1);
    const options = () => ({ random: seededRandom(1), replicates: 20 });
    const results = [
      counts.percent(),
      counts.alpha('ordinal'),
      counts.fleiss({ weights: 'quadratic' }),
      counts.scott(),
      counts.ac(),
      counts.brennanPrediger({ weights: 'ordinal' }),
      counts.bootstrap({ name: 'percentAgreement' }, options()),
      counts.bootstrap({ name: 'gwetAc' }, options()),
    ];
    const belowOne = [Number.NEGATIVE_INFINITY, 1] as const;
    expect(results.flatMap((result) => problemsOf(result, belowOne))).toEqual([]);
    const again = AgreementCounts.fromJSON(JSON.parse(JSON.stringify(counts)));
    expect(again.toJSON()).toEqual(counts.toJSON());
  });

  it('leaves what it was combined from as it was', () => {
    const counts = new AgreementCounts([0, 1]);
    counts.add([2, 0], 3);
    const before = JSON.stringify(counts);
    counts.merge(counts).add([0, 2], 1);
    expect(JSON.stringify(counts)).toBe(before);
  });
});
