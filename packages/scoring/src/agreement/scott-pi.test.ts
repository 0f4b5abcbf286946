import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { arbitraryMatrix } from '../testing/arbitrary-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { brennanPrediger } from './brennan-prediger.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { fleissKappa } from './fleiss-kappa.ts';
import { gwetAc } from './gwet-ac.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { percentAgreement } from './percent-agreement.ts';
import { scottPi } from './scott-pi.ts';

const kinds = [
  ['unweighted', 'none'],
  ['linear', 'linear'],
  ['quadratic', 'quadratic'],
] as const;

/** The units of a table, one row each. */
function unitsOf(table: readonly (readonly number[])[]): number[][] {
  return table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])));
}

describe('scottPi', () => {
  for (const id of ['agree-scott-gwet-table-sexualfun', 'agree-scott-gwet-table-skin']) {
    testFixture<{ table: number[][] }>(id, ({ input, compare, omit }) => {
      const units = unitsOf(input.table);
      const ratings = ratingsFromMatrix(units);
      const categories = [...input.table.keys()];
      const n = units.length;
      const tableError = (error: number | undefined) =>
        (error ?? Number.NaN) * Math.sqrt((n - 1) / n);
      const intervals = 'follows from the standard error with 1/n instead of 1/(n − 1)';
      for (const [name, weights] of kinds) {
        const pi = scottPi(input.table, { weights });
        compare(`${name}.scottPi`, {
          value: pi.value,
          se: pi.standardError,
          ciLow: pi.interval?.low,
          ciHigh: pi.interval?.high,
        });
        const ac = gwetAc(ratings, { categories, weights });
        const uniform = brennanPrediger(ratings, { categories, weights });
        compare(`${name}.gwetAC`, { value: ac.value, se: tableError(ac.standardError) });
        compare(`${name}.brennanPrediger`, {
          value: uniform.value,
          se: tableError(uniform.standardError),
        });
        const kappa = cohenKappa(input.table, { weights });
        compare(`${name}.cohenKappa`, { value: kappa.value, se: kappa.standardError });
        compare(`${name}.percentAgreement.value`, ac.observed);
        if (weights === 'none') {
          const percent = percentAgreement(ratings).standardError;
          compare(`${name}.percentAgreement.se`, tableError(percent));
        } else {
          omit(`${name}.percentAgreement.se`, 'percent agreement is offered without weights');
        }
        if (weights === 'linear') {
          omit(`${name}.krippendorffAlpha.value`, 'alpha has no such metric');
        } else {
          const metric = weights === 'none' ? 'nominal' : 'interval';
          const alpha = krippendorffAlpha(ratings, { metric }).value;
          compare(`${name}.krippendorffAlpha.value`, alpha);
        }
        omit(`${name}.krippendorffAlpha.se`, 'alpha has a bootstrap interval only');
        for (const other of [
          'gwetAC',
          'brennanPrediger',
          'percentAgreement',
          'krippendorffAlpha',
          'cohenKappa',
        ]) {
          const reason = other === 'cohenKappa' ? 'Cohen’s interval is normal here' : intervals;
          omit(`${name}.${other}.ciLow`, reason);
          omit(`${name}.${other}.ciHigh`, reason);
        }
      }
    });
  }

  it('is the same from a table, from ratings, from counts, and as Fleiss’ kappa', () => {
    fc.assert(
      fc.property(arbitraryMatrix({ complete: true, maxRaters: 2 }), (rows) => {
        const table = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
        for (const [a = 0, b = 0] of rows) {
          const row = table[(a ?? 0) - 1];
          if (row !== undefined) row[(b ?? 0) - 1] = (row[(b ?? 0) - 1] ?? 0) + 1;
        }
        const ratings = ratingsFromMatrix(rows);
        const pi = scottPi(table);
        const others = [
          scottPi(ratings),
          AgreementCounts.fromRatings(ratings).scott(),
          fleissKappa(ratings),
        ];
        for (const other of others) {
          if (pi.value === null) expect(other.value).toBeNull();
          else expect(other.value).toBeCloseTo(pi.value, 10);
        }
      }),
    );
  });

  it('leaves units with one rating out', () => {
    const rows = [
      [1, 2],
      [1, 1],
      [2, 2],
    ];
    const more = [...rows, [2, null], [null, 2]];
    expect(scottPi(ratingsFromMatrix(more))).toEqual(scottPi(ratingsFromMatrix(rows)));
  });

  it('is undefined, with the reason, without pairs or variation', () => {
    expect(scottPi(ratingsFromMatrix([[1]]))).toMatchObject({ value: null, units: 0 });
    const equal = scottPi([
      [3, 0],
      [0, 0],
    ]);
    expect(equal).toMatchObject({
      value: null,
      undefinedBecause: expect.stringContaining('equal'),
    });
  });

  it('refuses three ratings, tables that are not square or whole, and a level of 0', () => {
    expect(() => scottPi(ratingsFromMatrix([[1, 2, 1]]))).toThrow('at most two ratings');
    expect(() => scottPi([[1, 2]])).toThrow('as many columns');
    expect(() => scottPi([[0.5]])).toThrow('whole counts');
    expect(() => scottPi([[-1]])).toThrow('whole counts');
    expect(() => scottPi([[1]], { level: 0 })).toThrow('a level');
  });
});
