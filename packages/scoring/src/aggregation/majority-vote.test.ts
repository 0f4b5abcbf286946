import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingsFromMatrix } from '../ratings/ratings-from-matrix.ts';
import { ratingsFromRecords } from '../ratings/ratings-from-records.ts';
import { testFixture } from '../testing/fixture.ts';
import { type LabelRow, ratingsFromLabelRows, rowsById } from '../testing/label-rows.ts';
import { majorityVote } from './majority-vote.ts';

interface Expected {
  readonly labels: readonly string[];
}

describe('majorityVote', () => {
  testFixture<{ readonly rows: LabelRow[] }, Expected>(
    'agg-majority-small',
    ({ input, expected: { labels }, compare }) => {
      const ratings = ratingsFromLabelRows(input.rows, labels);
      const vote = majorityVote(ratings);
      compare(
        'labels',
        vote.categories.map((c) => labels[c]),
      );
      const shares = rowsById(ratings, vote.shares);
      for (const [u, id] of ratings.unitIds.entries()) {
        compare(`tasks.${id}.shares`, shares[id]);
        compare(
          `tasks.${id}.winners`,
          vote.winners[u]?.map((c) => labels[c]),
        );
      }
    },
  );

  it('reproduces the published vote of Dawid and Skene’s first patient', () => {
    // Dawid and Skene (1979), Applied Statistics 28:24, Table 1: patient 1 got seven ratings of 1.
    const patient = [1, 1, 1, 1, 1, 1, 1];
    expect(majorityVote(ratingsFromMatrix([patient])).labels).toEqual([1]);
  });

  it('reports ties and unrated units instead of guessing', () => {
    const vote = majorityVote(
      ratingsFromMatrix([
        [2, 5, null],
        [5, 5, 2],
        [null, null, null],
      ]),
    );
    expect(vote.winners).toEqual([[2, 5], [5], []]);
    expect(vote.labels).toEqual([null, 5, null]);
    expect(vote).toMatchObject({ tied: 1, unrated: 1, units: 3, raters: 3 });
    expect(Array.from(vote.shares)).toEqual([0.5, 0.5, 1 / 3, 2 / 3, 0, 0]);
  });

  it('answers without ratings and refuses an undeclared category', () => {
    expect(majorityVote(ratingsFromMatrix([])).labels).toEqual([]);
    const declared = majorityVote(ratingsFromMatrix([[1]]), { categories: [3, 1, 2] });
    expect(declared.categories).toEqual([1, 2, 3]);
    expect(() => majorityVote(ratingsFromMatrix([[4]]), { categories: [1, 2] })).toThrow(
      'majorityVote requires values among the declared categories',
    );
  });

  it('does not depend on the order in which ratings arrive', () => {
    const record = fc.record({
      unit: fc.nat({ max: 5 }),
      rater: fc.nat({ max: 4 }),
      value: fc.nat({ max: 3 }),
    });
    const records = fc.uniqueArray(record, {
      selector: ({ unit, rater }) => unit * 10 + rater,
      minLength: 1,
    });
    fc.assert(
      fc.property(records, (list) => {
        const byUnit = (order: typeof list) => {
          const ratings = ratingsFromRecords(order);
          const { winners } = majorityVote(ratings);
          return new Map(ratings.unitIds.map((id, u) => [id, winners[u]]));
        };
        const [a, b] = [byUnit(list), byUnit(list.toReversed())];
        for (const [id, winners] of a) expect(b.get(id)).toEqual(winners);
      }),
    );
  });
});
