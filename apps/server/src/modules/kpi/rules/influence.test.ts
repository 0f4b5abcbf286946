import { kendallTauB } from '@assay/scoring/association/kendall-tau-b';
import { pearson } from '@assay/scoring/association/pearson';
import { rocAuc } from '@assay/scoring/association/roc-auc';
import { spearman } from '@assay/scoring/association/spearman';
import { seededRandom } from '@assay/scoring/sampling/seeded-random';
import { concordanceIndex } from '@assay/scoring/survival/concordance-index';
import { coxRegression } from '@assay/scoring/survival/cox-regression';
import { describe, expect, it } from 'vitest';
import { areaUnderCurve, deLongError } from './area-under-curve.ts';
import { type Cases, casesOf, sortedColumn } from './cases.ts';
import { coxInfluence } from './cox-influence.ts';
import { linearCorrelation } from './linear-correlation.ts';
import { pairCorrelation } from './pair-correlation.ts';
import { rankCorrelation } from './rank-correlation.ts';
import { timeConcordance } from './time-concordance.ts';

const n = 60;
const random = seededRandom(7);
const draw = (of: () => number) => Float64Array.from({ length: n }, of);
const score = draw(() => random.integer(8) / 7);
const rows = Int32Array.from({ length: n }, (_, row) => row);
const made = (y: Float64Array): Cases => casesOf(sortedColumn(score), sortedColumn(y), rows, null);
const number = made(draw(() => random.integer(9)));
const yesNo = made(draw(() => random.integer(2)));
const time = made(draw(() => 1 + random.integer(40)));
const isEvent = Uint8Array.from({ length: n }, () => (random.next() < 0.6 ? 1 : 0));
const uneven = draw(() => 0.5 + random.next());

const ranks = rankCorrelation(number);
const area = areaUnderCurve(yesNo);
const order = timeConcordance(time, isEvent);
const linear = (weights: Float64Array) => linearCorrelation(number.x, number.y, weights);
const pairs = (weights: Float64Array) => pairCorrelation({ ...number, weights });
const figures = [
  { name: 'Spearman', value: ranks.value, influence: ranks.influence },
  { name: 'area under the curve', value: area.value, influence: area.influence },
  { name: 'concordance', value: order.value, influence: order.influence },
  {
    name: 'Pearson',
    value: (weights: Float64Array) => linear(weights)?.value ?? null,
    influence: (weights: Float64Array) => linear(weights)?.influence ?? new Float64Array(),
  },
  {
    name: 'Kendall',
    value: (weights: Float64Array) => pairs(weights)?.value ?? null,
    influence: (weights: Float64Array) => pairs(weights)?.influence ?? new Float64Array(),
  },
];

describe.each(figures)('$name', ({ value, influence }) => {
  it('has influence values that are its derivatives by the weights', () => {
    for (const weights of [new Float64Array(n).fill(1), uneven]) {
      const found = value(weights) ?? Number.NaN;
      const values = influence(weights, found);
      const step = 1e-6;
      for (let i = 0; i < n; i++) {
        const moved = (by: number) => {
          const other = weights.slice();
          other[i] = (weights[i] ?? 0) * (1 + by);
          return value(other) ?? Number.NaN;
        };
        expect(values[i]).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 7);
      }
    }
  });

  it('takes a weight of 2 for a case that is there twice, and 0 for one that is not', () => {
    const weights = Float64Array.from({ length: n }, (_, i) => i % 3);
    const again = [...rows].flatMap((row) => new Array<number>(row % 3).fill(row));
    const pick = (values: ArrayLike<number>) => again.map((row) => values[row] ?? 0);
    const x = pick(score);
    const expected = {
      Spearman: spearman(x, pick(number.y)).value,
      Pearson: pearson(x, pick(number.y)).value,
      Kendall: kendallTauB(x, pick(number.y)).value,
      'area under the curve': rocAuc(pick(yesNo.y), x).value,
      concordance: concordanceIndex(pick(time.y), pick(isEvent), x).value,
    };
    const [name] = figures.filter((figure) => figure.value === value).map((figure) => figure.name);
    const twice = Object.entries(expected).find(([key]) => key === name)?.[1];
    expect(value(weights)).toBeCloseTo(twice ?? Number.NaN, 12);
  });
});

describe('the errors that influence values give', () => {
  it('are DeLong’s for independent tickets', () => {
    const ones = new Float64Array(n).fill(1);
    const value = area.value(ones) ?? Number.NaN;
    const error = deLongError(yesNo, area.influence(ones, value));
    expect(error).toBeCloseTo(rocAuc(yesNo.y, score).standardError ?? Number.NaN, 12);
  });

  it('are those of having a little more or less of each ticket, for a hazard ratio', () => {
    const strata = Int32Array.from(rows, (row) => row % 2);
    const ends = Float64Array.from(time.y, (value, row) => value + row / 1_000);
    const slopeOf = (kept: readonly number[]) => {
      const pick = (values: ArrayLike<number>) => kept.map((row) => values[row] ?? 0);
      const fit = coxRegression([pick(score)], pick(ends), pick(isEvent), {
        ...{ strata: pick(strata), ties: 'breslow' },
      });
      return fit.coefficients?.[0];
    };
    const all = slopeOf([...rows]);
    const fitted = { slope: all?.value ?? 0, error: all?.standardError ?? 0 };
    const values = coxInfluence(made(ends), isEvent, strata, fitted);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
    const many = rows.length;
    const often = [...rows].flatMap((row) => new Array<number>(many).fill(row));
    let [squares, off] = [0, 0];
    for (const row of rows) {
      const less = slopeOf(often.toSpliced(row * many, 1))?.value ?? Number.NaN;
      const more = slopeOf([...often, row])?.value ?? Number.NaN;
      const change = (many * (more - less)) / 2;
      squares += change ** 2;
      off += (change - (values[row] ?? 0)) ** 2;
    }
    expect(Math.sqrt(off / squares)).toBeLessThan(0.001);
  });
});
