import { describe, expect } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { AgreementCounts } from './agreement-counts.ts';
import { brennanPrediger } from './brennan-prediger.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { gwetAc } from './gwet-ac.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';

interface Case {
  readonly name: string;
  readonly ratings?: (number | string | null)[][];
  readonly table?: number[][];
  readonly counts?: number[][];
  readonly categories?: number[];
}

interface Expected {
  readonly alpha?: Record<string, number | null>;
  readonly reason?: string;
  readonly throws?: boolean;
}

const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
const reasons: Record<string, RegExp> = {
  noVariation: /All ratings are equal/,
  noPairs: /No unit has two ratings/,
};

/** The file writes NaN and Infinity as text. */
function numbers(rows: Case['ratings']): (number | null)[][] {
  return (rows ?? []).map((row) => row.map((v) => (v === null ? null : Number(v))));
}

describe('agreement of degenerate data', () => {
  testFixture<{ cases: Case[] }, { cases: Expected[] }>(
    'agree-degenerate',
    ({ input, expected, compare, omit }) => {
      input.cases.forEach((given, i) => {
        const at = `cases.${i}`;
        const wanted = expected.cases[i] ?? {};
        compare(`${at}.name`, given.name);
        omit(`${at}.tools`, 'what other tools do');
        if (given.name === 'pearson-constant') {
          omit(`${at}.r`, 'a correlation of two variables, compared where it is offered');
          omit(`${at}.undefined`, 'likewise');
        } else if (wanted.throws === true) {
          expect(() => ratingsFromMatrix(numbers(given.ratings))).toThrow(RangeError);
          compare(`${at}.throws`, true);
        } else if (wanted.alpha !== undefined) {
          const ratings = ratingsFromMatrix(numbers(given.ratings));
          for (const metric of metrics) {
            const alpha = krippendorffAlpha(ratings, { metric });
            compare(`${at}.alpha.${metric}`, alpha.value);
            compare(`${at}.undefined`, alpha.value === null);
            const reason = reasons[wanted.reason ?? ''];
            if (reason !== undefined) expect(alpha.undefinedBecause).toMatch(reason);
          }
          omit(`${at}.reason`, 'given in words here, checked against the pattern of each reason');
        } else if (given.table !== undefined) {
          const kappa = cohenKappa(given.table);
          compare(`${at}.kappa`, kappa.value);
          if (kappa.value === null) compare(`${at}.undefined`, true);
          else compare(`${at}.se`, kappa.standardError);
        } else if (given.counts !== undefined) {
          const counts = new AgreementCounts([...(given.counts[0] ?? []).keys()]);
          for (const row of given.counts) counts.add(row, 1);
          compare(`${at}.kappa`, counts.fleiss().value);
          compare(`${at}.undefined`, counts.fleiss().value === null);
        } else {
          const ratings = ratingsFromMatrix(numbers(given.ratings));
          const options = { categories: given.categories ?? [] };
          const ac = gwetAc(ratings, options);
          const uniform = brennanPrediger(ratings, options);
          compare(at, {
            gwetAC: ac.value,
            gwetSe: ac.standardError,
            brennanPrediger: uniform.value,
            brennanPredigerSe: uniform.standardError,
          });
        }
      });
    },
  );
});
