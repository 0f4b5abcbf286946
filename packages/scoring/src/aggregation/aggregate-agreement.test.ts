import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { testFixture } from '../testing/fixture.ts';
import { type LabelRow, ratingsFromLabelRows, rowsById } from '../testing/label-rows.ts';
import { aggregateAgreement } from './aggregate-agreement.ts';

interface Expected {
  readonly labels: readonly string[];
}

describe('aggregateAgreement', () => {
  testFixture<{ readonly rows: LabelRow[] }, Expected>(
    'agg-wawa-synth80',
    ({ input, expected: { labels }, compare }) => {
      const ratings = ratingsFromLabelRows(input.rows, labels);
      const { categories, skills, shares } = aggregateAgreement(ratings);
      compare(
        'labels',
        categories.map((c) => labels[c]),
      );
      compare('skills', Object.fromEntries(ratings.raterIds.map((id, r) => [id, skills[r]])));
      compare('weightedShares', rowsById(ratings, shares));
    },
  );

  it('weights the second vote by the agreement with the first', () => {
    // Worked by hand: raters 0 and 1 agree with every untied majority, rater 2 with one of three.
    const wawa = aggregateAgreement(
      ratingsFromMatrix([
        [1, 1, 1],
        [1, 1, 2],
        [2, 2, 1],
        [null, 1, 2],
      ]),
    );
    expect(wawa.skills).toEqual([1, 1, 1 / 3]);
    expect(wawa.labels).toEqual([1, 1, 2, 1]);
    expect(wawa.shares.at(-1)).toBeCloseTo(0.25, 12);
    expect(wawa.tiedBefore).toBe(1);
  });

  it('knows no skill where every vote is tied, and answers without ratings', () => {
    const tied = aggregateAgreement(
      ratingsFromMatrix([
        [1, 2],
        [2, 1],
      ]),
    );
    expect(tied).toMatchObject({ skills: [null, null], labels: [null, null], unrated: 2 });
    expect(aggregateAgreement(ratingsFromMatrix([])).skills).toEqual([]);
    expect(() => aggregateAgreement(ratingsFromMatrix([[3]]), { categories: [1] })).toThrow(
      RangeError,
    );
  });

  it('keeps skills in [0, 1], and gives everybody 1 on unanimous data', () => {
    const rows = fc.array(fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, (matrix) => {
        const { skills } = aggregateAgreement(ratingsFromMatrix(matrix));
        for (const skill of skills) expect(skill === null || (skill >= 0 && skill <= 1)).toBe(true);
        const unanimous = matrix.map(([first = 0]) => [first, first, first]);
        expect(aggregateAgreement(ratingsFromMatrix(unanimous)).skills).toEqual([1, 1, 1]);
      }),
    );
  });
});
