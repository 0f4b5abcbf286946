import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testFixture } from '../testing/fixture.ts';
import { kendallTauB } from './kendall-tau-b.ts';
import { rocAuc } from './roc-auc.ts';
import { somersD } from './somers-d.ts';

interface Input {
  readonly table: readonly (readonly number[])[];
}

/** The cases of a table one by one. */
function casesOf(table: Input['table']) {
  const cells = table.flatMap((row, x) => row.flatMap((n, y) => new Array(n).fill({ x, y })));
  return { x: cells.map((cell) => cell.x), y: cells.map((cell) => cell.y) };
}

describe('somersD', () => {
  for (const id of ['hotel', 'jobsat']) {
    testFixture<Input>(`assoc-somersd-${id}`, ({ input, compare, omit }) => {
      const column = somersD(input.table);
      compare('', { somersD_columnGivenRow: column.value, pValue: column.p });
      compare('somersD_rowGivenColumn', somersD(input.table, { dependent: 'x' }).value);
      const { x, y } = casesOf(input.table);
      compare('tauB', kendallTauB(x, y).value);
      omit('tauC', 'not offered: tau-b, gamma and Somers’ D say it with clearer meaning');
    });
  }

  // SciPy manual, scipy.stats.somersd: hotel cleanliness (rows) and guests' satisfaction (columns).
  it('gives the published value of the hotel', () => {
    const hotel = [
      [27, 25, 14, 7, 0],
      [7, 14, 18, 35, 12],
      [1, 3, 2, 7, 17],
    ];
    const { value, p } = somersD(hotel);
    expect(value).toBeCloseTo(0.6033, 4);
    expect((p ?? 0) * 1e27).toBeCloseTo(1, 1);
  });

  it('says why there is no value', () => {
    expect(somersD({ x: [1, 1], y: [1, 2] }).undefinedBecause).toBe('x does not vary');
    expect(somersD({ x: [1, 2], y: [1, 1] }, { dependent: 'x' }).undefinedBecause).toBe(
      'y does not vary',
    );
    expect(somersD({ x: [1, 2, 3], y: [4, 4, 4] })).toMatchObject({ value: 0, z: null, p: null });
    expect(() => somersD([[1, 2]], { level: 2 })).toThrow('somersD requires a level');
  });

  it('is twice the area under the ROC curve less one where x is yes or no', () => {
    const cases = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 1 }), y: fc.integer({ min: 0, max: 6 }) }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(cases, (points) => {
        const x = points.map((point) => point.x);
        const y = points.map((point) => point.y);
        const d = somersD({ x, y });
        const { value: area } = rocAuc(x, y);
        if (area === null) expect(d.value).toBeNull();
        else expect(d.value).toBeCloseTo(2 * area - 1, 12);
        const { value: other } = somersD({ x, y }, { dependent: 'x' });
        const { value: tau } = kendallTauB(x, y);
        if (tau !== null && d.value !== null && other !== null)
          expect(d.value * other).toBeCloseTo(tau ** 2, 12);
      }),
    );
  });
});
