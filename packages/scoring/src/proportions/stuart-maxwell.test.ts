import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { mcNemar } from './mc-nemar.ts';
import { stuartMaxwell } from './stuart-maxwell.ts';

describe('stuartMaxwell', () => {
  testFixture<{ readonly table: number[][] }>(
    'pref-bowker-stuart-maxwell-vision',
    ({ input, compare, omit }) => {
      const { value, p } = stuartMaxwell(input.table);
      compare('stuartMaxwellChisq', value);
      compare('stuartMaxwellP', p);
      for (const field of ['bowkerChisq', 'bowkerDf', 'bowkerP'])
        omit(field, 'compared by the test of bowker');
    },
  );

  it('gives the published statistic of the vision data', () => {
    // Stuart (1955), Biometrika 42:415: 11.96 on 3 degrees of freedom.
    const vision = [
      [1520, 266, 124, 66],
      [234, 1512, 432, 78],
      [117, 362, 1772, 205],
      [36, 82, 179, 492],
    ];
    const { value, degreesOfFreedom } = stuartMaxwell(vision);
    expect(value).toBeCloseTo(11.96, 2);
    expect(degreesOfFreedom).toBe(3);
  });

  it('answers when unused or unlinked categories make the covariance singular', () => {
    const unused = [
      [4, 6, 0],
      [1, 4, 0],
      [0, 0, 0],
    ];
    expect(stuartMaxwell(unused)).toMatchObject({ degreesOfFreedom: 1 });
    expect(stuartMaxwell(unused).value).toBeCloseTo(
      mcNemar([
        [4, 6],
        [1, 4],
      ]).value ?? -1,
      12,
    );
    const islands = [
      [4, 6, 0, 0],
      [1, 4, 0, 0],
      [0, 0, 3, 2],
      [0, 0, 5, 3],
    ];
    expect(stuartMaxwell(islands)).toMatchObject({ degreesOfFreedom: 2 });
    expect(
      stuartMaxwell([
        [3, 0],
        [0, 3],
      ]),
    ).toMatchObject({ value: null, p: null });
  });

  it('is McNemar for two categories', () => {
    const count = fc.nat({ max: 300 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const table = [
          [a, b],
          [c, d],
        ];
        expect(stuartMaxwell(table).value ?? -1).toBeCloseTo(mcNemar(table).value ?? -1, 8);
      }),
    );
  });
});
